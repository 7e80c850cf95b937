import { createHmac } from 'node:crypto'
import packageJson from '../../../package.json' with { type: 'json' }

type Message = { id: string; body: string; at: Date }

/** The headers of an attempt; every secret signs. Source: Standard Webhooks 1.0. */
export function signedHeaders(secrets: readonly string[], { id, body, at }: Message): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1_000))
  const sign = (secret: string) =>
    createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
      .update(`${id}.${timestamp}.${body}`)
      .digest('base64')
  return {
    'content-type': 'application/json',
    'user-agent': `Office16852-Webhooks/${packageJson.version}`,
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map((secret) => `v1,${sign(secret)}`).join(' '),
  }
}
