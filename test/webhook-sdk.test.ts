import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac, randomUUID } from 'node:crypto'
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
  for (const name of Object.keys(headers))
    refused(() => verifyWebhook(secret, { ...headers, [name]: '' }, body), /./)
})

test('a listener handles each event once, and asks again for what it could not handle', async () => {
  const handled: string[] = []
  let fails = true
  const server = createServer(
    webhookListener({
      secret,
      on: {
        'lead.created': ({ data, id }) => {
          if (fails) throw new Error('the CRM is away')
          handled.push(`${id} ${data.email}`)
        },
        '*': ({ event }) => void handled.push(event),
      },
    }),
  )
  server.listen(0)
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const post = async (body: string, headers: Record<string, string>, method = 'POST') => {
    const response = await fetch(url, { method, headers, ...(method === 'POST' && { body }) })
    await response.arrayBuffer()
    return response.status
  }
  const body = JSON.stringify(lead)
  assert.is(await post(body, signed(body)), 500)
  fails = false
  assert.is(await post(body, signed(body)), 204)
  assert.is(await post(body, signed(body)), 204)
  assert.equal(handled, [`${lead.id} sam@example.com`])
  const strange = JSON.stringify({ ...lead, id: 'evt_2', event: 'something.new' })
  assert.is(await post(strange, signed(strange, { id: 'evt_2' })), 204)
  assert.is(handled[1], 'something.new')
  assert.is(await post(body, { ...signed(body), 'webhook-signature': 'v1,x' }), 401)
  assert.is(await post(body, {}, 'GET'), 405)
  assert.is(await post('x'.repeat(300_000), {}), 413)
  server.close()
})

/** Runs a program, posts a delivery to it, and answers with all that it says. */
async function run(words: string[], environment: Record<string, string>, port: number): Promise<string> {
  const root = path.join(import.meta.dirname, '..')
  const child: ChildProcess = spawn(process.execPath, words, {
    cwd: root,
    env: { ...process.env, ...environment },
  })
  let said = ''
  child.stdout?.on('data', (data) => {
    said += data
  })
  try {
    await waitUntil(async () => said.includes('Listening'))
    const body = JSON.stringify(lead)
    const url = `http://127.0.0.1:${port}/${randomUUID()}`
    assert.is((await fetch(url, { method: 'POST', body, headers: signed(body) })).status, 204)
    await waitUntil(async () => said.includes('sam@example.com'))
    return said
  } finally {
    child.kill()
    await once(child, 'exit')
  }
}

test('the example and the local receiver run', async () => {
  const port = await freePort()
  const example = await run(
    ['examples/webhook-listener.ts'],
    { WEBHOOK_SECRET: secret, PORT: String(port) },
    port,
  )
  assert.match(example, 'A new lead: Sam Okafor <sam@example.com>')
  const words = ['scripts/webhooks-listen.ts', '--secret', secret, '--port', String(port)]
  assert.match(await run(words, {}, port), 'verified: lead.created')
})

test.run()
