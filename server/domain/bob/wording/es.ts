import type { Wording } from './wording.ts'

export const spanish: Wording = {
  greeting: (business, name) =>
    `Hola, soy ${name}. Respondo preguntas sobre ${business}. ¿Qué le gustaría saber?`,
  thanks: 'De nada. ¿Le gustaría saber algo más?',
  goodbye: 'Hasta luego, y gracias por escribir.',
  wellbeing: (business) => `Aquí estoy, con gusto. ¿Qué le gustaría saber sobre ${business}?`,
  identity: (business, name) =>
    `Soy ${name}, un asistente automático. Respondo con lo que el equipo de ${business} ha dejado escrito, y puedo preguntar a una persona.`,
  human: (business) =>
    `He dejado anotado para el equipo de ${business} que quiere hablar con una persona. No puedo decirle cuándo le responderán; lo que escriba aquí les quedará guardado.`,
  complaint: (business) =>
    `Lo siento. Lo he dejado anotado para el equipo de ${business}. Escriba aquí qué ha pasado y cómo pueden localizarle.`,
  sorry: 'Lo siento. ¿Pido al equipo que lo revise?',
  contact: (business) => `Gracias. Lo he guardado para el equipo de ${business}. ¿De qué se trata?`,
  off_topic: (business) => `Solo puedo responder preguntas sobre ${business}. ¿Qué le gustaría saber?`,
  injection: (business) => `Eso no puedo hacerlo. Respondo preguntas sobre ${business}.`,
  refusal: (business) => `De eso no puedo hablar aquí. ¿Pregunto al equipo de ${business}?`,
  unknown: 'Eso no lo sé; ¿pregunto al equipo?',
  closest: 'No estoy seguro de tener la respuesta. Esto es lo más cercano que conozco:',
  offer: 'Si ahí no está su respuesta, ¿pregunto al equipo?',
  passedOn: (business) =>
    `Eso debe responderlo una persona, así que se lo he pasado al equipo de ${business}. No puedo decirle cuándo le responderán; lo que escriba aquí les quedará guardado.`,
  closed: (business) =>
    `Ahora mismo no hay nadie de ${business}. Se lo he dejado anotado; escriba aquí cómo pueden localizarle y lo verán cuando vuelvan.`,
  leadForm: (business) => `Deje aquí su correo o su teléfono, y el equipo de ${business} lo tendrá.`,
  nobodyYet: (business) =>
    `Nadie de ${business} ha podido responder todavía. Deje aquí su correo o su teléfono y se pondrán en contacto con usted.`,
  askContact: '¿Cómo podemos localizarle? Basta un correo o un teléfono.',
  askName: (contact) => `Gracias, he anotado ${contact}. ¿Cómo se llama?`,
  askNeed: (name) => `Gracias${name && `, ${name}`}. ¿De qué se trata?`,
  confirmLead: (lines) => `Esto es lo que pasaría al equipo:\n\n${lines}\n\n¿Es correcto?`,
  leadKept: (business) => `Gracias. El equipo de ${business} ya lo tiene y se pondrá en contacto con usted.`,
  leadDropped: 'De acuerdo, no lo paso. ¿Le gustaría saber algo más?',
  leadLines: { name: 'Nombre', email: 'Correo', phone: 'Teléfono', need: 'Asunto' },
  booking: {
    service: (list) => `Con gusto. ¿Para qué sería?\n\n${list}`,
    day: (service) => `Con gusto: ${service}. ¿Qué día le vendría bien?`,
    times: (list) =>
      `Estas horas están libres:\n\n${list}\n\n¿Cuál prefiere? También puede decirme otro día.`,
    none: 'No encuentro ninguna hora libre en las semanas siguientes a ese día. ¿Le vendría bien otro?',
    taken: (list) => `Esa hora no está libre. Estas sí:\n\n${list}\n\n¿Cuál prefiere?`,
    name: (when) => `Le guardo ${when} durante cinco minutos. ¿Cómo se llama?`,
    confirm: (lines) => `Esto es lo que reservaría:\n\n${lines}\n\n¿Lo reservo?`,
    booked: (when) => `Queda reservado: ${when}. Le esperamos.`,
    dropped: 'De acuerdo, no he reservado nada. ¿Le gustaría saber algo más?',
    lines: { service: 'Para', when: 'Cuándo' },
  },
  exhausted: (business) =>
    `Ahora mismo no puedo responder preguntas sobre ${business}. Deje aquí su correo o su teléfono y lo guardaré para el equipo; ¿o prefiere que pregunte yo al equipo?`,
  quotedIn: (language) => `Esto solo lo tengo en ${language}:`,
}
