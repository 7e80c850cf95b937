/** What Bob says by himself, in one language. */
export type Wording = {
  greeting(business: string, name: string): string
  thanks: string
  goodbye: string
  wellbeing(business: string): string
  identity(business: string, name: string): string
  human(business: string): string
  complaint(business: string): string
  /** To a complaint that is not passed on by itself. */
  sorry: string
  contact(business: string): string
  off_topic(business: string): string
  injection(business: string): string
  refusal(business: string): string
  unknown: string
  closest: string
  offer: string
  /** The team has been asked without the visitor's asking. */
  passedOn(business: string): string
  /** The team was asked for and is not there. */
  closed(business: string): string
  leadForm(business: string): string
  /** A person was asked for, and none has come. */
  nobodyYet(business: string): string
  /** `contact`: what was noted. */
  askName(contact: string): string
  /** `name`: empty where they would not say. */
  askNeed(name: string): string
  confirmLead(lines: string): string
  leadKept(business: string): string
  leadDropped: string
  leadLines: Readonly<Record<'name' | 'email' | 'phone' | 'need', string>>
  exhausted(business: string): string
  quotedIn(language: string): string
}

const english: Wording = {
  greeting: (business, name) =>
    `Hello, I'm ${name}. I answer questions about ${business}. What would you like to know?`,
  thanks: "You're welcome. Is there anything else you would like to know?",
  goodbye: 'Goodbye, and thank you for writing.',
  wellbeing: (business) => `I'm here and happy to help. What would you like to know about ${business}?`,
  identity: (business, name) =>
    `I'm ${name}, an automated assistant. I answer from what the team of ${business} has written down, and I can ask a person for you.`,
  human: (business) =>
    `I have recorded for the team of ${business} that you would like a person. I can't say when someone will answer; what you write here will be kept for them.`,
  complaint: (business) =>
    `I'm sorry to hear that. I have recorded it for the team of ${business}. Please write here what happened, and how they can reach you.`,
  sorry: "I'm sorry to hear that. Shall I ask the team to look into it?",
  contact: (business) => `Thank you. I have kept that for the team of ${business}. What is it about?`,
  off_topic: (business) => `I can only answer questions about ${business}. What would you like to know?`,
  injection: (business) => `I can't do that. I answer questions about ${business}.`,
  refusal: (business) => `That is something I can't talk about here. Shall I ask the team of ${business}?`,
  unknown: "I don't know that; shall I ask the team?",
  closest: "I'm not sure I have the answer. These are the closest passages I know:",
  offer: 'If your answer is not there, shall I ask the team?',
  passedOn: (business) =>
    `That is one for a person, so I have passed it on to the team of ${business}. I can't say when someone will answer; what you write here will be kept for them.`,
  closed: (business) =>
    `Nobody of ${business} is there right now. I have left it for them; write here how they can reach you, and they will find it when they are back.`,
  leadForm: (business) =>
    `Leave your e-mail address or phone number here, and the team of ${business} will have it.`,
  nobodyYet: (business) =>
    `Nobody of ${business} has been able to answer yet. Leave your e-mail address or phone number here, and they will get back to you.`,
  askName: (contact) => `Thank you, I have noted ${contact}. What is your name?`,
  askNeed: (name) => `Thank you${name && `, ${name}`}. What is it about?`,
  confirmLead: (lines) => `This is what I would pass on:\n\n${lines}\n\nIs that right?`,
  leadKept: (business) => `Thank you. The team of ${business} has it, and will get back to you.`,
  leadDropped: "All right, I won't pass it on. Is there anything else you would like to know?",
  leadLines: { name: 'Name', email: 'E-mail', phone: 'Phone', need: 'About' },
  exhausted: (business) =>
    `I can't answer questions about ${business} right now. Leave your e-mail address or phone number here and I'll keep it for the team; or shall I ask them for you?`,
  quotedIn: (language) => `I have this in ${language} only:`,
}

