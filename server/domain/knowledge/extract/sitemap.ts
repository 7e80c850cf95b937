import sax from 'sax'

/** What a sitemap names: pages, or further sitemaps. `other`: it is none. */
export type Sitemap = { readonly kind: 'pages' | 'sitemaps' | 'other'; readonly entries: readonly Entry[] }
export type Entry = { readonly url: string; readonly lastmod: string | null }

/** Source: sitemaps.org, protocol 0.9. */
const longestUrl = 2_048
const longestText = 4_096
const kinds = { urlset: 'pages', sitemapindex: 'sitemaps' } as const

/**
 * Reads a sitemap, in XML or as lines of text: at most so many entries. What a document type declares is not looked at, and an
 * ampersand that is not escaped stands for itself. Source: sitemaps.org.
 */
export function readSitemap(text: string, mostEntries: number): Sitemap {
  const first = text.slice(0, longestText).trimStart()
  if (/^https?:\/\//i.test(first)) return { kind: 'pages', entries: linesOf(text, mostEntries) }
  const parser = sax.parser(false, { lowercase: true, position: false })
  const path: string[] = []
  const entries: Entry[] = []
  let kind: Sitemap['kind'] | null = null
  let entry = { loc: '', lastmod: '' }
  parser.onopentag = ({ name }) => {
    const local = name.slice(name.indexOf(':') + 1)
    kind ??= kinds[local as keyof typeof kinds] ?? 'other'
    path.push(local)
    if (path.length === 2) entry = { loc: '', lastmod: '' }
  }
  const onText = (piece: string) => {
    const field = path[2]
    if (path.length !== 3 || !(field === 'loc' || field === 'lastmod')) return
    entry[field] = (entry[field] + piece).slice(0, longestText)
  }
  parser.ontext = onText
  parser.oncdata = onText
  parser.onclosetag = () => {
    const isEntry = path.length === 2 && path[1] === (kind === 'pages' ? 'url' : 'sitemap')
    const url = isEntry ? entry.loc.trim() : ''
    if (url !== '' && url.length < longestUrl && entries.length < mostEntries)
      entries.push({ url, lastmod: entry.lastmod.trim().slice(0, 40) || null })
    path.pop()
  }
  parser.onerror = () => {
    parser.error = null as never
  }
  for (let at = 0; at < text.length && kind !== 'other' && entries.length < mostEntries; at += longestText)
    parser.write(text.slice(at, at + longestText))
  return { kind: kind ?? 'other', entries }
}

function linesOf(text: string, most: number): Entry[] {
  const urls = text.split(/\r\n|\n|\r/).map((line) => line.trim())
  return urls
    .filter((url) => url !== '' && url.length < longestUrl)
    .slice(0, most)
    .map((url) => ({ url, lastmod: null }))
}
