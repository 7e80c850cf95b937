import type { Wording } from './wording.ts'

export const english: Wording = {
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
  askContact: 'How can we reach you? An e-mail address or a phone number will do.',
  askName: (contact) => `Thank you, I have noted ${contact}. What is your name?`,
  askNeed: (name) => `Thank you${name && `, ${name}`}. What is it about?`,
  confirmLead: (lines) => `This is what I would pass on:\n\n${lines}\n\nIs that right?`,
  leadKept: (business) => `Thank you. The team of ${business} has it, and will get back to you.`,
  leadDropped: "All right, I won't pass it on. Is there anything else you would like to know?",
  leadLines: { name: 'Name', email: 'E-mail', phone: 'Phone', need: 'About' },
  booking: {
    service: (list) => `Gladly. What is it for?\n\n${list}`,
    day: (service) => `Gladly: ${service}. Which day would suit you?`,
    times: (list) =>
      `These times are free:\n\n${list}\n\nWhich one would you like? You can name another day, too.`,
    none: "I can't find a free time in the next weeks from that day on. Would another day suit you?",
    taken: (list) => `That time is not free. These are:\n\n${list}\n\nWhich one would you like?`,
    name: (when) => `I am keeping ${when} for you for five minutes. What is your name?`,
    confirm: (lines) => `This is what I would book:\n\n${lines}\n\nShall I?`,
    booked: (when) => `It is booked: ${when}. We look forward to seeing you.`,
    dropped: 'All right, I have booked nothing. Is there anything else you would like to know?',
    lines: { service: 'For', when: 'When' },
  },
  exhausted: (business) =>
    `I can't answer questions about ${business} right now. Leave your e-mail address or phone number here and I'll keep it for the team; or shall I ask them for you?`,
  quotedIn: (language) => `I have this in ${language} only:`,
}
