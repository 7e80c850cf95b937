import { apart } from './apart.ts'
import { fetchPage, type Web } from './fetch-page.ts'
import { unpackFrom } from './get.ts'
import type { Entry, Sitemap } from './sitemap.ts'
import { Unreadable } from './unreadable.ts'

/** What a site names of itself. */
export type Found = {
  /** The host that was named, and the one that it leads to. */
  readonly hosts: readonly string[]
  /** In the order of the sitemap, each once, and of this site alone. */
  readonly pages: readonly Entry[]
  /** How many more there are than may be read. */
  readonly leftOut: number
  /** How many are named that stand on another host. */
  readonly elsewhere: number
  /** The sitemaps that were not read. */
  readonly faults: readonly { url: string; why: Unreadable }[]
}

/** How many pages of a site are read. */
export const mostPages = 500
const most = { files: 50, entries: 50_000, bytes: 10 * 1_024 * 1_024, ms: 60_000 }

/**
 * The pages that a site names in its sitemaps. `address` is that of a sitemap, or of a page: then the sitemaps are those that
 * robots.txt names, else `/sitemap.xml`, and what is not below the page is left out. Throws `Unreadable`, or `Outage`.
 */
export async function findPages(web: Web, address: string): Promise<Found> {
  const left = { ...most, ms: performance.now() + most.ms }
  const start = new URL(address)
  const home = await read(web, start, left).catch((error) => {
    if (error instanceof Unreadable && start.pathname === '/') return null
    throw error
  })
  const hosts = new Set([start.host, home?.place.host ?? start.host])
  if (home && home.sitemap.kind !== 'other') return gather(web, [home], { hosts, below: '/', left })
  const place = home?.place ?? start
  const named = (await web.robots(place)).sitemaps.flatMap((url) => addressOf(url, place) ?? [])
  const roots = named.length > 0 ? named : [new URL('/sitemap.xml', place)]
  return gather(web, roots, { hosts, below: folderOf(start), left })
}

type Left = { files: number; entries: number; bytes: number; ms: number }
type Scope = { readonly hosts: ReadonlySet<string>; readonly below: string; readonly left: Left }
type Read = { readonly place: URL; readonly sitemap: Sitemap }

async function gather(web: Web, roots: readonly (URL | Read)[], scope: Scope): Promise<Found> {
  const pages = new Map<string, Entry>()
  const faults: { url: string; why: Unreadable }[] = []
  let elsewhere = 0
  const todo = roots.map((from) => ({ from, isRoot: true }))
  const seen = new Set<string>()
  for (let next = todo.shift(); next; next = todo.shift()) {
    const { from, isRoot } = next
    const url = from instanceof URL ? from : from.place
    if (seen.has(url.href)) continue
    seen.add(url.href)
    if (from instanceof URL && isSpent(scope.left)) {
      const why = 'It was not read, nor what follows: there is too much in the sitemaps before it.'
      faults.push({ url: url.href, why: new Unreadable('too_large', why) })
      break
    }
    try {
      const { place, sitemap } = from instanceof URL ? await read(web, from, scope.left) : from
      if (sitemap.kind === 'other' || (sitemap.kind === 'sitemaps' && !isRoot))
        throw new Unreadable('unreadable', 'It is no sitemap of pages.')
      for (const entry of sitemap.entries) {
        const named = addressOf(entry.url, place)
        if (named === null) continue
        if (!scope.hosts.has(named.host) && (sitemap.kind === 'pages' || named.host !== place.host))
          elsewhere++
        else if (sitemap.kind === 'sitemaps') todo.push({ from: named, isRoot: false })
        else if (isBelow(named, scope.below) && !pages.has(named.href))
          pages.set(named.href, { url: named.href, lastmod: entry.lastmod })
      }
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      if (roots.length === 1 && isRoot) throw error
      faults.push({ url: url.href, why: error })
    }
  }
  if (pages.size === 0)
    throw faults[0]?.why ?? new Unreadable('empty', `The sitemap names no page below ${scope.below}.`)
  const found = [...pages.values()]
  return {
    hosts: [...scope.hosts],
    pages: found.slice(0, mostPages),
    leftOut: Math.max(found.length - mostPages, 0),
    elsewhere,
    faults,
  }
}

async function read(web: Web, url: URL, left: Left): Promise<Read> {
  left.files--
  const page = await fetchPage(web, url.href, { mostBytes: left.bytes })
  if (page === null) throw new Unreadable('unreachable', 'There is no sitemap there.')
  const bytes = isGzip(page.bytes) ? await unpackFrom('gzip', page.bytes, left.bytes) : page.bytes
  left.bytes -= bytes.length
  const sitemap = await apart<Sitemap>(new URL('sitemap-thread.ts', import.meta.url), {
    bytes,
    charset: page.charset,
    mostEntries: left.entries,
  })
  left.entries -= sitemap.entries.length
  return { place: new URL(page.version.url), sitemap }
}

const isSpent = ({ files, entries, bytes, ms }: Left): boolean =>
  files === 0 || entries === 0 || bytes === 0 || performance.now() > ms

/** Source: RFC 1952, 2.3.1. */
const isGzip = ([first, second]: Uint8Array) => first === 0x1f && second === 0x8b

function addressOf(said: string, from: URL): URL | null {
  const url = URL.parse(said, from)
  if (!url || !/^https?:$/.test(url.protocol)) return null
  url.hash = ''
  return url
}

/** What a page stands for: itself with all below it; a file, its folder. */
function folderOf({ pathname }: URL): string {
  const last = pathname.slice(pathname.lastIndexOf('/') + 1)
  return last.includes('.') ? pathname.slice(0, -last.length) : pathname
}

function isBelow({ pathname }: URL, folder: string): boolean {
  const stem = folder.replace(/\/$/, '')
  return pathname === stem || pathname.startsWith(`${stem}/`)
}
