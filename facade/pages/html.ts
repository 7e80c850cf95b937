/** Text that is already HTML; everything else is escaped when it enters a template. */
export interface Markup {
  readonly markup: string
}

export type HtmlValue = string | number | Markup | null | undefined | false | readonly HtmlValue[]

/** A tagged template that escapes every value, joins lists and leaves out null, undefined and false. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Markup {
  const markup = strings.map((text, at) => text + render(values[at])).join('')
  return { markup }
}

/** Marks text of our own making as HTML. Never for what a person or a file wrote. */
export function trusted(markup: string): Markup {
  return { markup }
}

function render(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return ''
  if (typeof value === 'string' || typeof value === 'number') return escapeText(String(value))
  if ('markup' in value) return value.markup
  return value.map(render).join('')
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}
