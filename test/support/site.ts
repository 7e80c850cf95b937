import { once } from 'node:events'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Serve = (request: IncomingMessage, response: ServerResponse) => unknown

/** Somebody's site on a port of its own: what it serves by path, and what was asked of it. */
export type Site = {
  readonly url: string
  pages: Record<string, Serve>
  /** The paths that were asked for, in order. */
  asked: string[]
  /** The most requests that were open at once. */
  mostAtOnce: number
  close(): void
}

export async function startSite(): Promise<Site> {
  let open = 0
  const server = http.createServer((request, response) => {
    const path = request.url ?? ''
    site.asked.push(path)
    open++
    site.mostAtOnce = Math.max(site.mostAtOnce, open)
    response.once('close', () => open--)
    const page = site.pages[path]
    if (page) page(request, response)
    else response.writeHead(404).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const site: Site = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pages: {},
    asked: [],
    mostAtOnce: 0,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
  return site
}

export const send =
  (status: number, headers: Record<string, string> = {}, body: string | Buffer = ''): Serve =>
  (_, response) =>
    response.writeHead(status, headers).end(body)

export const html = (title: string, body: string, headers: Record<string, string> = {}): Serve =>
  send(
    200,
    { 'content-type': 'text/html; charset=utf-8', ...headers },
    `<html lang="en"><head><title>${title}</title></head><body>${body}</body></html>`,
  )

const about = 'http://www.sitemaps.org/schemas/sitemap/0.9'

export const sitemapOf = (urls: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="${about}">${urls
    .map((url) => `<url><loc>${url}</loc></url>`)
    .join('\n')}</urlset>`

export const indexOf = (urls: readonly string[]): string =>
  `<?xml version="1.0"?><sitemapindex xmlns="${about}">${urls
    .map((url) => `<sitemap><loc>${url}</loc></sitemap>`)
    .join('')}</sitemapindex>`

export const xml = (body: string | Buffer): Serve => send(200, { 'content-type': 'application/xml' }, body)
