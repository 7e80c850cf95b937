import { bare, fold } from './local/fold.ts'

/** Whole messages that say yes to "shall I ask the team?", folded; a polite word may stand around them. */
const yes: Readonly<Record<string, RegExp>> = {
  en: /^(yes|yeah|yep|yup|ok|okay|sure|of course|go ahead|please do|do it|do that|ask them|ask the team|that would be (great|good|nice|lovely))$/,
  es: /^(si|claro|vale|ok|de acuerdo|por supuesto|adelante|pregunta|pregunte|pregunteles|hazlo|hagalo)$/,
  de: /^(ja|jawohl|gern|gerne|ok|okay|klar|natuerlich|naturlich|mach das|bitte fragen|fragen sie)$/,
  fr: /^(oui|ouais|ok|d accord|bien sur|volontiers|allez y|vas y|demandez|demande)$/,
}
const courtesy =
  /\b(please|thanks|thank you|por favor|gracias|bitte|danke|s il vous plait|s il te plait|merci)\b/g

/** The language in which a message accepts the offer to ask the team, or null when it says anything else. */
export function acceptsOffer(message: string, language: string): string | null {
  const plain = bare(fold(message).slice(0, 100))
  const core = plain.replace(courtesy, ' ').replace(/\s+/g, ' ').trim()
  const said = core === '' && plain !== '' ? plain : core
  // a visitor's own language first: "ok" is a word of several
  const languages = [language, ...Object.keys(yes)]
  return languages.find((each) => yes[each]?.test(said)) ?? null
}