const spanish: Wording = {
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
  askName: (contact) => `Gracias, he anotado ${contact}. ¿Cómo se llama?`,
  askNeed: (name) => `Gracias${name && `, ${name}`}. ¿De qué se trata?`,
  confirmLead: (lines) => `Esto es lo que pasaría al equipo:\n\n${lines}\n\n¿Es correcto?`,
  leadKept: (business) => `Gracias. El equipo de ${business} ya lo tiene y se pondrá en contacto con usted.`,
  leadDropped: 'De acuerdo, no lo paso. ¿Le gustaría saber algo más?',
  leadLines: { name: 'Nombre', email: 'Correo', phone: 'Teléfono', need: 'Asunto' },
  exhausted: (business) =>
    `Ahora mismo no puedo responder preguntas sobre ${business}. Deje aquí su correo o su teléfono y lo guardaré para el equipo; ¿o prefiere que pregunte yo al equipo?`,
  quotedIn: (language) => `Esto solo lo tengo en ${language}:`,
}

const german: Wording = {
  greeting: (business, name) =>
    `Hallo, ich bin ${name}. Ich beantworte Fragen zu ${business}. Was möchten Sie wissen?`,
  thanks: 'Gern geschehen. Möchten Sie noch etwas wissen?',
  goodbye: 'Auf Wiedersehen, und danke für Ihre Nachricht.',
  wellbeing: (business) => `Ich bin da und helfe gern. Was möchten Sie über ${business} wissen?`,
  identity: (business, name) =>
    `Ich bin ${name}, ein automatischer Assistent. Ich antworte aus dem, was das Team von ${business} aufgeschrieben hat, und kann einen Menschen fragen.`,
  human: (business) =>
    `Ich habe für das Team von ${business} notiert, dass Sie mit einem Menschen sprechen möchten. Wann jemand antwortet, kann ich nicht sagen; was Sie hier schreiben, bleibt für das Team erhalten.`,
  complaint: (business) =>
    `Das tut mir leid. Ich habe es für das Team von ${business} notiert. Schreiben Sie bitte hier, was passiert ist und wie man Sie erreicht.`,
  sorry: 'Das tut mir leid. Soll ich das Team bitten, es sich anzusehen?',
  contact: (business) => `Danke. Ich habe das für das Team von ${business} notiert. Worum geht es?`,
  off_topic: (business) => `Ich kann nur Fragen zu ${business} beantworten. Was möchten Sie wissen?`,
  injection: (business) => `Das kann ich nicht tun. Ich beantworte Fragen zu ${business}.`,
  refusal: (business) => `Darüber kann ich hier nicht sprechen. Soll ich das Team von ${business} fragen?`,
  unknown: 'Das weiß ich nicht; soll ich das Team fragen?',
  closest: 'Ich bin nicht sicher, ob ich die Antwort habe. Diese Stellen kommen ihr am nächsten:',
  offer: 'Falls Ihre Antwort nicht dabei ist: Soll ich das Team fragen?',
  passedOn: (business) =>
    `Das sollte ein Mensch beantworten, deshalb habe ich es an das Team von ${business} weitergegeben. Wann jemand antwortet, kann ich nicht sagen; was Sie hier schreiben, bleibt für das Team erhalten.`,
  closed: (business) =>
    `Von ${business} ist gerade niemand da. Ich habe es für das Team notiert; schreiben Sie hier, wie man Sie erreicht, dann findet es das Team, sobald es wieder da ist.`,
  leadForm: (business) =>
    `Schreiben Sie hier Ihre E-Mail-Adresse oder Telefonnummer, dann hat sie das Team von ${business}.`,
  nobodyYet: (business) =>
    `Von ${business} konnte noch niemand antworten. Schreiben Sie hier Ihre E-Mail-Adresse oder Telefonnummer, dann meldet sich jemand bei Ihnen.`,
  askName: (contact) => `Danke, ich habe ${contact} notiert. Wie heißen Sie?`,
  askNeed: (name) => `Danke${name && `, ${name}`}. Worum geht es?`,
  confirmLead: (lines) => `Das würde ich weitergeben:\n\n${lines}\n\nStimmt das so?`,
  leadKept: (business) => `Danke. Das Team von ${business} hat es und meldet sich bei Ihnen.`,
  leadDropped: 'In Ordnung, ich gebe es nicht weiter. Möchten Sie noch etwas wissen?',
  leadLines: { name: 'Name', email: 'E-Mail', phone: 'Telefon', need: 'Anliegen' },
  exhausted: (business) =>
    `Im Moment kann ich keine Fragen zu ${business} beantworten. Schreiben Sie hier Ihre E-Mail-Adresse oder Telefonnummer, ich hebe sie für das Team auf; oder soll ich das Team für Sie fragen?`,
  quotedIn: (language) => `Das habe ich nur auf ${language}:`,
}

