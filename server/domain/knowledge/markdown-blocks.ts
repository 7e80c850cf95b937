/** A stretch of Markdown that stays together. Offsets are character positions in the source. */
export type Block = {
  kind: 'heading' | 'paragraph' | 'list' | 'table' | 'code'
  level: number
  title: string
  lines: readonly Line[]
}
/** One source line without its line ending; `end` excludes the ending. */
export type Line = { text: string; start: number; end: number }

const FENCE = /^ {0,3}(`{3,}|~{3,})/
const ATX = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/
const SETEXT = /^ {0,3}(=+|-+)[ \t]*$/
const RULE = /^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/
const FRONT_MATTER = /^(\s*|\s*#.*|\s+.*|- .*|[\w.-]+:.*)$/
const BULLET = /^\s*(?:[-*+]|\d{1,9}[.)])[ \t]+\S/
const RULE_CELL = /^:?-+:?$/

/** Reads Markdown into blocks line by line: headings (both styles), fenced code, tables, lists and paragraphs. */
export function readBlocks(markdown: string): Block[] {
  const lines = readLines(markdown)
  const blocks: Block[] = []
  let at = endOfFrontMatter(lines)
  while (at < lines.length) {
    const taken = blockAt(lines, at)
    if (taken === null) at += 1
    else {
      blocks.push(taken.block)
      at = taken.next
    }
  }
  return blocks
}

// "---" around settings at the very beginning is not text
function endOfFrontMatter(lines: readonly Line[]): number {
  if (lines[0]?.text.trim() !== '---') return 0
  const end = lines.findIndex((line, n) => n > 0 && /^(---|\.\.\.)\s*$/.test(line.text))
  return end > 1 && lines.slice(1, end).every((line) => FRONT_MATTER.test(line.text)) ? end + 1 : 0
}

function readLines(markdown: string): Line[] {
  const lines: Line[] = []
  let start = 0
  for (const match of markdown.matchAll(/\r\n|\n|\r/g)) {
    lines.push({ text: markdown.slice(start, match.index), start, end: match.index })
    start = match.index + match[0].length
  }
  if (start < markdown.length) lines.push({ text: markdown.slice(start), start, end: markdown.length })
  return lines
}

type Taken = { block: Block; next: number }

function blockAt(lines: readonly Line[], at: number): Taken | null {
  const text = lines[at]?.text ?? ''
  if (text.trim() === '' || RULE.test(text)) return null
  const fence = FENCE.exec(text)?.[1]
  if (fence) return take(lines, at, 'code', closingFence(lines, at, fence))
  const atx = ATX.exec(text)
  if (atx) return heading(lines, at, at + 1, atx[1]?.length ?? 1, withoutClosingHashes(atx[2] ?? ''))
  if (isTableStart(lines, at))
    return take(
      lines,
      at,
      'table',
      endWhere(lines, at + 2, (line) => !line.includes('|')),
    )
  if (BULLET.test(text))
    return take(
      lines,
      at,
      'list',
      endWhere(lines, at + 1, (line, next) => endsList(line, next)),
    )
  return paragraphOrSetext(lines, at)
}

// by hand: a pattern for it takes quadratic time on a line of hashes
function withoutClosingHashes(title: string): string {
  const trimmed = title.trimEnd()
  let end = trimmed.length
  while (trimmed[end - 1] === '#') end -= 1
  return end === 0 || /\s/.test(trimmed[end - 1] ?? '') ? trimmed.slice(0, end) : trimmed
}

function paragraphOrSetext(lines: readonly Line[], at: number): Taken {
  let next = at + 1
  while (next < lines.length) {
    const text = lines[next]?.text ?? ''
    const underline = SETEXT.exec(text)
    if (underline) {
      const title = lines
        .slice(at, next)
        .map((line) => line.text.trim())
        .join(' ')
      return heading(lines, at, next + 1, underline[1]?.startsWith('=') ? 1 : 2, title)
    }
    if (text.trim() === '' || FENCE.test(text) || ATX.test(text) || BULLET.test(text)) break
    if (isTableStart(lines, next)) break
    next += 1
  }
  return take(lines, at, 'paragraph', next)
}

function isTableStart(lines: readonly Line[], at: number): boolean {
  const rule = lines[at + 1]?.text ?? ''
  return (lines[at]?.text ?? '').includes('|') && isTableRule(rule)
}

function closingFence(lines: readonly Line[], at: number, fence: string): number {
  for (let next = at + 1; next < lines.length; next += 1) {
    const closing = FENCE.exec(lines[next]?.text ?? '')?.[1]
    if (closing?.startsWith(fence) && lines[next]?.text.trim() === closing) return next + 1
  }
  return lines.length
}

// a list goes on over blank lines and indented text, and ends at anything that starts a new thought at the margin
function endsList(line: string, next: string): boolean {
  if (line.trim() === '') return !(BULLET.test(next) || /^\s{2,}\S/.test(next))
  return ATX.test(line) || FENCE.test(line)
}

function endWhere(
  lines: readonly Line[],
  from: number,
  ends: (line: string, next: string) => boolean,
): number {
  let next = from
  while (next < lines.length && !ends(lines[next]?.text ?? '', lines[next + 1]?.text ?? '')) next += 1
  return next
}

function heading(lines: readonly Line[], at: number, next: number, level: number, title: string): Taken {
  return { block: { kind: 'heading', level, title: title.trim(), lines: lines.slice(at, next) }, next }
}

function take(lines: readonly Line[], at: number, kind: Block['kind'], next: number): Taken {
  return { block: { kind, level: 0, title: '', lines: lines.slice(at, next) }, next }
}

/** `|---|:-:|`, cell by cell: one expression for the whole line takes quadratic time on a hostile one. */
function isTableRule(text: string): boolean {
  if (!text.includes('|') || /^ {4}/.test(text)) return false
  const cells = text.trim().replace(/^\|/, '').replace(/\|$/, '').split('|')
  return cells.every((cell) => RULE_CELL.test(cell.trim()))
}
