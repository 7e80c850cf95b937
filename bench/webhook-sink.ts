import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

// an endpoint in a process of its own, which answers at once (/hang: after HANG_MS) and tells when each webhook-id came:
// GET /hits, forgotten with DELETE /hits; times are milliseconds since 1970

const hangMs = Number(process.env.HANG_MS ?? 0)
let ids: string[] = []
let times: number[] = []

const server = createServer((request, response) => {
  const { method, url = '', headers } = request
  if (url === '/hits') {
    response.end(JSON.stringify({ ids, times }))
    if (method === 'DELETE') [ids, times] = [[], []]
    return
  }
  const hangs = url.startsWith('/hang')
  if (!hangs) {
    ids.push(String(headers['webhook-id'] ?? url))
    times.push(performance.timeOrigin + performance.now())
  }
  request.resume()
  const answer = () => void response.writeHead(204).end()
  if (hangs) setTimeout(answer, hangMs)
  else answer()
})
server.keepAliveTimeout = 60_000
process.once('SIGTERM', () => process.exit(0))
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  process.stdout.write(`${JSON.stringify({ msg: 'ready', httpUrl: `http://127.0.0.1:${port}` })}\n`)
})
