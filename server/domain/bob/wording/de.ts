import type { Wording } from './wording.ts'

export const german: Wording = {
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
  askContact: 'Wie können wir Sie erreichen? Eine E-Mail-Adresse oder eine Telefonnummer genügt.',
  askName: (contact) => `Danke, ich habe ${contact} notiert. Wie heißen Sie?`,
  askNeed: (name) => `Danke${name && `, ${name}`}. Worum geht es?`,
  confirmLead: (lines) => `Das würde ich weitergeben:\n\n${lines}\n\nStimmt das so?`,
  leadKept: (business) => `Danke. Das Team von ${business} hat es und meldet sich bei Ihnen.`,
  leadDropped: 'In Ordnung, ich gebe es nicht weiter. Möchten Sie noch etwas wissen?',
  leadLines: { name: 'Name', email: 'E-Mail', phone: 'Telefon', need: 'Anliegen' },
  booking: {
    service: (list) => `Gern. Worum geht es?\n\n${list}`,
    day: (service) => `Gern: ${service}. Welcher Tag passt Ihnen?`,
    times: (list) =>
      `Diese Zeiten sind frei:\n\n${list}\n\nWelche möchten Sie? Sie können auch einen anderen Tag nennen.`,
    none: 'Ich finde ab diesem Tag in den nächsten Wochen keine freie Zeit. Passt Ihnen ein anderer Tag?',
    taken: (list) => `Diese Zeit ist nicht frei. Frei sind:\n\n${list}\n\nWelche möchten Sie?`,
    name: (when) => `Ich halte ${when} fünf Minuten für Sie frei. Wie heißen Sie?`,
    confirm: (lines) => `Das würde ich buchen:\n\n${lines}\n\nSoll ich?`,
    booked: (when) => `Es ist gebucht: ${when}. Wir freuen uns auf Sie.`,
    dropped: 'In Ordnung, ich habe nichts gebucht. Möchten Sie noch etwas wissen?',
    lines: { service: 'Für', when: 'Wann' },
  },
  exhausted: (business) =>
    `Im Moment kann ich keine Fragen zu ${business} beantworten. Schreiben Sie hier Ihre E-Mail-Adresse oder Telefonnummer, ich hebe sie für das Team auf; oder soll ich das Team für Sie fragen?`,
  quotedIn: (language) => `Das habe ich nur auf ${language}:`,
}
