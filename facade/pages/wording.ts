/** What the chat's script says by itself. `{team}` is the business, `{count}` a number, `{wait}` a time. */
export interface ChatWording {
  bob: string
  you: string
  writing: string
  sources: string
  answersFor: string
  waiting: string
  withPerson: string
  passedOn: string
  person: string
  left: string
  over: string
  unanswered: string
  unreachable: string
  ourFault: string
  closed: string
  limited: string
  sendable: string
  seconds: string
  minutes: string
  retry: string
  fresh: string
  back: string
  copyId: string
  copied: string
}

/** What a demo business's page says by itself, around what the business wrote. */
export interface Wording {
  language: string
  skipToContent: string
  skipToChat: string
  allBusinesses: string
  invented: string
  ask: string
  askBob: string
  hasRead: string
  hasReadText: string
  restart: string
  close: string
  messages: string
  conversation: string
  startWith: string
  label: string
  placeholder: string
  send: string
  hint: string
  needsScript: string
  chat: ChatWording
}

const ENGLISH: Wording = {
  language: 'en',
  skipToContent: 'Skip to content',
  skipToChat: 'Skip to the chat',
  allBusinesses: 'All demo businesses',
  invented: '{team} is invented to show Office 168/52',
  ask: 'Ask a question',
  askBob: 'Ask Bob',
  hasRead: 'What Bob has read',
  hasReadText: 'Bob answers from these pages and from nothing else.',
  restart: 'New conversation',
  close: 'Close chat',
  messages: 'Messages',
  conversation: 'Conversation with Bob',
  startWith: 'Questions to start with',
  label: 'Message to Bob',
  placeholder: 'Ask a question',
  send: 'Send',
  hint: 'Enter sends, Shift and Enter starts a new line',
  needsScript: 'The chat needs JavaScript. Everything Bob knows also stands on this page.',
  chat: {
    bob: 'Bob: ',
    you: 'You: ',
    writing: 'Bob is writing',
    sources: 'Where this comes from',
    answersFor: 'Answers for {team}',
    waiting: 'Waiting for a person at {team}',
    withPerson: 'A person at {team} has this conversation',
    passedOn: 'Your message is with the team at {team}.',
    person: 'Speak to a person',
    left: '{count} characters left',
    over: '{count} characters too many',
    unanswered: 'Your last message has no answer yet. It is kept in the box.',
    unreachable: 'No answer arrived. Your message is kept in the box.',
    ourFault: 'Something failed on our side. Your message is kept in the box.',
    closed: 'This business takes no messages at the moment. Your text is kept in the box.',
    limited: 'That was a lot at once. Your message is kept; you can send it in {wait}.',
    sendable: 'You can send again.',
    seconds: '{count} s',
    minutes: '{count} min',
    retry: 'Try again',
    fresh: 'This is a new conversation.',
    back: 'Back to the last one',
    copyId: 'Copy id',
    copied: 'Copied',
  },
}

