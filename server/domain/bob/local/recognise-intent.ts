import { bare } from './fold.ts'
import type { Language, Rule } from './languages/language.ts'
import type { Lexicon } from './lexicon.ts'

/** What a message is, before the knowledge is asked. `question` stands for all that is none of the others. */
export type Intent =
  | 'question'
  | 'greeting'
  | 'thanks'
  | 'goodbye'
  | 'wellbeing'
  | 'identity'
  | 'human'
  | 'complaint'
  | 'contact'
  | 'off_topic'
  | 'injection'

const EMAIL = /[^\s@]{1,64}@[^\s@.]{1,64}\.[^\s@]{2,}/
const PHONE = /(?:\+|\b)\(?\d[\d ()./-]{6,18}\d\b/g
const MIN_PHONE_DIGITS = 9
const MIN_OWN_PHONE_DIGITS = 7
const MAX_CONTACT_WORDS = 25
const MAX_SMALL_WORDS = 12

/**
 * Recognises by ordered rules what a message wants. `spelled` is it folded, with contractions written out. What comes
 * out as `off_topic` is a question all the same when the knowledge answers it.
 */
export function recogniseIntent(spelled: string, lexicon: Lexicon): Intent {
  const { language } = lexicon
  const plain = bare(spelled)
  const follows = (rule: Rule) => language.rules[rule].some((pattern) => pattern.test(plain))
  if (follows('injection')) return 'injection'
  const core = plain.replace(language.courtesy, ' ').replace(/\s+/g, ' ').trim()
  for (const [intent, pattern] of language.smallTalk)
    if (pattern.test(core) || pattern.test(plain)) return intent
  const small = smallTalkOf(plain, spelled, lexicon)
  if (small !== null) return small
  if (follows('human')) return 'human'
  // "call me" with a number gives a lead; without one only a person can help
  if (givesContact(spelled, plain, language)) return 'contact'
  if (follows('callback')) return 'human'
  if (follows('complaint') && !language.supposes.test(plain)) return 'complaint'
  const strays = follows('off_topic') || (follows('topics') && !language.aboutUs.test(plain))
  return strays ? 'off_topic' : 'question'
}

function smallTalkOf(
  plain: string,
  spelled: string,
  lexicon: Lexicon,
): 'greeting' | 'thanks' | 'goodbye' | null {
  if (plain === '') return sayEmoji(spelled)
  const { greeting, thanks, goodbye, filler } = lexicon.smallWords
  const words = plain.split(' ')
  if (words.length > MAX_SMALL_WORDS || spelled.includes('?')) return null
  const kinds = [goodbye, thanks, greeting] as const
  if (!words.every((word) => filler.has(word) || kinds.some((kind) => kind.has(word)))) return null
  const [isGoodbye, isThanks, isGreeting] = kinds.map((kind) => words.some((word) => kind.has(word)))
  if (isGoodbye) return 'goodbye'
  return isThanks ? 'thanks' : isGreeting ? 'greeting' : null
}

function sayEmoji(message: string): 'greeting' | 'thanks' | null {
  if (/^\s*👋/u.test(message)) return 'greeting'
  return /[👍🙏😊🙂😀😃😄👌🎉🥰😍💚💙]|❤/u.test(message) ? 'thanks' : null
}

// "my number is …, could you call me" gives it; "is … your number" asks for it
function givesContact(spelled: string, plain: string, language: Language): boolean {
  const isOwn = language.ownContact.test(plain)
  if (!isOwn && (language.asks.test(spelled) || plain.split(' ').length > MAX_CONTACT_WORDS)) return false
  if (EMAIL.test(spelled)) return true
  const least = isOwn ? MIN_OWN_PHONE_DIGITS : MIN_PHONE_DIGITS
  return [...spelled.matchAll(PHONE)].some((match) => match[0].replace(/\D/g, '').length >= least)
}
