import { once } from 'node:events'
import net from 'node:net'

export type ReceivedMail = { from: string; to: string[]; subject: string; text: string }

/** A mail server that takes everything (RFC 5321), or refuses while `failing`. */
export type TestSmtp = {
  readonly url: string
  readonly mails: ReceivedMail[]
  failing: boolean
  stop(): Promise<void>
}

export async function startSmtp(): Promise<TestSmtp> {
  const sockets = new Set<net.Socket>()
  const smtp = { mails: [] as ReceivedMail[], failing: false }
  const server = net.createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
    converse(socket, smtp)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return Object.assign(smtp, {
    url: `smtp://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    async stop() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  })
}

function converse(socket: net.Socket, smtp: { mails: ReceivedMail[]; failing: boolean }): void {
  let buffer = ''
  let body: string[] | null = null
  let envelope = { from: '', to: [] as string[] }
  const say = (line: string) => socket.write(`${line}\r\n`)
  const onLine = (line: string) => {
    if (body) {
      if (line !== '.') return void body.push(line.replace(/^\./, ''))
      smtp.mails.push({ ...envelope, ...read(body) })
      body = null
      envelope = { from: '', to: [] }
      return say('250 kept')
    }
    const [, address = ''] = /<(.*?)>/.exec(line) ?? []
    const verb = line.slice(0, 4).toUpperCase()
    if (verb === 'EHLO' || verb === 'HELO') return say('250 test')
    if (verb === 'MAIL') {
      envelope.from = address
      return say(smtp.failing ? '451 not now' : '250 ok')
    }
    if (verb === 'RCPT') envelope.to.push(address)
    if (verb === 'DATA') {
      body = []
      return say('354 go on')
    }
    if (verb === 'QUIT') {
      say('221 bye')
      return void socket.end()
    }
    say('250 ok')
  }
  say('220 test')
  socket.on('data', (chunk) => {
    buffer += chunk
    const lines = buffer.split('\r\n')
    buffer = lines.pop() ?? ''
    for (const line of lines) onLine(line)
  })
}

function read(lines: readonly string[]): { subject: string; text: string } {
  const blank = lines.indexOf('')
  const header = lines.slice(0, blank).join('\n')
  const raw = lines.slice(blank + 1).join('\n')
  const text = /^content-transfer-encoding: quoted-printable/im.test(header)
    ? raw
        .replace(/=\n/g, '')
        .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : raw
  return { subject: /^subject: (.*)$/im.exec(header)?.[1] ?? '', text }
}
