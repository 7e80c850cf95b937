import { randomUUID } from 'node:crypto'
import * as assert from 'uvu/assert'
import { readConfig } from '../server/config.ts'
import { startApp, type TestApp, type TestTenant, waitUntil } from './support/app.ts'
import { openWidget, recorded, site, speakTo, speechLedger } from './support/audio.ts'
import { type StubModel, slowFaults, startModel } from './support/model.ts'
import { suite } from './support/suite.ts'
import { deafness } from './support/transcriptions.ts'

const test = suite('those who write speech down')
let app: TestApp
let provider: StubModel
let tenant: TestTenant
let live: string

test.before(async () => {
  provider = await startModel()
  app = await startApp({
    OPENAI_BASE_URL: provider.url,
    OPENAI_API_KEY: 'sk-test',
    OPENAI_TRANSCRIPTION_MODEL: 'whisper-1',
  })
})
test.before.each(async () => {
  tenant = await app.addTenant()
  live = (await openWidget(app, tenant)).live
  provider.transcriptions.spoken.length = 0
  provider.transcriptions.hear({ text: 'How much is a check-up?' })
})
test.after(async () => {
  await app?.stop()
  await provider?.stop()
})

const speak = (audio: Uint8Array) => speakTo(app.url, { 'x-widget-key': live, origin: site }, audio)

const ledger = () => speechLedger(app, tenant)

test('a language is told by its code, however the provider calls it', async () => {
  for (const [language, code] of [
    ['english', 'en'],
    ['German', 'de'],
    ['pt-BR', 'pt'],
    ['ja', 'ja'],
    ['cantonese', 'yue'],
    ['klingonese', null],
    ['', null],
  ] as const) {
    provider.transcriptions.hear({ text: 'Hm', language })
    assert.is((await speak(recorded('speech.ogg'))).body.language, code, language)
  }
})

for (const [name, fault] of Object.entries(deafness))
  test(`a provider that ${name} is 503, costs nothing, and may be tried again`, async () => {
    provider.transcriptions.hear(fault)
    const { status, headers, body, text } = await speak(recorded('speech.ogg'))
    assert.equal([status, body.code], [503, 'unavailable'], text)
    assert.ok(Number(headers.get('retry-after')) >= 1)
    assert.not.match(text, /127\.0\.0\.1|oh|How mu/)
    assert.equal(await ledger(), ['reserve -1', 'release 1'])
    provider.transcriptions.hear({ text: 'Hello' })
    assert.is((await speak(recorded('speech.ogg'))).body.text, 'Hello')
  })

test('a provider that hangs is not waited for longer than 20 s', async () => {
  provider.transcriptions.hear(slowFaults.hangs as { play: () => void })
  const startedMs = performance.now()
  const { status, body } = await speak(recorded('speech.ogg'))
  assert.equal([status, body.code], [503, 'unavailable'])
  assert.ok(performance.now() - startedMs < 28_000)
  assert.equal(await ledger(), ['reserve -1', 'release 1'])
})

test('a recording that the provider refuses is the visitor’s to record again', async () => {
  provider.transcriptions.hear({
    play: (response) =>
      void response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":{}}'),
  })
  for (let i = 0; i < 6; i++) {
    const { status, body } = await speak(recorded('speech.wav'))
    assert.equal([status, body.code, body.errors[0].code], [422, 'invalid_input', 'refused'])
  }
  assert.is(provider.transcriptions.spoken.length, 6, 'it is not left alone for that')
  assert.equal((await ledger()).slice(0, 2), ['reserve -1', 'release 1'])
})

test('who leaves costs nothing, and the provider is let go', async () => {
  let closed = false
  provider.transcriptions.hear({ play: (response) => void response.on('close', () => (closed = true)) })
  const leaving = new AbortController()
  const form = new FormData()
  form.append('audio', new Blob([recorded('speech.ogg')]), 'x')
  form.append('session_id', randomUUID())
  const left = fetch(`${app.url}/api/widget/chat/audio`, {
    method: 'POST',
    headers: { 'x-widget-key': live, origin: site },
    body: form,
    signal: leaving.signal,
  }).catch(() => {})
  await waitUntil(async () => provider.transcriptions.spoken.length === 1)
  leaving.abort()
  await left
  await waitUntil(async () => closed && (await ledger()).length === 2)
  assert.equal(await ledger(), ['reserve -1', 'release 1'])
})

test('a model that tells the text alone is asked for that; one that has failed five times is left alone', async () => {
  const own = await startApp({
    OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
    OPENAI_MODEL: 'chat',
    OPENAI_TRANSCRIPTION_BASE_URL: provider.url,
    OPENAI_TRANSCRIPTION_MODEL: 'gpt-4o-mini-transcribe',
  })
  const headers = { 'x-widget-key': (await openWidget(own, await own.addTenant())).live, origin: site }
  const { status, body } = await speakTo(own.url, headers, recorded('chrome.webm'))
  assert.equal([status, body.text, body.language], [200, 'How much is a check-up?', null])
  const { spoken } = provider.transcriptions
  assert.is(spoken[0]?.responseFormat, 'json')
  provider.transcriptions.hear(deafness['answers 500'] as { play: () => void })
  const statuses = []
  for (let i = 0; i < 6; i++) statuses.push((await speakTo(own.url, headers, recorded('speech.ogg'))).status)
  assert.equal([...new Set(statuses)], [503])
  assert.is(spoken.length, 6, 'it was asked once, and five times')
  await own.stop()
})

test('without a provider it is 503 and says so, and nothing else changes', async () => {
  const deaf = await startApp()
  const headers = { 'x-widget-key': (await openWidget(deaf, await deaf.addTenant())).live, origin: site }
  const { status, body } = await speakTo(deaf.url, headers, recorded('speech.ogg'))
  assert.equal([status, body.code], [503, 'speech_unavailable'])
  const { status: keyless } = await speakTo(deaf.url, { origin: site }, recorded('speech.ogg'))
  assert.is(keyless, 401)
  await deaf.stop()
})

test('a key goes where it belongs, and a place without a model is a fault of the configuration', () => {
  const speechOf = (env: Record<string, string>) => readConfig(env).speech
  const OPENAI_TRANSCRIPTION_MODEL = 'whisper-1'
  const OPENAI_API_KEY = 'sk-1'
  assert.is(speechOf({ OPENAI_MODEL: 'm', OPENAI_API_KEY }), null)
  assert.equal(speechOf({ OPENAI_TRANSCRIPTION_MODEL, OPENAI_API_KEY }), {
    model: 'whisper-1',
    apiKey: 'sk-1',
    baseUrl: 'https://api.openai.com/v1',
  })
  const elsewhere = { OPENAI_TRANSCRIPTION_BASE_URL: 'http://ears.example/v1', OPENAI_TRANSCRIPTION_MODEL }
  assert.is(speechOf({ ...elsewhere, OPENAI_API_KEY })?.apiKey, 'none')
  assert.throws(
    () => readConfig({ OPENAI_TRANSCRIPTION_API_KEY: 'x' }),
    (error: Error) => error.message.includes('OPENAI_TRANSCRIPTION_MODEL'),
  )
})

test.run()
