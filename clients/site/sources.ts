import { element } from './element.ts'
import type { Citation } from './turn.ts'

// shorter sentences stand everywhere and mark nothing
const SHORTEST = 8

/** The disclosure under an answer: each quote with its title, linked to the page it comes from. */
export function sourcesOf(citations: readonly Citation[], title: string): HTMLElement {
  const count = element('span', { class: 'count' }, String(citations.length))
  const summary = element('summary', {}, `${title} `, count)
  const list = element('ol', {}, ...citations.map(drawCitation))
  const details = element('details', { class: 'citations' }, summary, list)
  details.addEventListener('toggle', () => details.open && details.scrollIntoView({ block: 'nearest' }))
  return details
}

function drawCitation({ title, url, quote }: Citation): HTMLElement {
  return element('li', { dir: 'auto' }, element('blockquote', {}, quote), drawTitle(title, url, quote))
}

function drawTitle(title: string, url: string | null, quote: string): HTMLElement {
  const section = url ? sectionOf(url) : null
  if (section) {
    const link = element('a', { href: `#${section.id}` }, title)
    link.addEventListener('click', () => reveal(section, title, quote))
    return link
  }
  if (!url || !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    return element('cite', {}, title)
  return element('a', { href: url, target: '_blank', rel: 'noopener' }, title)
}

// the page shows what Bob has read, so most sources stand on this very page
function sectionOf(url: string): HTMLDetailsElement | null {
  return document.querySelector<HTMLDetailsElement>(`details[data-source="${CSS.escape(url)}"]`)
}

function reveal(section: HTMLDetailsElement, title: string, quote: string): void {
  section.open = true
  section.dispatchEvent(new CustomEvent('reveal', { bubbles: true }))
  for (const marked of document.querySelectorAll('.cited')) marked.classList.remove('cited')
  const whole = plain(quote)
  const sentences = [whole, ...whole.split(/(?<=[.!?]) /)].filter(({ length }) => length >= SHORTEST)
  const cited = [...section.querySelectorAll<HTMLElement>('p, li, tr')].filter((passage) =>
    sentences.some((sentence) => stands(passage, sentence)),
  )
  for (const passage of cited) passage.classList.add('cited')
  const place = cited[0] ?? headingOf(section, title) ?? section
  // after the browser's own jump to the section's top
  setTimeout(() => place.scrollIntoView({ block: cited.length > 0 ? 'center' : 'start' }))
}

function stands(passage: HTMLElement, sentence: string): boolean {
  if (!(passage instanceof HTMLTableRowElement)) return plain(passage.textContent).includes(sentence)
  const cells = [...passage.querySelectorAll('td')].map((cell) => plain(cell.textContent)).filter(Boolean)
  return cells.length > 1 && cells.every((cell) => sentence.includes(cell))
}

// a citation's title ends in the heading its passage stands under
function headingOf(section: HTMLElement, title: string): HTMLElement | undefined {
  const headings = [...section.querySelectorAll<HTMLElement>('h3, h4, h5')]
  return headings.find((heading) => title.endsWith(heading.textContent))
}

function plain(text: string): string {
  return text.replace(/[*#|]/g, ' ').replace(/\s+/g, ' ').trim().toLowerCase()
}
