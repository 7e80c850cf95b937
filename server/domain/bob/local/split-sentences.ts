import type { Block, Line } from '../../knowledge/markdown-blocks.ts'
import { readBlocks } from '../../knowledge/markdown-blocks.ts'
import { fold } from './fold.ts'
import type { Lexicon } from './lexicon.ts'
import { readableText } from './readable-text.ts'
import { readTable } from './table-rows.ts'

/**
 * A sentence of a passage as plain text. `lead` is what stands over it inside the passage: the question it answers, a
 * bold label, or the line that introduces its list; an introduction must be quoted with it ("We do not treat:").
 */
export type Sentence = {
  text: string
  lead: string
  leadKind: 'none' | 'question' | 'label' | 'introduction'
  block: number
  kind: Block['kind']
}

/** The sentences of a Markdown body. A bullet and a table row are sentences; a question leads those that answer it. */
export function splitSentences(markdown: string, lexicon: Lexicon): Sentence[] {
  const sentences: Sentence[] = []
  let above: { text: string; kind: Sentence['leadKind'] } = { text: '', kind: 'none' }
  readBlocks(markdown).forEach((block, number) => {
    const texts = textsOf(block, lexicon)
    const isList = block.kind === 'list' || block.kind === 'table'
    if (above.kind === 'introduction' && !isList) above = { text: '', kind: 'none' }
    for (const { text, isLabel } of texts) {
      const only = isLabel && texts.length === 1
      if (text.endsWith('?')) above = { text, kind: 'question' }
      else if (only && text.length <= MAX_LABEL_CHARS) above = { text, kind: 'label' }
      else {
        sentences.push({ text, lead: above.text, leadKind: above.kind, block: number, kind: block.kind })
        if (!isList && text.endsWith(':')) above = { text, kind: 'introduction' }
      }
    }
  })
  return sentences
}

const MAX_LABEL_CHARS = 80

type Text = { text: string; isLabel: boolean }

function textsOf(block: Block, lexicon: Lexicon): Text[] {
  if (block.kind === 'table') return plain(readTable(block.lines, lexicon.language.keepsCapitals))
  if (block.kind === 'list')
    return plain(listTexts(block.lines).flatMap((item) => cutSentences(item, lexicon)))
  if (block.kind === 'code')
    return plain(
      block.lines
        .slice(1)
        .map((line) => line.text.trim())
        .filter((text) => !/^(`{3,}|~{3,})$/.test(text)),
    )
  return paragraphTexts(block.lines, lexicon)
}

function plain(texts: readonly string[]): Text[] {
  return texts.filter((text) => text !== '').map((text) => ({ text, isLabel: false }))
}

function listTexts(lines: readonly Line[]): string[] {
  const items: { indent: number; text: string }[] = []
  for (const { text } of lines) {
    const bullet = /^(\s*)(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?(.*)$/.exec(text)
    const current = items.at(-1)
    if (bullet) items.push({ indent: (bullet[1] ?? '').length, text: bullet[2] ?? '' })
    else if (current && text.trim() !== '') current.text += ` ${text.trim()}`
  }
  return items.map((item, n) => `${parentIntroduction(items, n)}${readableText(item.text)}`)
}

// "Not covered:" over indented items belongs to each of them
function parentIntroduction(items: readonly { indent: number; text: string }[], n: number): string {
  const indent = items[n]?.indent ?? 0
  const parent = items.slice(0, n).findLast((item) => item.indent < indent)
  return parent?.text.trimEnd().endsWith(':') ? `${readableText(parent.text)} ` : ''
}

function paragraphTexts(lines: readonly Line[], lexicon: Lexicon): Text[] {
  const paragraphs: string[] = []
  let isBroken = true
  for (const { text } of lines) {
    const line = text.trim().replace(/^>+\s?/, '')
    if (line === '' || /^([-*_]\s?){3,}$/.test(line)) continue
    const startsLabel = /^\*\*[^*]{1,80}(:\*\*|\*\*\s?[:–—-]|\?\*\*)/.test(line)
    if (isBroken || startsLabel || paragraphs.length === 0) paragraphs.push(line.replace(/\\$/, ''))
    else paragraphs[paragraphs.length - 1] += ` ${line.replace(/\\$/, '')}`
    isBroken = / {2,}$|\\$/.test(text) && /[:\d.!?]/.test(line)
  }
  return paragraphs.flatMap((paragraph) => {
    const label = /^(?:\*\*|__)(.+?)(?:\*\*|__)[:.]?$/.exec(paragraph)
    const texts = cutSentences(readableText(paragraph.replace(/^(?:Q|A|P|R|F)[:.]\s+/, '')), lexicon)
    return texts.map((text) => ({ text, isLabel: label !== null }))
  })
}

function cutSentences(text: string, lexicon: Lexicon): string[] {
  const segmenter = segmenterOf(lexicon.language.code)
  const sentences: string[] = []
  for (const { segment } of segmenter.segment(text)) {
    const last = sentences.at(-1)
    if (last !== undefined && goesOn(last, segment, lexicon))
      sentences[sentences.length - 1] = `${last} ${segment.trim()}`
    else if (segment.trim() !== '') sentences.push(segment.trim())
  }
  return sentences
}

const segmenters = new Map<string, Intl.Segmenter>()

function segmenterOf(code: string): Intl.Segmenter {
  const found = segmenters.get(code)
  if (found) return found
  const made = new Intl.Segmenter(code || 'en', { granularity: 'sentence' })
  segmenters.set(code, made)
  return made
}

// "Dr. Patel", "Mo. bis Fr.", "am 3. Oktober"
function goesOn(sentence: string, next: string, lexicon: Lexicon): boolean {
  if (/(?:^|\D)\d{1,2}\.$/.test(sentence)) {
    const first = fold(/^\p{L}+/u.exec(next)?.[0] ?? '')
    return lexicon.months.has(first) || (lexicon.language.ordinal?.test(sentence) ?? false)
  }
  const last = /(?:^|[\s(])([\p{L}.]{1,8})\.$/u.exec(sentence)?.[1]
  if (last === undefined) return false
  const isShortDay = last.length <= MAX_SHORT_DAY_CHARS && lexicon.dayOf.has(fold(last))
  return isShortDay || lexicon.abbreviations.has(fold(last)) || /^\p{L}$/u.test(last)
}

const MAX_SHORT_DAY_CHARS = 4
