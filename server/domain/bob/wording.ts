import type { Finding } from './local/find-answer.ts'

type About = { businessName: string; greeting: string | null }
type Wording = {
  greeting(business: string): string
  thanks: string
  goodbye: string
  wellbeing(business: string): string
  identity(business: string): string
  human(business: string): string
  complaint(business: string): string
  contact(business: string): string
  off_topic(business: string): string
  injection(business: string): string
  unknown: string
  closest: string
  offer: string
  exhausted(business: string): string
  quotedIn(language: string): string
}

/** What Bob says to a finding, in the message's language; English where the engine has no words of its own. */
export function sayFinding(finding: Finding, about: About): string {
  const wording = WORDINGS[finding.language] ?? english
  if (finding.intent !== 'question') return saySmallTalk(finding.intent, wording, about)
  if (finding.tier === 'unknown' || finding.quotes.length === 0) return wording.unknown
  const note = finding.quotedIn === null ? [] : [wording.quotedIn(nameOf(finding.quotedIn, finding.language))]
  if (finding.tier === 'confident')
    return [
      ...note,
      ...finding.quotes.map((quote) => (quote.underHeading ? labelled(quote) : quote.text)),
    ].join('\n\n')
  return [wording.closest, ...note, ...finding.quotes.map(labelled), wording.offer].join('\n\n')
}

/** What Bob says to whatever he may not answer because the business has no credits. */
export function sayExhausted(language: string, { businessName }: About): string {
  return (WORDINGS[language] ?? english).exhausted(businessName)
}

type NotAsked = Exclude<Finding['intent'], 'question'>

function saySmallTalk(intent: NotAsked, wording: Wording, about: About): string {
  if (intent === 'greeting') return about.greeting ?? wording.greeting(about.businessName)
  const words = wording[intent]
  return typeof words === 'string' ? words : words(about.businessName)
}

function labelled(quote: Finding['quotes'][number]): string {
  const heading = quote.headings.at(-1)
  if (heading === undefined) return quote.text
  return `${heading}:${quote.text.includes('\n') ? '\n' : ' '}${quote.text}`
}

function nameOf(language: string, inLanguage: string): string {
  return new Intl.DisplayNames([inLanguage], { type: 'language' }).of(language) ?? language
}

const english: Wording = {
  greeting: (business) =>
    `Hello, I'm Bob. I answer questions about ${business}. What would you like to know?`,
  thanks: "You're welcome. Is there anything else you would like to know?",
  goodbye: 'Goodbye, and thank you for writing.',
  wellbeing: (business) => `I'm here and happy to help. What would you like to know about ${business}?`,
  identity: (business) =>
    `I'm Bob, an automated assistant. I answer from what the team of ${business} has written down, and I can ask a person for you.`,
  human: (business) =>
    `I have recorded for the team of ${business} that you would like a person. I can't say when someone will answer; what you write here will be kept for them.`,
  complaint: (business) =>
    `I'm sorry to hear that. I have recorded it for the team of ${business}. Please write here what happened, and how they can reach you.`,
  contact: (business) => `Thank you. I have kept that for the team of ${business}. What is it about?`,
  off_topic: (business) => `I can only answer questions about ${business}. What would you like to know?`,
  injection: (business) => `I can't do that. I answer questions about ${business}.`,
  unknown: "I don't know that; shall I ask the team?",
  closest: "I'm not sure I have the answer. These are the closest passages I know:",
  offer: 'If your answer is not there, shall I ask the team?',
  exhausted: (business) =>
    `I can't answer questions about ${business} right now. Leave your e-mail address or phone number here and I'll keep it for the team; or shall I ask them for you?`,
  quotedIn: (language) => `I have this in ${language} only:`,
}

const spanish: Wording = {
  greeting: (business) => `Hola, soy Bob. Respondo preguntas sobre ${business}. ¿Qué le gustaría saber?`,
  thanks: 'De nada. ¿Le gustaría saber algo más?',
  goodbye: 'Hasta luego, y gracias por escribir.',
  wellbeing: (business) => `Aquí estoy, con gusto. ¿Qué le gustaría saber sobre ${business}?`,
  identity: (business) =>
    `Soy Bob, un asistente automático. Respondo con lo que el equipo de ${business} ha dejado escrito, y puedo preguntar a una persona.`,
  human: (business) =>
    `He dejado anotado para el equipo de ${business} que quiere hablar con una persona. No puedo decirle cuándo le responderán; lo que escriba aquí les quedará guardado.`,
  complaint: (business) =>
    `Lo siento. Lo he dejado anotado para el equipo de ${business}. Escriba aquí qué ha pasado y cómo pueden localizarle.`,
  contact: (business) => `Gracias. Lo he guardado para el equipo de ${business}. ¿De qué se trata?`,
  off_topic: (business) => `Solo puedo responder preguntas sobre ${business}. ¿Qué le gustaría saber?`,
  injection: (business) => `Eso no puedo hacerlo. Respondo preguntas sobre ${business}.`,
  unknown: 'Eso no lo sé; ¿pregunto al equipo?',
  closest: 'No estoy seguro de tener la respuesta. Esto es lo más cercano que conozco:',
  offer: 'Si ahí no está su respuesta, ¿pregunto al equipo?',
  exhausted: (business) =>
    `Ahora mismo no puedo responder preguntas sobre ${business}. Deje aquí su correo o su teléfono y lo guardaré para el equipo; ¿o prefiere que pregunte yo al equipo?`,
  quotedIn: (language) => `Esto solo lo tengo en ${language}:`,
}

