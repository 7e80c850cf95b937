import { type Claim, claimsOf, plain, promises } from './claims.ts'

/** What an engine's words came to, once what nothing supports was taken out. */
export type Gated = {
  /** One space between sentences, one line break between lines. */
  readonly text: string
  readonly dropped: readonly string[]
  /** The places of the passages that stand behind it, in the order in which they were named. */
  readonly cited: readonly number[]
  /** It says that the passages do not hold the answer. */
  readonly isUnknown: boolean
}

export type Gate = {
  /** Takes more of an answer; tells what may be said of it by now, to be put after what it told before. */
  push(text: string): string
  /** What the whole answer came to; it begins with all that `push` told. */
  end(): Gated
}

/** What an engine says when the passages do not hold the answer. */
export const unknownWord = 'UNKNOWN'

const MARK = String.raw`\s*\[\d{1,3}(?:\s*,\s*\d{1,3})*\]`
/** The end of a sentence with the marks of its passages, once it is clear that another one or another line follows. */
const END = new RegExp(
  String.raw`[.!?…]+["')\]]*(?:${MARK})*(?=\s+(?:[\p{Lu}"'(¿¡]|\d(?!\])|\[[^\d\s]))|\n`,
  'gu',
)
const marks = new RegExp(MARK, 'g')
/** A picture, a link or HTML that has not ended. */
const OPEN = /(?:<[^>]*|\[[^\]]*|\]\([^)]*)$/
const LIST_MARK = /^\d{1,2}[.)]\s+/
const LONE_MARK = /^\s*\d{1,2}[.)]$/
const SAYS_UNKNOWN = new RegExp(String.raw`^\W*${unknownWord}\b`)

/**
 * Judges an answer sentence by sentence, as it comes. A sentence stays when all that it claims stands in a passage that it or one
 * before it names (`[2]`: the second), or while none is named in any; promises of a person go. Pure, however the answer is cut.
 */
export function openGate(passages: readonly string[]): Gate {
  const claims = passages.map((text) => lazily(() => claimsOf(text)))
  const named = new Set<number>()
  const cited = new Set<number>()
  const dropped: string[] = []
  let rest = ''
  let text = ''
  let isNewLine = false
  let isUnknown: boolean | null = null

  const isKnown = (claim: Claim) =>
    named.size > 0 ? [...named].some((at) => claims[at]?.().has(claim)) : claims.some((of) => of().has(claim))

  function judge(sentence: string): void {
    const own = marksOf(sentence).filter((at) => at in passages)
    for (const at of own) named.add(at)
    const said = plain(sentence.replace(marks, ''), isKnown).trim()
    const isBroken = isNewLine
    isNewLine ||= sentence.endsWith('\n')
    if (!/[\p{L}\p{N}]/u.test(said)) return
    isUnknown ??= SAYS_UNKNOWN.test(said)
    if (isUnknown) return
    const isSupported = [...claimsOf(said.replace(LIST_MARK, ''))].every(isKnown)
    if (!isSupported || promises(said) || said.includes(unknownWord)) {
      dropped.push(said)
      return
    }
    for (const at of own) cited.add(at)
    isNewLine = sentence.endsWith('\n')
    text += `${text === '' ? '' : isBroken ? '\n' : ' '}${said}`
  }

  /** The next whole sentence; what is open may still become a picture, a link or HTML, until the end. */
  function take(isEnd: boolean): string | null {
    for (const { 0: end, index } of rest.matchAll(END)) {
      const sentence = rest.slice(0, index + end.length)
      if ((!isEnd && OPEN.test(sentence)) || LONE_MARK.test(sentence)) continue
      rest = rest.slice(sentence.length)
      return sentence
    }
    return null
  }

  function push(more: string, isEnd = false): string {
    rest += more
    const before = text.length
    for (let next = take(isEnd); next !== null; next = take(isEnd)) judge(next)
    return text.slice(before)
  }

  return {
    push: (more) => push(more),
    end() {
      push('')
      push('', true)
      judge(rest)
      rest = ''
      return { text, dropped, cited: [...cited], isUnknown: isUnknown ?? true }
    },
  }
}

const marksOf = (sentence: string): number[] =>
  [...sentence.matchAll(marks)].flatMap(([mark]) =>
    [...mark.matchAll(/\d+/g)].map(([number]) => Number(number) - 1),
  )

/** A whole answer, judged at once. Pure. */
export function gate(text: string, passages: readonly string[]): Gated {
  const opened = openGate(passages)
  opened.push(text)
  return opened.end()
}

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
