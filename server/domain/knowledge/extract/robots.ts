import robotsParser from 'robots-parser'
import type { Got } from '../../../platform/dialler.ts'
import { agent, type Dials, get, mostRedirects, targetOf, unpack } from './get.ts'
import { Outage } from './outage.ts'

// CommonJS, whose types say otherwise
const parseRobots = robotsParser as unknown as typeof robotsParser.default
const mostBytes = 500_000

/** What the robots.txt of a host asks of us. */
export type Rules = {
  allows(url: URL): boolean
  /** How long to wait between two pages; null: it does not say. */
  readonly delayMs: number | null
  readonly sitemaps: readonly string[]
}

/** The rules for an address. What cannot be asked for now is not allowed now: it throws `Outage`. */
export type Robots = (url: URL) => Promise<Rules>

/** Asks every host once, for as long as it is kept. Source: RFC 9309. */
export function createRobots(dialler: Dials): Robots {
  const known = new Map<string, Rules>()
  return async (url) => {
    const rules = known.get(url.origin) ?? (await readRules(dialler, url))
    known.set(url.origin, rules)
    return rules
  }
}

async function readRules(dialler: Dials, url: URL): Promise<Rules> {
  const place = new URL('/robots.txt', url)
  const got = await follow(dialler, place)
  if (got.status === 429 || got.status >= 500)
    throw new Outage(`robots.txt of ${url.host} answers ${got.status}`)
  // what is not there allows everything
  const text = got.status === 200 ? await textOf(got) : ''
  const rules = parseRobots(place.href, text)
  const delayS = rules.getCrawlDelay(agent)
  return {
    allows: ({ href }) => rules.isAllowed(href, agent) !== false,
    delayMs: delayS === undefined || !Number.isFinite(delayS) ? null : delayS * 1_000,
    sitemaps: rules.getSitemaps(),
  }
}

/** Its rules are those of the host that was asked, wherever they come from. */
async function follow(dialler: Dials, place: URL): Promise<Got> {
  let url = place
  for (let redirects = 0; ; redirects++) {
    const got = await get(dialler, url, mostBytes)
    const target = redirects < mostRedirects ? targetOf(got, url) : null
    if (target === null) return got
    url = target
  }
}

/** The rules at the beginning of a file that is too large count. */
async function textOf(got: Got): Promise<string> {
  const isPlain = (got.headers.encoding ?? 'identity').toLowerCase() === 'identity'
  return Buffer.from(isPlain ? got.body : await unpack(got, mostBytes)).toString('utf8')
}
