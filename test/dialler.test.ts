import { once } from 'node:events'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import https from 'node:https'
import net, { type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import selfsigned from 'selfsigned'
import * as assert from 'uvu/assert'
import { createDialler, DialError, type Dialler } from '../server/platform/dialler.ts'
import { createOutbound } from '../server/platform/outbound.ts'
import { waitUntil } from './support/app.ts'
import { suite } from './support/suite.ts'

const test = suite('dialler')
const loopback = ['127.0.0.0/8', '::1/128']
const open: { stop(): Promise<unknown> }[] = []
let dialler: Dialler

test.before(() => {
  dialler = createDialler(createOutbound(loopback))
})
test.after(async () => {
  await dialler.close()
  for (const { stop } of open) await stop()
})

type Listening = { port: number; url: string; connections: number; live: Set<net.Socket> }

async function listen(server: net.Server, scheme = 'http'): Promise<Listening> {
  const live = new Set<net.Socket>()
  const listening = { port: 0, url: '', connections: 0, live }
  server.on('connection', (socket: net.Socket) => {
    listening.connections += 1
    live.add(socket)
    socket.on('close', () => live.delete(socket)).on('error', () => {})
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  listening.port = (server.address() as AddressInfo).port
  listening.url = `${scheme}://127.0.0.1:${listening.port}/`
  open.push({
    stop: async () => {
      for (const socket of live) socket.destroy()
      server.close()
    },
  })
  return listening
}

const serve = (answer: (request: IncomingMessage, response: ServerResponse) => void) =>
  listen(
    http.createServer((request, response) => {
      request.resume()
      answer(request, response)
    }),
  )

const post = (url: string, with_: Partial<Parameters<Dialler['post']>[1]> = {}, by = dialler) =>
  by.post(url, { headers: { 'x-one': '1' }, body: '{"a":1}', deadlineMs: 5_000, ...with_ })

const faultOf = async (asked: Promise<unknown>) => {
  try {
    await asked
  } catch (error) {
    if (error instanceof DialError) return error
    throw error
  }
  throw new Error('it was answered')
}

test('a body is sent, the answer comes back with its times', async () => {
  const seen: string[] = []
  const server = await listen(
    http.createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      seen.push(`${request.method} ${request.headers['x-one']} ${request.headers['content-length']} ${body}`)
      response.writeHead(201, { 'retry-after': '7' }).end('thanks')
    }),
  )
  const answer = await post(server.url)
  assert.equal(seen, ['POST 1 7 {"a":1}'])
  assert.equal([answer.status, answer.body, answer.truncated], [201, 'thanks', false])
  assert.equal([answer.address, answer.headers.retryAfter], ['127.0.0.1', '7'])
  const { dnsMs, connectMs, tlsMs, firstByteMs, totalMs } = answer.timings
  assert.equal([dnsMs, tlsMs], [null, null])
  assert.ok(connectMs !== null && firstByteMs !== null && connectMs <= firstByteMs && firstByteMs <= totalMs)

  const again = await post(server.url)
  assert.is(server.connections, 1, 'the connection was kept')
  assert.equal([again.timings.connectMs, again.address], [null, '127.0.0.1'])
})

test('a name that leads inside when it is dialled is not called, whatever it was before', async () => {
  const server = await serve((_, response) => response.end())
  let answers = [['93.184.216.34'], ['127.0.0.1']]
  const outbound = createOutbound([], async () => answers.shift() ?? ['127.0.0.1'])
  const rebound = createDialler(outbound)
  assert.is((await outbound.find('evil.example')).state, 'allowed')
  const url = `http://evil.example:${server.port}/`
  assert.is((await faultOf(post(url, {}, rebound))).kind, 'url_not_allowed')
  answers = [['93.184.216.34', '127.0.0.1']]
  assert.is((await faultOf(post(url, {}, rebound))).kind, 'url_not_allowed')
  assert.is((await faultOf(post(server.url, {}, rebound))).kind, 'url_not_allowed')
  assert.is(
    (await faultOf(post(`http://[::ffff:7f00:1]:${server.port}/`, {}, rebound))).kind,
    'url_not_allowed',
  )
  assert.is(server.connections, 0)
  await rebound.close()
})

test('the next address is tried when one does not answer', async () => {
  const server = await serve((_, response) => response.end('here'))
  const both = createDialler(createOutbound(loopback, async () => ['127.0.0.2', '127.0.0.1']))
  const answer = await post(`http://two.example:${server.port}/`, {}, both)
  assert.equal([answer.body, answer.address], ['here', '127.0.0.1'])
  assert.is(typeof answer.timings.dnsMs, 'number')
  await both.close()
})

test('redirects are answers, and proxies are not asked', async () => {
  const inside = await serve((_, response) => response.end())
  const server = await serve((_, response) => response.writeHead(307, { location: inside.url }).end())
  const names = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'NODE_USE_ENV_PROXY']
  for (const name of names) process.env[name] = name.startsWith('NODE') ? '1' : inside.url
  const proxied = createDialler(createOutbound(loopback))
  try {
    assert.is((await post(server.url, {}, proxied)).status, 307)
  } finally {
    for (const name of names) delete process.env[name]
    await proxied.close()
  }
  assert.equal([server.connections, inside.connections], [1, 0])
})

