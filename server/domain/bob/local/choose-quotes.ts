import type { IndexedSentence, Part } from './knowledge-index.ts'
import { rankChunks } from './rank-chunks.ts'
import type { Need } from './read-need.ts'
import type { Scored } from './score-sentences.ts'
import { isHours } from './score-sentences.ts'

/** Words of the knowledge. `underHeading` when they are not understood without the heading above them. */
export type Quote = {
  chunkId: string
  text: string
  headings: readonly string[]
  score: number
  underHeading: boolean
}

const SECOND_SHARE = 0.85
const TIED_SHARE = 0.97
const MATE_SHARE = 0.5
const ALSO_SHARE = 0.85
const MAX_ITEMS = 4
const MAX_ANSWER_CHARS = 360
const MAX_BLOCK_LINES = 8
const MAX_CLOSEST = 3
const MAX_PASSAGE_CHARS = 480
const MAX_FIRST_PASSAGE_CHARS = 640
const TOPIC_HEADING = 0.8
const CLOSEST_SHARE = 0.4

/** The sentences that answer, from one section, or from two when they answer equally well. */
export function quoteAnswer(need: Need, scored: readonly Scored[], part: Part): Quote[] {
  const [best] = scored
  if (best === undefined) return []
  const rival = scored.find(
    (each) => each.chunk !== best.chunk && each.score >= best.score * ALSO_SHARE && each.fits,
  )
  return [best, ...(rival ? [rival] : [])].map((each) => answerFrom(each, { need, scored, part }))
}

type Around = { need: Need; scored: readonly Scored[]; part: Part }

function answerFrom(best: Scored, around: Around): Quote {
  const { need, scored, part } = around
  const sentence = part.sentences[best.at]
  const underHeading = best.heading > 0.2
  const quote = (chosen: readonly number[]) => quoteOf(chosen, { best, part, underHeading })
  if (need.type === 'hours' && need.days === 0 && isHours(sentence)) return quote(hoursAround(best.at, part))
  if (sentence?.text.endsWith(':')) return quote(listUnder(best.at, part))
  if (need.days !== 0 && need.type === 'hours') return quote(sameDays(best.at, need.days, part))
  if (sentence?.kind === 'list' || sentence?.kind === 'table') return quote(itemsLike(best, around))
  if (best.heading < TOPIC_HEADING) {
    const chosen = [...sectionMates(best, scored, TIED_SHARE), ...paragraphAround(best, part)]
    return quote(fill([...chosen, ...sectionMates(best, scored, MATE_SHARE)], MAX_ANSWER_CHARS, part))
  }
  return quote(need.type === null || need.type === 'offer' ? sectionWith(best, part) : typedOf(best, around))
}

/** Up to three passages from different sections, the nearest first, a few sentences each. */
export function quoteClosest(need: Need, scored: readonly Scored[], part: Part): Quote[] {
  const ranked = rankChunks(need, scored, part).flatMap(({ best, rank }) => (best ? [{ best, rank }] : []))
  const near = ranked.filter(({ rank }) => rank >= (ranked[0]?.rank ?? 0) * CLOSEST_SHARE)
  return near.slice(0, MAX_CLOSEST).map(({ best }, n) => {
    const maxChars = n === 0 ? MAX_FIRST_PASSAGE_CHARS : MAX_PASSAGE_CHARS
    return quoteOf(passageOf(best, { scored, part, maxChars }), { best, part, underHeading: true })
  })
}

function quoteOf(
  chosen: readonly number[],
  about: { best: Scored; part: Part; underHeading: boolean },
): Quote {
  const { best, part, underHeading } = about
  const chunk = part.chunks[best.chunk]
  return {
    chunkId: chunk?.chunkId ?? '',
    headings: chunk?.headings ?? [],
    score: best.score,
    text: joined(
      chosen.toSorted((a, b) => a - b),
      part,
    ),
    underHeading,
  }
}

// prose runs on in a line, with dots where sentences are left out; items and rows keep lines of their own
function joined(chosen: readonly number[], part: Part): string {
  let text = ''
  let before: { at: number; sentence: IndexedSentence } | undefined
  for (const at of chosen) {
    const sentence = part.sentences[at]
    if (!sentence) continue
    if (before) text += gapBetween(before.sentence, sentence, at - before.at > 1)
    text += `${introductionTo(sentence, before?.sentence)}${sentence.text}`
    before = { at, sentence }
  }
  return text
}

function gapBetween(before: IndexedSentence, sentence: IndexedSentence, skips: boolean): string {
  if (sentence.kind === 'list' || sentence.kind === 'table') return '\n'
  return skips && sentence.block === before.block ? ' … ' : sentence.block === before.block ? ' ' : '\n'
}

