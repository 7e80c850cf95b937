import { html, type Markup } from './html.ts'

/**
 * The Markdown that knowledge files use, as HTML: headings, paragraphs, lists, tables, bold.
 * Anything else stands as the text it is. Headings start at h3 and leave no level out.
 */
export function markdown(text: string): Markup {
  const blocks = text.replace(/\r\n?/g, '\n').split(/\n{2,}/)
  const parts = blocks.flatMap((block) => splitAtHeading(block.trim()))
  const depths = [...new Set(parts.flatMap((part) => /^#+(?= )/.exec(part) ?? []))].sort()
  return html`${parts.map((part) => renderBlock(part, depths))}`
}

function splitAtHeading(block: string): string[] {
  if (block === '') return []
  const [first = '', ...rest] = block.split('\n')
  if (!first.startsWith('#') || rest.length === 0) return [block]
  return [first, ...splitAtHeading(rest.join('\n'))]
}

function renderBlock(block: string, depths: readonly string[]): Markup {
  const lines = block.split('\n')
  const heading = /^(#+) +(.*)$/.exec(block)
  if (heading) return headingAt(depths.indexOf(heading[1] ?? ''), heading[2] ?? '')
  if (lines.every((line) => line.startsWith('|'))) return table(lines)
  if (/^[-*] /.test(block)) return html`<ul>${items(block, /^[-*] /)}</ul>`
  if (/^\d+\. /.test(block)) return html`<ol>${items(block, /^\d+\. /)}</ol>`
  return html`<p>${inline(lines.join(' '))}</p>`
}

function headingAt(depth: number, text: string): Markup {
  if (depth <= 0) return html`<h3>${inline(text)}</h3>`
  if (depth === 1) return html`<h4>${inline(text)}</h4>`
  return html`<h5>${inline(text)}</h5>`
}

function items(block: string, marker: RegExp): Markup[] {
  const texts: string[] = []
  for (const line of block.split('\n')) {
    if (marker.test(line)) texts.push(line.replace(marker, ''))
    else texts.push(`${texts.pop() ?? ''} ${line.trim()}`)
  }
  return texts.map((text) => html`<li>${inline(text)}</li>`)
}

function table(lines: readonly string[]): Markup {
  const rows = lines.filter((line) => !/^[|\s:-]+$/.test(line)).map(cells)
  const [head = [], ...body] = rows
  return html`<div class="table-scroll" tabindex="0" role="group" aria-label="${head.join(', ')}"><table>
<thead><tr>${head.map((cell) => html`<th scope="col">${inline(cell)}</th>`)}</tr></thead>
<tbody>${body.map((row) => html`<tr>${row.map((cell) => html`<td>${inline(cell)}</td>`)}</tr>`)}</tbody>
</table></div>`
}

function cells(line: string): string[] {
  return line
    .replace(/^\||\|\s*$/g, '')
    .split('|')
    .map((cell) => cell.trim())
}

function inline(text: string): Markup {
  const parts = text.split(/\*\*(.+?)\*\*/)
  return html`${parts.map((part, at) => (at % 2 === 1 ? html`<strong>${part}</strong>` : part))}`
}
