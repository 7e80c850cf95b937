import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { TestApp, TestTenant } from './app.ts'

// chrome.*: MediaRecorder of Chromium; safari-like.mp4: fragmented, AAC; silence-*: the longest that is taken, and longer

export const site = 'https://your-site.com'
export const staging = 'https://staging.your-site.com'

/** A recording of test/support/fixtures/audio. */
export const recorded = (name: string): Buffer<ArrayBuffer> =>
  readFileSync(path.join(import.meta.dirname, 'fixtures/audio', name))

/** So many seconds of silence, 8 kHz and 8 bits, or as many bytes as are asked for. */
export function silentWav(seconds: number, sizeBytes = 44 + 8_000 * seconds): Buffer<ArrayBuffer> {
  const wav = Buffer.alloc(sizeBytes, 128)
  const rate = Math.ceil((sizeBytes - 44) / seconds)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(sizeBytes - 8, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(rate, 24)
  wav.writeUInt32LE(rate, 28)
  wav.writeUInt16LE(1, 32)
  wav.writeUInt16LE(8, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(sizeBytes - 44, 40)
  return wav
}

/** Sends a recording as a browser does. */
export async function speakTo(
  url: string,
  headers: Record<string, string>,
  audio: Uint8Array,
  name = 'blob',
  session: string = randomUUID(),
) {
  const form = new FormData()
  form.append('audio', new Blob([Uint8Array.from(audio)], { type: 'audio/webm' }), name)
  form.append('session_id', session)
  const response = await fetch(`${url}/api/widget/chat/audio`, { method: 'POST', headers, body: form })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) }
}

/** Lets two sites use the widget of a tenant, one of them for tests. */
export async function openWidget(
  app: TestApp,
  { token }: TestTenant,
): Promise<{ live: string; trial: string }> {
  const rest = app.rest(await token())
  await rest.send('PUT', '/api/customer-portal/widget', {
    allowedOrigins: [
      { origin: site, environment: 'production' },
      { origin: staging, environment: 'test' },
    ],
  })
  const { body } = await rest.get('/api/customer-portal/widget-code')
  const keyOf = (kind: string): string =>
    body.keys.find(({ environment }: { environment: string }) => environment === kind).key
  return { live: keyOf('live'), trial: keyOf('test') }
}

/** What recordings have cost a tenant, in order. */
export async function speechLedger(app: TestApp, { uuid }: TestTenant): Promise<string[]> {
  const rows = await app.parts.database.tenant(
    uuid,
    (tx) => tx<{ kind: string; amount: number; charged: number | null }[]>`
      select kind, amount, charged from credit_ledger where reference like 'speech %' order by id`,
  )
  return rows.map(({ kind, amount, charged }) => `${kind} ${amount} ${charged ?? ''}`.trim())
}