const SPANISH: Wording = {
  language: 'es',
  skipToContent: 'Ir al contenido',
  skipToChat: 'Ir al chat',
  allBusinesses: 'Todos los negocios',
  invented: '{team} es un negocio inventado para mostrar Office 168/52',
  ask: 'Hacer una pregunta',
  askBob: 'Preguntar a Bob',
  hasRead: 'Lo que Bob ha leído',
  hasReadText: 'Bob responde con estas páginas y con nada más.',
  restart: 'Conversación nueva',
  close: 'Cerrar el chat',
  messages: 'Mensajes',
  conversation: 'Conversación con Bob',
  startWith: 'Preguntas para empezar',
  label: 'Mensaje para Bob',
  placeholder: 'Escriba su pregunta',
  send: 'Enviar',
  hint: 'Intro envía, Mayús e Intro empieza otra línea',
  needsScript: 'El chat necesita JavaScript. Todo lo que Bob sabe está también en esta página.',
  chat: {
    bob: 'Bob: ',
    you: 'Usted: ',
    writing: 'Bob está escribiendo',
    sources: 'De dónde sale esto',
    answersFor: 'Responde por {team}',
    waiting: 'A la espera de una persona de {team}',
    withPerson: 'Una persona de {team} lleva esta conversación',
    passedOn: 'Su mensaje está en manos del equipo de {team}.',
    person: 'Hablar con una persona',
    left: 'Quedan {count} caracteres',
    over: 'Sobran {count} caracteres',
    unanswered: 'Su último mensaje aún no tiene respuesta. Sigue en el cuadro.',
    unreachable: 'No llegó ninguna respuesta. Su mensaje sigue en el cuadro.',
    ourFault: 'Algo ha fallado por nuestra parte. Su mensaje sigue en el cuadro.',
    closed: 'Este negocio no recibe mensajes en este momento. Su texto sigue en el cuadro.',
    limited: 'Han sido muchos mensajes seguidos. El suyo se conserva; podrá enviarlo en {wait}.',
    sendable: 'Ya puede enviar de nuevo.',
    seconds: '{count} s',
    minutes: '{count} min',
    retry: 'Reintentar',
    fresh: 'Esta es una conversación nueva.',
    back: 'Volver a la anterior',
    copyId: 'Copiar id',
    copied: 'Copiado',
  },
}

const GERMAN: Wording = {
  language: 'de',
  skipToContent: 'Zum Inhalt',
  skipToChat: 'Zum Chat',
  allBusinesses: 'Alle Beispiele',
  invented: '{team} ist erfunden, um Office 168/52 zu zeigen',
  ask: 'Eine Frage stellen',
  askBob: 'Bob fragen',
  hasRead: 'Was Bob gelesen hat',
  hasReadText: 'Bob antwortet aus diesen Seiten und aus nichts anderem.',
  restart: 'Neues Gespräch',
  close: 'Chat schließen',
  messages: 'Nachrichten',
  conversation: 'Gespräch mit Bob',
  startWith: 'Fragen für den Anfang',
  label: 'Nachricht an Bob',
  placeholder: 'Ihre Frage',
  send: 'Senden',
  hint: 'Enter sendet, Umschalt und Enter bricht um',
  needsScript: 'Der Chat braucht JavaScript. Alles, was Bob weiß, steht auch auf dieser Seite.',
  chat: {
    bob: 'Bob: ',
    you: 'Sie: ',
    writing: 'Bob schreibt',
    sources: 'Woher das kommt',
    answersFor: 'Antwortet für {team}',
    waiting: 'Wartet auf einen Menschen bei {team}',
    withPerson: 'Ein Mensch bei {team} hat dieses Gespräch übernommen',
    passedOn: 'Ihre Nachricht liegt dem Team von {team} vor.',
    person: 'Mit einem Menschen sprechen',
    left: 'Noch {count} Zeichen',
    over: '{count} Zeichen zu viel',
    unanswered: 'Ihre letzte Nachricht hat noch keine Antwort. Sie steht weiter im Feld.',
    unreachable: 'Es kam keine Antwort an. Ihre Nachricht steht weiter im Feld.',
    ourFault: 'Bei uns ist etwas fehlgeschlagen. Ihre Nachricht steht weiter im Feld.',
    closed: 'Dieses Geschäft nimmt gerade keine Nachrichten an. Ihr Text steht weiter im Feld.',
    limited: 'Das war viel auf einmal. Ihre Nachricht bleibt erhalten; Sie können sie in {wait} senden.',
    sendable: 'Sie können wieder senden.',
    seconds: '{count} s',
    minutes: '{count} min',
    retry: 'Noch einmal',
    fresh: 'Das ist ein neues Gespräch.',
    back: 'Zurück zum letzten',
    copyId: 'Kennung kopieren',
    copied: 'Kopiert',
  },
}

/** The wording for a page in this language; English where we have none of our own. */
export function wordingFor(language: string | undefined): Wording {
  return [ENGLISH, SPANISH, GERMAN].find((words) => language?.split('-')[0] === words.language) ?? ENGLISH
}
