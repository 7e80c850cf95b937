import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'
import robotsParser from 'robots-parser'
import { DialError, type Dialler, type Got } from '../../../platform/dialler.ts'
import { mostPageBytes } from '../contract.ts'
import { Unreadable } from './unreadable.ts'

// CommonJS, whose types say otherwise
const parseRobots = robotsParser as unknown as typeof robotsParser.default
const agent = 'Office16852-Knowledge'
const deadlineMs = 10_000
const mostRedirects = 3
const mostRobotsBytes = 500_000

export type Page = { bytes: Uint8Array; type: string | null; charset: string | null }

/**
 * Reads a page of somebody else's: never from a private network, wherever it redirects to, only where robots.txt lets us, at most
 * 2 MiB unpacked within 10 s a request. Throws `Unreadable`; an outage is thrown as it came, and may pass. Source: RFC 9309.
 */
export async function fetchPage(dialler: Pick<Dialler, 'get'>, address: string): Promise<Page> {
  let url = new URL(address)
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    await refuseRobots(dialler, url)
    const got = await get(dialler, url, mostPageBytes)
    const { status, headers } = got
    if (status >= 300 && status < 400 && headers.location) {
      url = targetOf(headers.location, url)
      continue
    }
    refuseStatus(status)
    const bytes = await unpack(got)
    const [type = '', ...parameters] = (headers.type ?? '').split(';').map((part) => part.trim())
    const charset = parameters.find((each) => /^charset=/i.test(each))?.slice('charset='.length)
    return { bytes, type: type.toLowerCase() || null, charset: charset?.replace(/^"|"$/g, '') ?? null }
  }
  throw new Unreadable('unreachable', 'It redirects too often.')
}

async function refuseRobots(dialler: Pick<Dialler, 'get'>, url: URL): Promise<void> {
  const place = new URL('/robots.txt', url)
  const got = await get(dialler, place, mostRobotsBytes)
  // what cannot be asked for now is not allowed now; what is not there allows everything
  if (got.status >= 500) throw new Error(`robots.txt of ${url.host} answers ${got.status}`)
  if (got.status !== 200) return
  const rules = parseRobots(place.href, Buffer.from(await unpack(got)).toString('utf8'))
  if (rules.isAllowed(url.href, agent) === false)
    throw new Unreadable('robots', 'The robots.txt of the site asks not to read it.')
}

async function get(dialler: Pick<Dialler, 'get'>, url: URL, mostBytes: number): Promise<Got> {
  try {
    return await dialler.get(url.href, {
      headers: { 'user-agent': `${agent}/1`, accept: 'text/html, text/plain, application/pdf, */*;q=0.5' },
      deadlineMs,
      mostBytes,
    })
  } catch (error) {
    if (error instanceof DialError && error.kind === 'url_not_allowed')
      throw new Unreadable('forbidden', 'It does not lead to a host on the public internet.')
    if (error instanceof DialError && error.kind === 'dns')
      throw new Unreadable('unreachable', 'Its name leads nowhere.')
    throw error
  }
}

function targetOf(location: string, from: URL): URL {
  const url = URL.parse(location, from)
  if (!url || !/^https?:$/.test(url.protocol)) throw new Unreadable('unreachable', 'It redirects to no page.')
  return url
}

function refuseStatus(status: number): void {
  if (status === 404 || status === 410)
    throw new Unreadable('not_found', `There is no page there (${status}).`)
  if (status === 401 || status === 403)
    throw new Unreadable('forbidden', `The site does not let us read it (${status}).`)
  if (status === 429 || status >= 500) throw new Error(`it answers ${status}`)
  if (status < 200 || status >= 300) throw new Unreadable('unreachable', `The site answers ${status}.`)
}

const unpackers = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
}

async function unpack({ body, truncated, headers }: Got): Promise<Uint8Array> {
  const tooLarge = new Unreadable('too_large', `It is larger than ${mostPageBytes / 1_048_576} MiB.`)
  if (truncated) throw tooLarge
  const encoding = (headers.encoding ?? 'identity').toLowerCase()
  if (encoding === 'identity') return body
  const unpacker = unpackers[encoding as keyof typeof unpackers]
  if (!unpacker) throw new Unreadable('unreadable', `It is packed in a way that is not read: ${encoding}.`)
  try {
    return await unpacker(body, { maxOutputLength: mostPageBytes })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge
    throw new Unreadable('unreadable', 'It is packed, but cannot be unpacked.')
  }
}