const french: Wording = {
  greeting: (business, name) =>
    `Bonjour, je suis ${name}. Je réponds aux questions sur ${business}. Que souhaitez-vous savoir ?`,
  thanks: 'Je vous en prie. Souhaitez-vous savoir autre chose ?',
  goodbye: 'Au revoir, et merci pour votre message.',
  wellbeing: (business) => `Je suis là, avec plaisir. Que souhaitez-vous savoir sur ${business} ?`,
  identity: (business, name) =>
    `Je suis ${name}, un assistant automatique. Je réponds avec ce que l'équipe de ${business} a écrit, et je peux demander à une personne.`,
  human: (business) =>
    `J'ai noté pour l'équipe de ${business} que vous souhaitez parler à une personne. Je ne peux pas dire quand on vous répondra ; ce que vous écrivez ici lui sera gardé.`,
  complaint: (business) =>
    `Je suis désolé. Je l'ai noté pour l'équipe de ${business}. Écrivez ici ce qui s'est passé et comment vous joindre.`,
  sorry: "Je suis désolé. Dois-je demander à l'équipe de s'en occuper ?",
  contact: (business) => `Merci. Je l'ai gardé pour l'équipe de ${business}. De quoi s'agit-il ?`,
  off_topic: (business) =>
    `Je ne peux répondre qu'aux questions sur ${business}. Que souhaitez-vous savoir ?`,
  injection: (business) => `Je ne peux pas faire cela. Je réponds aux questions sur ${business}.`,
  refusal: (business) => `Je ne peux pas parler de cela ici. Dois-je demander à l'équipe de ${business} ?`,
  unknown: "Je ne le sais pas ; dois-je demander à l'équipe ?",
  closest: "Je ne suis pas sûr d'avoir la réponse. Voici les passages les plus proches que je connaisse :",
  offer: "Si votre réponse n'y est pas, dois-je demander à l'équipe ?",
  passedOn: (business) =>
    `C'est à une personne d'y répondre ; je l'ai donc transmis à l'équipe de ${business}. Je ne peux pas dire quand on vous répondra ; ce que vous écrivez ici lui sera gardé.`,
  closed: (business) =>
    `Il n'y a personne chez ${business} en ce moment. Je l'ai noté pour l'équipe ; écrivez ici comment vous joindre, elle le trouvera à son retour.`,
  leadForm: (business) => `Laissez ici votre e-mail ou votre téléphone, et l'équipe de ${business} l'aura.`,
  nobodyYet: (business) =>
    `Personne de ${business} n'a encore pu vous répondre. Laissez ici votre e-mail ou votre téléphone, et l'équipe vous recontactera.`,
  askName: (contact) => `Merci, j'ai noté ${contact}. Comment vous appelez-vous ?`,
  askNeed: (name) => `Merci${name && `, ${name}`}. De quoi s'agit-il ?`,
  confirmLead: (lines) => `Voici ce que je transmettrais :\n\n${lines}\n\nEst-ce exact ?`,
  leadKept: (business) => `Merci. L'équipe de ${business} l'a reçu et vous recontactera.`,
  leadDropped: "D'accord, je ne transmets rien. Souhaitez-vous savoir autre chose ?",
  leadLines: { name: 'Nom', email: 'E-mail', phone: 'Téléphone', need: 'Objet' },
  exhausted: (business) =>
    `Je ne peux pas répondre aux questions sur ${business} pour le moment. Laissez ici votre e-mail ou votre téléphone, je le garderai pour l'équipe ; ou dois-je demander à l'équipe pour vous ?`,
  quotedIn: (language) => `Je n'ai cela qu'en ${language} :`,
}

const WORDINGS: Readonly<Record<string, Wording>> = { en: english, es: spanish, de: german, fr: french }

/** What Bob says by himself in a language; English where he has no words of his own. */
export const wordingIn = (language: string): Wording => WORDINGS[language] ?? english
