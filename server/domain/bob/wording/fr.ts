import type { Wording } from './wording.ts'

export const french: Wording = {
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
  askContact: 'Comment vous joindre ? Un e-mail ou un téléphone suffit.',
  askName: (contact) => `Merci, j'ai noté ${contact}. Comment vous appelez-vous ?`,
  askNeed: (name) => `Merci${name && `, ${name}`}. De quoi s'agit-il ?`,
  confirmLead: (lines) => `Voici ce que je transmettrais :\n\n${lines}\n\nEst-ce exact ?`,
  leadKept: (business) => `Merci. L'équipe de ${business} l'a reçu et vous recontactera.`,
  leadDropped: "D'accord, je ne transmets rien. Souhaitez-vous savoir autre chose ?",
  leadLines: { name: 'Nom', email: 'E-mail', phone: 'Téléphone', need: 'Objet' },
  booking: {
    service: (list) => `Avec plaisir. De quoi s'agit-il ?\n\n${list}`,
    day: (service) => `Avec plaisir : ${service}. Quel jour vous conviendrait ?`,
    times: (list) =>
      `Ces horaires sont libres :\n\n${list}\n\nLequel souhaitez-vous ? Vous pouvez aussi indiquer un autre jour.`,
    none: "Je ne trouve pas d'horaire libre dans les semaines qui suivent ce jour. Un autre jour vous conviendrait-il ?",
    taken: (list) => `Cet horaire n'est pas libre. Ceux-ci le sont :\n\n${list}\n\nLequel souhaitez-vous ?`,
    name: (when) => `Je vous garde ${when} pendant cinq minutes. Comment vous appelez-vous ?`,
    confirm: (lines) => `Voici ce que je réserverais :\n\n${lines}\n\nEst-ce que je réserve ?`,
    booked: (when) => `C'est réservé : ${when}. Au plaisir de vous voir.`,
    dropped: "D'accord, je n'ai rien réservé. Souhaitez-vous savoir autre chose ?",
    lines: { service: 'Pour', when: 'Quand' },
  },
  exhausted: (business) =>
    `Je ne peux pas répondre aux questions sur ${business} pour le moment. Laissez ici votre e-mail ou votre téléphone, je le garderai pour l'équipe ; ou dois-je demander à l'équipe pour vous ?`,
  quotedIn: (language) => `Je n'ai cela qu'en ${language} :`,
}
