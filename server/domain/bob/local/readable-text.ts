/** Inline Markdown as plain text: links keep their target where it adds something, images their description. */
export function readableText(markdown: string): string {
  return markdown
    .replace(/\\([\\`*_{}[\]()#+\-.!|>~])/g, (_, kept: string) => ESCAPED[kept] ?? kept)
    .replace(/!\[([^\]]{0,300})\]\([^)\s]{0,600}\)/g, '$1')
    .replace(
      /\[([^\]]{1,300})\]\(([^)\s]{1,600})(?: "[^"]{0,200}")?\)/g,
      (_, label: string, target: string) => linked(label, target),
    )
    .replace(/<((?:https?:|mailto:|tel:)[^>\s]{1,600}|[^>\s@]{1,100}@[^>\s]{1,200})>/g, (_, target: string) =>
      bareTarget(target),
    )
    .replace(/<\/?[a-zA-Z][^<>]{0,300}>/g, ' ')
    .replace(/`+([^`]{1,500})`+/g, '$1')
    .replace(/(\*{1,3}|~~)(?=\S)([^*~]{1,1000}?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}_])(_{1,3})(?=\S)([^_]{1,1000}?)(?<=\S)\1(?![\p{L}\p{N}_])/gu, '$2')
    .replace(
      /&(amp|lt|gt|quot|nbsp|pound|euro|ndash|mdash|rsquo|#39);/g,
      (_, name: string) => ENTITIES[name] ?? '',
    )
    .replace(/[\uE000-\uE003]/g, (mark) => MARKS[mark] ?? mark)
    .replace(/\s+/g, ' ')
    .trim()
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  pound: '£',
  euro: '€',
  ndash: '–',
  mdash: '—',
  rsquo: '’',
  '#39': "'",
}

// an escaped star or bracket must not be taken for markup, so it hides in the private use area for a while
const ESCAPED: Readonly<Record<string, string>> = { '*': '\uE000', _: '\uE001', '[': '\uE002', '`': '\uE003' }
const MARKS: Readonly<Record<string, string>> = { '\uE000': '*', '\uE001': '_', '\uE002': '[', '\uE003': '`' }

function linked(label: string, target: string): string {
  const shown = bareTarget(target)
  const isSame = label.includes(shown) || shown.replace(/^https?:\/\//, '').startsWith(label)
  return isSame || !/^https?:/.test(target) ? label : `${label} (${target})`
}

function bareTarget(target: string): string {
  return target.replace(/^(?:mailto|tel):/, '')
}
