/** What a question asks for; it decides which sentences can answer it. */
export type QuestionType =
  | 'hours'
  | 'price'
  | 'phone'
  | 'email'
  | 'contact'
  | 'where'
  | 'who'
  | 'duration'
  | 'count'
  | 'when'
  | 'offer'

/** What a message that is not a question wants. */
export type SmallTalk = 'greeting' | 'thanks' | 'goodbye' | 'wellbeing' | 'identity'
/** `topics` are words of the wide world: off topic unless the message is about the business or the knowledge answers it. */
export type Rule = 'injection' | 'human' | 'callback' | 'complaint' | 'off_topic' | 'topics'

/**
 * All that the engine knows of a language. Word lists are strings separated by blanks; in `concepts` and `hints` a comma separates
 * words and phrases, and `=` marks a word that counts as it is written only, for its stem means something else too. Patterns see lower case without accents, punctuation or contractions, single blanks between words.
 */
export type Language = {
  code: string
  stemmer: string
  /** words are written together, as in German */
  compounds: boolean
  /** common words that compounds are made of, beside those of the other lists */
  compoundParts: string
  /** words that carry no meaning of their own */
  stop: string
  /** words so common that missing one says little */
  everyday: string
  /** words and phrases of one meaning, by an id that all languages share */
  concepts: Readonly<Record<string, string>>
  /** words that only point to a concept: they bring a passage near, and never make an answer certain */
  hints: Readonly<Record<string, string>>
  /** tried in this order; the first that matches is the type */
  types: readonly (readonly [QuestionType, RegExp])[]
  /** a clause that starts or goes on like this asks something */
  asks: RegExp
  /** a sentence that starts like this cannot stand without the one before */
  leansBack: RegExp
  /** where one message may hold two questions: matched between them, before the second */
  joins: RegExp
  /** the whole message, small words apart */
  smallTalk: readonly (readonly [SmallTalk, RegExp])[]
  /** a short message of these words only is small talk, whatever their order */
  smallWords: Readonly<Record<'greeting' | 'thanks' | 'goodbye' | 'filler', string>>
  /** dropped before small talk is judged, and from the beginning of a question */
  courtesy: RegExp
  /** beside a number or an address, says that they are the visitor's: "my number is", "call me" */
  ownContact: RegExp
  /** asks what can be done or what would be: no complaint, however cross its words */
  supposes: RegExp
  rules: Readonly<Record<Rule, readonly RegExp[]>>
  /** the message speaks to or of the business, so that a word of the wide world may still be a question to it */
  aboutUs: RegExp
  /** Monday first; each with its short forms */
  days: readonly string[]
  weekdays: RegExp
  weekend: RegExp
  daily: RegExp
  months: string
  /** between two days: "to", "until" */
  rangeWords: string
  /** what a sentence holds that can answer a price, a place, a person, a span of time */
  marks: {
    free: RegExp
    closed: RegExp
    place: RegExp
    person: RegExp
    span: RegExp
    number: RegExp
    clock: RegExp
  }
  abbreviations: string
  /** written with an apostrophe or in a hurry, and what it stands for */
  spelledOut: readonly (readonly [RegExp, string | ((...matched: string[]) => string)])[]
  /** repairs a folded word before it is stemmed */
  respell(word: string): string
  /** takes off a stem what the stemmer leaves on */
  restem(stem: string): string
  /** first parts of a verb that stand alone in a main clause: "holen Sie es ab" */
  apartPrefixes: ReadonlySet<string>
  /** ends in a number with a point that ends no sentence: "am 3." */
  ordinal: RegExp | null
  /** nouns keep their capital inside a sentence */
  keepsCapitals: boolean
}