test('TLS proves the name that was asked for', async () => {
  const { cert, private: key } = await selfsigned.generate([{ name: 'commonName', value: 'good.example' }], {
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'good.example' }] }],
  })
  const names: unknown[] = []
  const secure = https.createServer({ cert, key }, (request, response) => {
    names.push((request.socket as { servername?: unknown }).servername)
    response.end('sealed')
  })
  const server = await listen(secure, 'https')
  const toHere = createOutbound(loopback, async () => ['127.0.0.1'])
  const trusting = createDialler(toHere, { ca: cert })
  const doubting = createDialler(toHere)
  const answer = await post(`https://good.example:${server.port}/`, {}, trusting)
  assert.equal([answer.body, names], ['sealed', ['good.example']])
  assert.ok((answer.timings.tlsMs ?? 0) > 0)
  assert.is((await faultOf(post(`https://other.example:${server.port}/`, {}, trusting))).kind, 'tls')
  assert.is((await faultOf(post(`https://good.example:${server.port}/`, {}, doubting))).kind, 'tls')
  assert.is((await faultOf(post(server.url, {}, trusting))).kind, 'tls')
  await Promise.all([trusting.close(), doubting.close()])
})

test('what is wrong is told apart', async () => {
  const { port } = await serve(() => {})
  const unknown = createDialler(createOutbound(loopback, async () => []))
  assert.is((await faultOf(post(`http://nowhere.example:${port}/`, {}, unknown))).kind, 'dns')
  await unknown.close()
  const closed = net.createServer()
  const { port: gone } = await listen(closed)
  closed.close()
  await once(closed, 'close')
  const refused = await faultOf(post(`http://127.0.0.1:${gone}/`))
  assert.equal([refused.kind, refused.address], ['connect', '127.0.0.1'])
  const noHttp = await listen(net.createServer((socket) => void socket.end('SSH-2.0-x\r\n')))
  assert.is((await faultOf(post(noHttp.url))).kind, 'protocol')
  const cut = await serve((_, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('half')
    setTimeout(() => response.destroy(), 20)
  })
  assert.is((await faultOf(post(cut.url))).kind, 'reset')
  const mute = await listen(net.createServer((socket) => void socket.destroy()))
  assert.is((await faultOf(post(mute.url))).kind, 'reset')
})

test('one deadline holds for all of it', async () => {
  const hanging = await serve(() => {})
  const dripping = await serve((_, response) => {
    response.writeHead(200)
    const drip = setInterval(() => response.write('.'), 20)
    response.on('close', () => clearInterval(drip))
  })
  const slowHead = await listen(
    net.createServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n')
      const drip = setInterval(() => socket.write('a: b\r\n'), 50)
      socket.on('close', () => clearInterval(drip))
    }),
  )
  const slowName = createDialler(createOutbound(loopback, () => sleep(3_000, [])))
  for (const [what, asked] of [
    ['head', post(hanging.url, { deadlineMs: 300 })],
    ['body', post(dripping.url, { deadlineMs: 300 })],
    ['headers', post(slowHead.url, { deadlineMs: 300 })],
    ['name', post('http://slow.example/', { deadlineMs: 300 }, slowName)],
  ] as const) {
    const { kind, timings } = await faultOf(asked)
    assert.is(kind, 'timeout', what)
    assert.ok(timings.totalMs >= 290 && timings.totalMs < 2_000, `${what}: ${timings.totalMs}`)
  }
  await slowName.close()
  await waitUntil(async () => hanging.live.size + dripping.live.size + slowHead.live.size === 0)
})

