import type { Block, Line } from './markdown-blocks.ts'
import { readBlocks } from './markdown-blocks.ts'

/**
 * A piece of a source small enough to be cited. `text` is the Markdown body without its headings; `start` and `end`
 * are character offsets of the body in the source (a repeated table header is not part of them).
 */
export type Chunk = { ordinal: number; headings: string[]; text: string; start: number; end: number }

const MAX_CHUNK_CHARS = 1500
/** A heading stands with each of its chunks, so a long one would multiply. */
const MAX_HEADING_CHARS = 200
/** What may not be cut for its meaning is cut all the same beyond this. */
const MAX_PIECE_CHARS = 8000

/**
 * Cuts Markdown into one chunk a heading section. A section over 1,500 characters is split between paragraphs, list
 * items and table rows; a table that is split repeats its header; fenced code stays whole. A heading with nothing
 * under it makes no chunk.
 */
export function chunkMarkdown(markdown: string): Chunk[] {
  const chunks: Chunk[] = []
  for (const section of sectionsOf(readBlocks(markdown))) {
    for (const piece of packPieces(section.blocks.flatMap(piecesOf).flatMap(cutLong))) {
      const text = textOf(piece, markdown)
      const first = piece[0]
      const last = piece.at(-1)
      if (first === undefined || last === undefined || !/[\p{L}\p{N}]/u.test(text)) continue
      chunks.push({
        ordinal: chunks.length,
        headings: section.headings,
        text,
        start: first.start,
        end: last.end,
      })
    }
  }
  return chunks
}

type Section = { headings: string[]; blocks: Block[] }

function sectionsOf(blocks: readonly Block[]): Section[] {
  const sections: Section[] = [{ headings: [], blocks: [] }]
  const path: { level: number; title: string }[] = []
  for (const block of blocks) {
    if (block.kind !== 'heading') {
      sections.at(-1)?.blocks.push(block)
      continue
    }
    while ((path.at(-1)?.level ?? 0) >= block.level) path.pop()
    if (block.title !== '') path.push({ level: block.level, title: block.title.slice(0, MAX_HEADING_CHARS) })
    sections.push({ headings: path.map((step) => step.title), blocks: [] })
  }
  return sections
}

// what may not be cut again; `lead` is the table header that a row needs in front of it
type Piece = { start: number; end: number; lead: string }

function piecesOf(block: Block): Piece[] {
  const first = block.lines[0]
  const last = block.lines.at(-1)
  if (first === undefined || last === undefined) return []
  const whole = { start: first.start, end: last.end, lead: '' }
  if (block.kind === 'code' || whole.end - whole.start <= MAX_CHUNK_CHARS) return [whole]
  if (block.kind === 'table') return tableRows(block.lines)
  if (block.kind === 'list') return listItems(block.lines)
  return sentenceRuns(block.lines)
}

function cutLong(piece: Piece): Piece[] {
  const cuts: Piece[] = []
  for (let start = piece.start; start < piece.end; start += MAX_PIECE_CHARS)
    cuts.push({ ...piece, start, end: Math.min(piece.end, start + MAX_PIECE_CHARS) })
  return cuts
}

function tableRows(lines: readonly Line[]): Piece[] {
  const named = `${lines[0]?.text ?? ''}\n${lines[1]?.text ?? ''}\n`
  const header = named.length <= MAX_CHUNK_CHARS / 2 ? named : ''
  return lines.slice(2).map((line, row) => ({
    start: row === 0 ? (lines[0]?.start ?? line.start) : line.start,
    end: line.end,
    lead: row === 0 ? '' : header,
  }))
}

function listItems(lines: readonly Line[]): Piece[] {
  const items: Piece[] = []
  for (const line of lines) {
    const current = items.at(-1)
    if (current === undefined || /^(?:[-*+]|\d{1,9}[.)])\s/.test(line.text)) {
      items.push({ start: line.start, end: line.end, lead: '' })
    } else if (line.text.trim() !== '') current.end = line.end
  }
  return items
}

function sentenceRuns(lines: readonly Line[]): Piece[] {
  return lines.flatMap((line) => cutLine(line).map(([start, end]) => ({ start, end, lead: '' })))
}

// between sentences where it can, else between words, else anywhere
function cutLine(line: Line): [start: number, end: number][] {
  const cuts: [number, number][] = []
  let from = 0
  while (line.text.length - from > MAX_CHUNK_CHARS) {
    const reach = line.text.slice(from, from + MAX_CHUNK_CHARS)
    const sentence = Math.max(...['. ', '! ', '? ', '… '].map((mark) => reach.lastIndexOf(mark) + 1))
    const size = sentence > 0 ? sentence : Math.max(reach.lastIndexOf(' '), 0) || wholeChars(reach)
    cuts.push([line.start + from, line.start + from + size])
    from += size + (line.text[from + size] === ' ' ? 1 : 0)
  }
  if (from < line.text.length) cuts.push([line.start + from, line.end])
  return cuts
}

// never between the two halves of a character outside the basic plane
function wholeChars(reach: string): number {
  const last = reach.charCodeAt(reach.length - 1)
  return last >= 0xd800 && last <= 0xdbff ? reach.length - 1 : reach.length
}

function packPieces(pieces: readonly Piece[]): Piece[][] {
  const packs: Piece[][] = []
  for (const piece of pieces) {
    const pack = packs.at(-1)
    const start = pack?.[0]?.start
    if (pack !== undefined && start !== undefined && piece.end - start <= MAX_CHUNK_CHARS) pack.push(piece)
    else packs.push([piece])
  }
  return packs
}

function textOf(pack: readonly Piece[], markdown: string): string {
  const first = pack[0]
  const last = pack.at(-1)
  if (first === undefined || last === undefined) return ''
  return first.lead + markdown.slice(first.start, last.end).replaceAll(/\r\n?/g, '\n')
}
