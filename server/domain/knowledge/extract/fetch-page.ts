import { mostPageBytes } from '../contract.ts'
import { type Dials, get, mostRedirects, refuseStatus, targetOf, unpack } from './get.ts'
import type { Robots } from './robots.ts'
import { Unreadable } from './unreadable.ts'

/** What is read of the web, by its rules. */
export type Web = { readonly dialler: Dials; readonly robots: Robots }

export type Page = {
  readonly bytes: Uint8Array
  readonly type: string | null
  readonly charset: string | null
  readonly version: PageVersion
}

/** By which a page says whether it has changed: where it was found in the end, and what it is there. */
export type PageVersion = {
  readonly url: string
  readonly etag: string | null
  readonly lastModified: string | null
}

type Reading = {
  readonly mostBytes?: number
  /** What is known of it already. */
  readonly known?: PageVersion | null
  /** Throws `Unreadable` for where it may not lead. */
  refuse?(url: URL): void
}

/**
 * Reads a page of somebody else's: never from a private network, wherever it redirects to, only where robots.txt lets us, at
 * most 2 MiB unpacked within 10 s a request. Null: it is as it is known. Throws `Unreadable`, or `Outage` for what may pass.
 */
export async function fetchPage(web: Web, address: string, reading: Reading = {}): Promise<Page | null> {
  const { mostBytes = mostPageBytes, known = null, refuse } = reading
  let url = new URL(address)
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    refuse?.(url)
    if (!(await web.robots(url)).allows(url))
      throw new Unreadable('robots', 'The robots.txt of the site asks not to read it.')
    const got = await get(web.dialler, url, mostBytes, url.href === known?.url ? conditionsOf(known) : {})
    if (got.status === 304 && known) return null
    const target = targetOf(got, url)
    if (target) {
      url = target
      continue
    }
    refuseStatus(got)
    const { type, etag, lastModified } = got.headers
    const bytes = await unpack(got, mostBytes)
    return { bytes, ...mediaTypeOf(type ?? ''), version: { url: url.href, etag, lastModified } }
  }
  throw new Unreadable('unreachable', 'It redirects too often.')
}

/** Source: RFC 9110, 13.1. */
const conditionsOf = ({ etag, lastModified }: PageVersion): Record<string, string> => ({
  ...(etag !== null && { 'if-none-match': etag }),
  ...(lastModified !== null && { 'if-modified-since': lastModified }),
})

function mediaTypeOf(header: string): Pick<Page, 'type' | 'charset'> {
  const [type = '', ...parameters] = header.split(';').map((part) => part.trim())
  const charset = parameters.find((each) => /^charset=/i.test(each))?.slice('charset='.length)
  return { type: type.toLowerCase() || null, charset: charset?.replace(/^"|"$/g, '') ?? null }
}