test('bodies are neither unpacked nor read to a far end', async () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000))
  const packed = await serve((_, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb.subarray(0, 40_000)),
  )
  const answer = await post(packed.url)
  assert.equal([answer.status, answer.truncated], [200, true])
  assert.ok(answer.body.length <= 1_024)
  const endless = await serve((_, response) => {
    response.writeHead(500)
    const more = () => {
      while (response.write('x'.repeat(65_536)));
    }
    response.on('drain', more)
    more()
  })
  const cut = await post(endless.url)
  assert.equal([cut.status, cut.body, cut.truncated], [500, 'x'.repeat(1_024), true])
  await waitUntil(async () => endless.live.size === 0)
  const strange = await serve((_, response) =>
    response.end(Buffer.from([0x61, 0, 0xff, 0x62, 0xed, 0xa0, 0x80])),
  )
  assert.match((await post(strange.url)).body, /^a\ufffd\ufffdb\ufffd+$/)
})

test('endless headers end in a fault', async () => {
  const endless = await listen(
    net.createServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n')
      const more = () => {
        while (!socket.destroyed && socket.write(`x-${Math.random()}: ${'y'.repeat(1_000)}\r\n`));
      }
      socket.on('drain', more).on('error', () => {})
      more()
    }),
  )
  assert.is((await faultOf(post(endless.url))).kind, 'protocol')
  await waitUntil(async () => endless.live.size === 0)
})

test('a kept connection that the receiver closes costs no attempt', async () => {
  let requests = 0
  const server = http.createServer((request, response) => {
    requests += 1
    request.resume()
    response.end('ok')
  })
  server.keepAliveTimeout = 5_000
  const listening = await listen(server)
  for (let round = 0; round < 20; round++) {
    assert.is((await post(listening.url)).body, 'ok')
    for (const socket of listening.live) socket.destroy()
  }
  assert.is(requests, 20)
})

test('a call is not made again once a byte of its answer has come', async () => {
  for (const [kind, second] of [
    ['reset', (socket: net.Socket) => socket.end('HTTP/1.1 200 OK\r\nx: ')],
    ['protocol', (socket: net.Socket) => socket.write('no HTTP\r\n\r\n')],
  ] as const) {
    let requests = 0
    const server = await listen(
      net.createServer((socket) => {
        socket.on('data', (bytes) => {
          if (!bytes.toString().startsWith('POST')) return
          requests += 1
          if (requests === 1) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n')
          else second(socket)
        })
      }),
    )
    assert.is((await post(server.url)).status, 200)
    assert.is((await faultOf(post(server.url))).kind, kind)
    assert.equal([requests, server.connections], [2, 1], kind)
  }
})

test('a receiver that switches to another protocol is answered for, and left', async () => {
  const server = await listen(
    net.createServer((socket) => {
      socket.on('data', () =>
        socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\nmore'),
      )
    }),
  )
  const late = sleep(5_000, null, { ref: false })
  const answer = await Promise.race([post(server.url, { deadlineMs: 300 }), late])
  assert.equal([answer?.status, answer?.body, answer?.truncated], [101, '', true])
  await waitUntil(async () => server.live.size === 0)
})

test('two hundred that hang leave nothing behind', async () => {
  const hanging = await serve(() => {})
  const faults = await Promise.all(
    Array.from({ length: 200 }, () => faultOf(post(hanging.url, { deadlineMs: 400 }))),
  )
  assert.ok(faults.every(({ kind }) => kind === 'timeout'))
  await waitUntil(async () => hanging.live.size === 0)
})

test.run()
