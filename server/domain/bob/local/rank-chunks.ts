import { detectLanguage } from './detect-language.ts'
import type { KnowledgeIndex, Part } from './knowledge-index.ts'
import { lexiconOf } from './lexicon.ts'
import type { Need } from './read-need.ts'
import { readNeed } from './read-need.ts'
import type { Scored } from './score-sentences.ts'
import { scoreSentences } from './score-sentences.ts'
import { cleanMessage, spellOut } from './spell-out.ts'
import { splitNeeds } from './split-needs.ts'
import { likeness, wordVectorsOf } from './word-vectors.ts'

const SECTION_SHARE = 0.9
const HEADING_SHARE = 0.2
const MEANING_SHARE = 0.4

/** A chunk as a place to look in; `best` is null where only its meaning is near. */
export type Ranked = { chunk: number; rank: number; best: Scored | null }

/** Every chunk of a part that is near at all, the nearest first: by its best sentence, all of its section, and its meaning. */
export function rankChunks(need: Need, scored: readonly Scored[], part: Part): Ranked[] {
  const best = new Map<number, Scored>()
  for (const each of scored) if (!best.has(each.chunk)) best.set(each.chunk, each)
  const asked = wordVectorsOf(part.language)?.meaning(need.terms.map((term) => term.word)) ?? null
  return part.chunks
    .map(({ meaning }, chunk) => {
      const found = best.get(chunk) ?? null
      const words = found ? found.score + HEADING_SHARE * found.heading + SECTION_SHARE * found.section : 0
      return { chunk, rank: words + MEANING_SHARE * Math.max(0, likeness(asked, meaning)), best: found }
    })
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank || (a.best?.at ?? Infinity) - (b.best?.at ?? Infinity))
}

/** The passages nearest to a message, by id, the nearest first; of two needs the best of each before the second of any. */
export function nearestPassages(index: KnowledgeIndex, message: string, most: number): string[] {
  const clean = cleanMessage(message)
  const lexicon = lexiconOf(detectLanguage(clean, index.language))
  const ranked = splitNeeds(spellOut(clean, lexicon.language), lexicon).map((clause) => {
    const need = readNeed(clause, lexicon, index.businessWords)
    return index.parts
      .flatMap((part) =>
        rankChunks(need, scoreSentences(need, part), part).map(({ chunk, rank }) => ({
          id: part.chunks[chunk]?.chunkId ?? '',
          rank,
        })),
      )
      .toSorted((a, b) => b.rank - a.rank)
      .slice(0, most)
  })
  const inTurn = Array.from({ length: most }, (_, at) => ranked.flatMap((each) => each[at]?.id ?? [])).flat()
  return [...new Set(inTurn)].slice(0, most)
}
