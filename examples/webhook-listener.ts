import { createServer } from 'node:http'
import { webhookListener } from '../clients/sdk/webhooks.ts'

// Receives events of Office 168/52: WEBHOOK_SECRET=whsec_… PORT=9099 node examples/webhook-listener.ts

const { WEBHOOK_SECRET: secret, PORT: port = '9099' } = process.env
if (!secret) {
  process.stderr.write('Set WEBHOOK_SECRET to the secret that was shown when you created the subscription.\n')
  process.exit(2)
}

const say = (line: string) => process.stdout.write(`${line}\n`)

const listener = webhookListener({
  secret,
  on: {
    'lead.created': ({ data }) =>
      say(`A new lead: ${data.name ?? 'somebody'} <${data.email ?? 'no address'}>`),
    'conversation.escalated': ({ conversationId, data }) =>
      say(`A visitor needs a person (${data.reason}): ${conversationId}`),
    '*': ({ event, id }) => say(`${event} ${id}`),
  },
})

createServer(listener).listen(Number(port), () => say(`Listening on http://localhost:${port}`))
