export type Inline = { text: string; href?: string }
export type Block = { kind: 'paragraph'; lines: Inline[][] } | { kind: 'list'; items: Inline[][] }

/** Reads a plain-text reply: lines starting with "- " or "• " are lists, blank lines part paragraphs. */
export function readReply(reply: string): Block[] {
  return reply.split(/\n\s*\n/).flatMap(readPart)
}

function readPart(part: string): Block[] {
  const blocks: Block[] = []
  for (const line of part.split('\n').filter((line) => line.trim() !== '')) {
    const bullet = /^\s*[-•*] (.*)$/.exec(line)
    const text = readInline(bullet?.[1] ?? line.trim())
    const last = blocks.at(-1)
    if (bullet && last?.kind === 'list') last.items.push(text)
    else if (bullet) blocks.push({ kind: 'list', items: [text] })
    else if (last?.kind === 'paragraph') last.lines.push(text)
    else blocks.push({ kind: 'paragraph', lines: [text] })
  }
  return blocks
}

// https addresses, e-mail, and phone numbers written +44 117 496 0142, 0117 496 0142 or (555) 010-0199
const LINK =
  /(?<url>https:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])|(?<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(?<phone>(?<![\w+])(?:\+\d[\d ()-]{7,16}\d|0\d{2,5}[ -]\d{3,4}(?:[ -]?\d{3,4})?|\(\d{3}\) ?\d{3}-\d{4})(?!\w))/g

function readInline(text: string): Inline[] {
  const pieces: Inline[] = []
  let end = 0
  for (const match of text.matchAll(LINK)) {
    if (match.index > end) pieces.push({ text: text.slice(end, match.index) })
    pieces.push({ text: match[0], href: hrefOf(match) })
    end = match.index + match[0].length
  }
  if (end < text.length) pieces.push({ text: text.slice(end) })
  return pieces
}

function hrefOf({ 0: text, groups }: RegExpExecArray): string {
  if (groups?.url) return text
  if (groups?.mail) return `mailto:${text}`
  return `tel:${text.replace(/[^\d+]/g, '')}`
}
