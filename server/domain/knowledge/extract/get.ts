import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'
import { DialError, type Dialler, type Got } from '../../../platform/dialler.ts'
import { Outage } from './outage.ts'
import { Unreadable } from './unreadable.ts'

/** How we call ourselves to the sites of others. */
export const agent = 'Office16852-Knowledge'
export const mostRedirects = 3
const deadlineMs = 10_000

export type Dials = Pick<Dialler, 'get'>

/** Asks once, within 10 s and never in a private network. Throws `Unreadable`, or `Outage`. */
export async function get(
  dialler: Dials,
  url: URL,
  mostBytes: number,
  headers: Record<string, string> = {},
): Promise<Got> {
  try {
    return await dialler.get(url.href, {
      headers: {
        'user-agent': `${agent}/1`,
        accept: 'text/html, text/plain, application/pdf, */*;q=0.5',
        ...headers,
      },
      deadlineMs,
      mostBytes,
    })
  } catch (error) {
    if (error instanceof DialError && error.kind === 'url_not_allowed')
      throw new Unreadable('forbidden', 'It does not lead to a host on the public internet.')
    if (error instanceof DialError && error.kind === 'dns')
      throw new Unreadable('unreachable', 'Its name leads nowhere.')
    throw new Outage(`${url.host} does not answer`, { cause: error })
  }
}

/** Where an answer redirects to; null: it does not. Throws `Unreadable`. */
export function targetOf({ status, headers }: Got, from: URL): URL | null {
  if (status < 300 || status >= 400 || !headers.location) return null
  const url = URL.parse(headers.location, from)
  if (!url || !/^https?:$/.test(url.protocol)) throw new Unreadable('unreachable', 'It redirects to no page.')
  return url
}

/** Throws `Unreadable`, or `Outage` for what may pass. */
export function refuseStatus({ status, headers }: Got): void {
  if (status === 404 || status === 410)
    throw new Unreadable('not_found', `There is no page there (${status}).`)
  if (status === 401 || status === 403)
    throw new Unreadable('forbidden', `The site does not let us read it (${status}).`)
  if (status === 429 || status >= 500)
    throw new Outage(`it answers ${status}`, {
      ofSite: status === 429 || status === 503,
      retryAfterMs: msUntil(headers.retryAfter, Date.now()),
    })
  if (status < 200 || status >= 300) throw new Unreadable('unreachable', `The site answers ${status}.`)
}

/** Seconds or a date. Source: RFC 9110, 10.2.3. */
function msUntil(retryAfter: string | null, now: number): number | null {
  if (retryAfter === null) return null
  const ms = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1_000 : Date.parse(retryAfter) - now
  return Number.isFinite(ms) && ms > 0 ? ms : null
}

const unpackers = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
}

/** A body as it was packed for the way, at most so many bytes. Throws `Unreadable`. */
export async function unpack({ body, truncated, headers }: Got, mostBytes: number): Promise<Uint8Array> {
  if (truncated) throw tooLarge(mostBytes)
  const encoding = (headers.encoding ?? 'identity').toLowerCase()
  return encoding === 'identity' ? body : unpackFrom(encoding, body, mostBytes)
}

/** Throws `Unreadable`. */
export async function unpackFrom(encoding: string, body: Uint8Array, mostBytes: number): Promise<Uint8Array> {
  const unpacker = unpackers[encoding as keyof typeof unpackers]
  if (!unpacker) throw new Unreadable('unreadable', `It is packed in a way that is not read: ${encoding}.`)
  try {
    return await unpacker(body, { maxOutputLength: mostBytes })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
      throw tooLarge(mostBytes)
    throw new Unreadable('unreadable', 'It is packed, but cannot be unpacked.')
  }
}

const tooLarge = (mostBytes: number) =>
  new Unreadable('too_large', `It is larger than ${Math.round(mostBytes / 104_857.6) / 10} MiB.`)
