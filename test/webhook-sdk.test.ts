import { spawn, spawnSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { Webhook } from 'standardwebhooks'
import * as assert from 'uvu/assert'
import {
  type EventBody,
  verifyWebhook,
  WebhookVerificationError,
  webhookListener,
} from '../clients/sdk/webhooks.ts'
import { catalogue } from '../server/domain/events/contract.ts'
import { waitUntil } from './support/app.ts'
import { freePort } from './support/free-port.ts'
import { suite } from './support/suite.ts'

const test = suite('webhook SDK')
const root = path.join(import.meta.dirname, '..')
const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`
const other = `whsec_${Buffer.alloc(24, 8).toString('base64')}`
const lead = {
  id: 'evt_01k2h9v6f7e3q8d4m5n6p7r8s9',
  event: 'lead.created',
  tenantId: 'tenant_01k2h9v6f7e3q8d4m5n6p7r8s9',
  conversationId: null,
  createdAt: '2026-06-19T12:00:00.000Z',
  data: catalogue['lead.created'].example,
}

function signed(body: string, { by = [secret], id = lead.id, at = Date.now() } = {}): Record<string, string> {
  const timestamp = String(Math.floor(at / 1_000))
  const signatures = by.map((key) => {
    const bytes = Buffer.from(key.slice(6), 'base64')
    return `v1,${createHmac('sha256', bytes).update(`${id}.${timestamp}.${body}`).digest('base64')}`
  })
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') }
}

const refused = (work: () => unknown, why: RegExp) =>
  assert.throws(
    work,
    (error: unknown) => error instanceof WebhookVerificationError && why.test(error.message),
  )

test('what was signed is an event with its own type', () => {
  const body = JSON.stringify(lead)
  const event: EventBody = verifyWebhook(secret, signed(body), Buffer.from(body))
  if (event.event !== 'lead.created') throw new Error('another event')
  const leadId: string = event.data.leadId
  assert.is(leadId, lead.data.leadId)
  assert.equal(verifyWebhook(secret, new Headers(signed(body)), body), lead)
  const official = new Webhook(secret).sign(lead.id, new Date(), body)
  assert.equal(verifyWebhook(secret, { ...signed(body), 'webhook-signature': official }, body), lead)
})

test('during a rotation either secret will do, on either side', () => {
  const body = JSON.stringify(lead)
  assert.equal(verifyWebhook(secret, signed(body, { by: [other, secret] }), body), lead)
  assert.equal(verifyWebhook([secret, other], signed(body, { by: [other] }), body), lead)
})

test('what was changed, is old or is not signed is refused', () => {
  const body = JSON.stringify(lead)
  const headers = signed(body)
  refused(() => verifyWebhook(secret, headers, body.replace('Sam', 'Tom')), /signature/i)
  refused(() => verifyWebhook(other, headers, body), /signature/i)
  refused(() => verifyWebhook([], headers, body), /secret/)
  refused(() => verifyWebhook(secret, signed(body, { at: Date.now() - 301_000 }), body), /old/)
  refused(() => verifyWebhook(secret, signed(body, { at: Date.now() + 330_000 }), body), /new/)
  for (const name of Object.keys(headers))
    for (const nothing of ['', undefined])
      refused(
        () => verifyWebhook(secret, { ...headers, [name]: nothing }, body),
        new RegExp(`^Missing ${name}$`),
      )
  refused(() => verifyWebhook('whsec_!', headers, body), /secret.*base64/)
  for (const strange of ['', 'null', '[]', 'words'])
    refused(() => verifyWebhook([secret, other], signed(strange), strange), /not an event/)
})

type Post = (body: string, headers?: Record<string, string>, method?: string) => Promise<Response>

/** Serves a listener for as long as `work` takes. */
async function serve(
  options: Parameters<typeof webhookListener>[0],
  work: (post: Post, countRead: () => number) => Promise<void>,
): Promise<void> {
  let read = 0
  const server = createServer(webhookListener(options))
  server.on('request', (request) => request.on('end', () => (read += 1)))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  try {
    const post: Post = (body, headers = signed(body), method = 'POST') =>
      fetch(url, { method, headers, ...(method === 'POST' && { body }) })
    await work(post, () => read)
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

test('a listener handles each event once, and asks again for what it could not handle', async () => {
  const handled: string[] = []
  let fails = true
  const on: Parameters<typeof webhookListener>[0]['on'] = {
    'lead.created': ({ data, id }) => {
      if (fails) throw new Error('the CRM is away')
      handled.push(`${id} ${data.email}`)
    },
    '*': ({ event }) => void handled.push(event),
  }
  await serve({ secret, on }, async (post) => {
    const body = JSON.stringify(lead)
    assert.is((await post(body)).status, 500)
    fails = false
    assert.is((await post(body)).status, 204)
    assert.is((await post(body)).status, 204)
    assert.equal(handled, [`${lead.id} sam@example.com`])
    const strange = JSON.stringify({ ...lead, id: 'evt_2', event: 'something.new' })
    assert.is((await post(strange, signed(strange, { id: 'evt_2' }))).status, 204)
    assert.is(handled[1], 'something.new')
  })
})

test('a retry that comes while its event is being handled waits for the same work', async () => {
  let runs = 0
  let end = () => {}
  const work = new Promise<void>((resolve) => {
    end = resolve
  })
  const handler = () => {
    runs += 1
    return work
  }
  await serve({ secret, on: { 'lead.created': handler } }, async (post, countRead) => {
    const body = JSON.stringify(lead)
    const both = [post(body), post(body)]
    await waitUntil(async () => countRead() === 2)
    end()
    assert.equal(
      (await Promise.all(both)).map(({ status }) => status),
      [204, 204],
    )
  })
  assert.is(runs, 1)
})

test('a listener asks for the ids that it was given, and acknowledges what it has no handler for', async () => {
  const added: string[] = []
  const seen = { has: async (id: string) => id === lead.id, add: async (id: string) => added.push(id) }
  await serve({ secret, seen, on: { 'lead.created': () => assert.unreachable() } }, async (post) => {
    assert.is((await post(JSON.stringify(lead))).status, 204)
    const strange = JSON.stringify({ ...lead, id: 'evt_2', event: 'something.new' })
    assert.is((await post(strange, signed(strange, { id: 'evt_2' }))).status, 204)
  })
  assert.equal(added, ['evt_2'])
})

test('a listener says why it takes no more than signed events by POST', async () => {
  await serve({ secret, on: { '*': () => assert.unreachable() } }, async (post) => {
    const body = JSON.stringify(lead)
    const forged = await post(body, { ...signed(body), 'webhook-signature': 'v1,x' })
    assert.is(forged.status, 401)
    assert.equal(await forged.json(), { error: 'No matching signature found' })
    const unsigned = await post(body, {})
    assert.is(unsigned.status, 401)
    assert.match(await unsigned.text(), /^{"error":"Missing webhook-id.*"}$/)
    const read = await post('', {}, 'GET')
    assert.is(read.status, 405)
    assert.is(read.headers.get('allow'), 'POST')
    assert.is((await post('x'.repeat(256 * 1_024), {})).status, 401)
    assert.is((await post('x'.repeat(256 * 1_024 + 1), {})).status, 413)
    assert.is((await post('x'.repeat(5_000_000), {})).status, 413)
  })
})

/** Runs a program, posts a delivery to it, and answers with all that it says. */
async function run(words: string[], environment: Record<string, string>, port: number, expected = 204) {
  const child = spawn(process.execPath, words, { cwd: root, env: { ...process.env, ...environment } })
  const exited = once(child, 'exit')
  let said = ''
  child.stdout.on('data', (data) => {
    said += data
  })
  try {
    await waitUntil(async () => said.includes('Listening'))
    const body = JSON.stringify(lead)
    const url = `http://127.0.0.1:${port}/`
    assert.is((await fetch(url, { method: 'POST', body, headers: signed(body) })).status, expected)
    await waitUntil(async () => said.includes('sam@example.com'))
    return said
  } finally {
    child.kill()
    await exited
  }
}

test('the example handles a lead', async () => {
  const port = await freePort()
  const said = await run(
    ['examples/webhook-listener.ts'],
    { WEBHOOK_SECRET: secret, PORT: String(port) },
    port,
  )
  assert.match(said, 'A new lead: Sam Okafor <sam@example.com>')
})

test('the example says that it needs a secret', () => {
  const { WEBHOOK_SECRET: _, ...env } = process.env
  const { status, stderr } = spawnSync(process.execPath, ['examples/webhook-listener.ts'], { cwd: root, env })
  assert.is(status, 2)
  assert.match(String(stderr), 'Set WEBHOOK_SECRET')
})

test('the local receiver prints a delivery, and fails when it is told to', async () => {
  const port = await freePort()
  const words = ['scripts/webhooks-listen.ts', '--port', String(port)]
  const said = await run([...words, '--secret', secret, '--fail', '503'], {}, port, 503)
  assert.match(said, `${lead.id}  sent `)
  assert.match(said, 'verified: lead.created')
  assert.match(said, '\n    "email": "sam@example.com"')
  assert.match(
    await run([...words, '--secret', other], {}, port),
    'NOT VERIFIED: No matching signature found',
  )
  assert.match(await run(words, {}, port), 'not verified: give the secret')
})

test.run()