// "We do not treat:" must be said before what it introduces
function introductionTo(sentence: IndexedSentence, before: IndexedSentence | undefined): string {
  if (sentence.leadKind !== 'introduction') return ''
  return before?.lead === sentence.lead || before?.text === sentence.lead ? '' : `${sentence.lead} `
}

function hoursAround(at: number, part: Part): number[] {
  const chunk = part.sentences[at]?.chunk
  const isLine = (each: number) => part.sentences[each]?.chunk === chunk && isHours(part.sentences[each])
  let first = at
  let last = at
  while (isLine(first - 1) && last - first + 1 < MAX_BLOCK_LINES) first -= 1
  while (isLine(last + 1) && last - first + 1 < MAX_BLOCK_LINES) last += 1
  return range(first, last)
}

// "first and third Saturday only" may stand below the table that gives Saturday's hours
function sameDays(at: number, days: number, part: Part): number[] {
  const chunk = part.chunks[part.sentences[at]?.chunk ?? -1]
  const others = range(chunk?.first ?? at, (chunk?.end ?? at + 1) - 1)
  return [
    at,
    ...others.filter((other) => other !== at && ((part.sentences[other]?.days ?? 0) & days) !== 0),
  ].slice(0, MAX_ITEMS)
}

function listUnder(at: number, part: Part): number[] {
  const introduction = part.sentences[at]?.text
  let last = at
  while (part.sentences[last + 1]?.lead === introduction && last - at < MAX_BLOCK_LINES) last += 1
  return range(at, last)
}

function itemsLike(best: Scored, { scored, part }: Around): number[] {
  const block = part.sentences[best.at]?.block
  const alike = scored.filter(
    ({ at, chunk, score }) =>
      chunk === best.chunk && part.sentences[at]?.block === block && score >= best.score * SECOND_SHARE,
  )
  return alike.slice(0, MAX_ITEMS).map(({ at }) => at)
}

// sentences of the section that answer equally well, or nearly: none of them is to be preferred
function sectionMates(best: Scored, scored: readonly Scored[], share: number): number[] {
  const mates = scored.filter((each) => each.chunk === best.chunk && each.score >= best.score * share)
  return mates.map(({ at }) => at)
}

// a section asked for by its heading may hold several prices or times: in their order, the best among them
function typedOf(best: Scored, { scored, part }: Around): number[] {
  const alike = scored.filter((each) => each.chunk === best.chunk && each.score >= best.score * SECOND_SHARE)
  const [first = best.at, ...others] = alike.map(({ at }) => at).toSorted((a, b) => a - b)
  return fill([first, best.at, ...others, ...paragraphAround(best, part)], MAX_ANSWER_CHARS, part)
}

// asked by its heading, a section is told from its beginning, with the sentence that holds most
function sectionWith(best: Scored, part: Part): number[] {
  const chunk = part.chunks[best.chunk]
  return fill(
    [best.at, ...range(chunk?.first ?? best.at, (chunk?.end ?? best.at) - 1)],
    MAX_ANSWER_CHARS,
    part,
  )
}

function paragraphAround(best: Scored, part: Part): number[] {
  const block = part.sentences[best.at]?.block
  const isSame = (at: number) =>
    part.sentences[at]?.chunk === best.chunk && part.sentences[at]?.block === block
  let first = best.at
  while (isSame(first - 1) && part.sentences[first]?.leansBack) first -= 1
  let last = best.at
  while (isSame(last + 1) && lengthOf(range(first, last + 1), part) <= MAX_ANSWER_CHARS) last += 1
  return range(first, last)
}

// the sentences of a section that hold most, then what follows the best of them
function passageOf(
  best: Scored,
  { scored, part, maxChars }: { scored: readonly Scored[]; part: Part; maxChars: number },
): number[] {
  const chunk = part.chunks[best.chunk]
  const own = scored.filter((each) => each.chunk === best.chunk).map(({ at }) => at)
  const after = range(best.at + 1, (chunk?.end ?? best.at) - 1)
  const before = range(chunk?.first ?? best.at, best.at - 1).toReversed()
  return fill([...own, ...after, ...before], maxChars, part)
}

function fill(candidates: readonly number[], maxChars: number, part: Part): number[] {
  const chosen: number[] = []
  let length = 0
  for (const at of new Set(candidates)) {
    const size = (part.sentences[at]?.text.length ?? 0) + 1
    if (chosen.length > 0 && length + size > maxChars) continue
    chosen.push(at)
    length += size
  }
  return chosen
}

function lengthOf(chosen: readonly number[], part: Part): number {
  return chosen.reduce((sum, at) => sum + (part.sentences[at]?.text.length ?? 0) + 1, 0)
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n)
}