const german: Wording = {
  greeting: (business) => `Hallo, ich bin Bob. Ich beantworte Fragen zu ${business}. Was möchten Sie wissen?`,
  thanks: 'Gern geschehen. Möchten Sie noch etwas wissen?',
  goodbye: 'Auf Wiedersehen, und danke für Ihre Nachricht.',
  wellbeing: (business) => `Ich bin da und helfe gern. Was möchten Sie über ${business} wissen?`,
  identity: (business) =>
    `Ich bin Bob, ein automatischer Assistent. Ich antworte aus dem, was das Team von ${business} aufgeschrieben hat, und kann einen Menschen fragen.`,
  human: (business) =>
    `Ich habe für das Team von ${business} notiert, dass Sie mit einem Menschen sprechen möchten. Wann jemand antwortet, kann ich nicht sagen; was Sie hier schreiben, bleibt für das Team erhalten.`,
  complaint: (business) =>
    `Das tut mir leid. Ich habe es für das Team von ${business} notiert. Schreiben Sie bitte hier, was passiert ist und wie man Sie erreicht.`,
  contact: (business) => `Danke. Ich habe das für das Team von ${business} notiert. Worum geht es?`,
  off_topic: (business) => `Ich kann nur Fragen zu ${business} beantworten. Was möchten Sie wissen?`,
  injection: (business) => `Das kann ich nicht tun. Ich beantworte Fragen zu ${business}.`,
  unknown: 'Das weiß ich nicht; soll ich das Team fragen?',
  closest: 'Ich bin nicht sicher, ob ich die Antwort habe. Diese Stellen kommen ihr am nächsten:',
  offer: 'Falls Ihre Antwort nicht dabei ist: Soll ich das Team fragen?',
  exhausted: (business) =>
    `Im Moment kann ich keine Fragen zu ${business} beantworten. Schreiben Sie hier Ihre E-Mail-Adresse oder Telefonnummer, ich hebe sie für das Team auf; oder soll ich das Team für Sie fragen?`,
  quotedIn: (language) => `Das habe ich nur auf ${language}:`,
}

const french: Wording = {
  greeting: (business) =>
    `Bonjour, je suis Bob. Je réponds aux questions sur ${business}. Que souhaitez-vous savoir ?`,
  thanks: 'Je vous en prie. Souhaitez-vous savoir autre chose ?',
  goodbye: 'Au revoir, et merci pour votre message.',
  wellbeing: (business) => `Je suis là, avec plaisir. Que souhaitez-vous savoir sur ${business} ?`,
  identity: (business) =>
    `Je suis Bob, un assistant automatique. Je réponds avec ce que l'équipe de ${business} a écrit, et je peux demander à une personne.`,
  human: (business) =>
    `J'ai noté pour l'équipe de ${business} que vous souhaitez parler à une personne. Je ne peux pas dire quand on vous répondra ; ce que vous écrivez ici lui sera gardé.`,
  complaint: (business) =>
    `Je suis désolé. Je l'ai noté pour l'équipe de ${business}. Écrivez ici ce qui s'est passé et comment vous joindre.`,
  contact: (business) => `Merci. Je l'ai gardé pour l'équipe de ${business}. De quoi s'agit-il ?`,
  off_topic: (business) =>
    `Je ne peux répondre qu'aux questions sur ${business}. Que souhaitez-vous savoir ?`,
  injection: (business) => `Je ne peux pas faire cela. Je réponds aux questions sur ${business}.`,
  unknown: "Je ne le sais pas ; dois-je demander à l'équipe ?",
  closest: "Je ne suis pas sûr d'avoir la réponse. Voici les passages les plus proches que je connaisse :",
  offer: "Si votre réponse n'y est pas, dois-je demander à l'équipe ?",
  exhausted: (business) =>
    `Je ne peux pas répondre aux questions sur ${business} pour le moment. Laissez ici votre e-mail ou votre téléphone, je le garderai pour l'équipe ; ou dois-je demander à l'équipe pour vous ?`,
  quotedIn: (language) => `Je n'ai cela qu'en ${language} :`,
}

/** The languages that Bob can speak by himself. */
const WORDINGS: Readonly<Record<string, Wording>> = { en: english, es: spanish, de: german, fr: french }
