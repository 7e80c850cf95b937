import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import * as assert from 'uvu/assert'
import { startApp, type TestApp } from './support/app.ts'
import { openWidget, recorded, site, speakTo } from './support/audio.ts'
import { type StubModel, startModel } from './support/model.ts'
import { suite } from './support/suite.ts'

const test = suite('recordings made to harm')
let app: TestApp
let provider: StubModel
let headers: Record<string, string>

test.before(async () => {
  provider = await startModel()
  app = await startApp({ OPENAI_BASE_URL: provider.url, OPENAI_TRANSCRIPTION_MODEL: 'whisper-1' })
  headers = { 'x-widget-key': (await openWidget(app, await app.addTenant())).live, origin: site }
})
test.after(async () => {
  await app?.stop()
  await provider?.stop()
})

const speak = (audio: Uint8Array) => speakTo(app.url, headers, audio)
const names = ['chrome.webm', 'chrome.mp4', 'safari-like.mp4', 'speech.ogg', 'speech.mp3', 'speech.wav']

/** A copy with other bytes at a place that is found by what stands there. */
function patched(name: string, mark: Buffer, skip: number, bytes: Buffer): Buffer {
  const copy = Buffer.from(recorded(name))
  const at = copy.indexOf(mark)
  assert.ok(at >= 0, `${name} has no ${mark.toString('latin1')}`)
  bytes.copy(copy, at + skip)
  return copy
}

test('who says that 121 s are one is not believed', async () => {
  const scale = patched('silence-121.webm', Buffer.from('2ad7b1', 'hex'), 4, Buffer.from('000400', 'hex'))
  const clock = patched('silence-121.mp4', Buffer.from('mdhd'), 16, Buffer.from('007a1200', 'hex'))
  const chained = Buffer.concat([recorded('speech.ogg'), recorded('silence-121.ogg')])
  const twice = Buffer.concat([recorded('chrome.webm'), recorded('silence-121.webm')])
  for (const audio of [scale, clock, chained, twice]) {
    const { status, body } = await speak(audio)
    assert.equal([status, body.code], [422, 'invalid_input'])
  }
  assert.is(provider.transcriptions.spoken.length, 0)
})

test('what is cut short, or holds nonsense behind what it begins with, ends in an answer', async () => {
  const noise = createHash('shake256', { outputLength: 50_000 }).update('noise').digest()
  for (const name of names) {
    const whole = recorded(name)
    for (const audio of [
      whole.subarray(0, whole.length / 2),
      whole.subarray(0, 40),
      Buffer.concat([whole.subarray(0, 48), noise]),
      Buffer.concat([whole.subarray(0, whole.length / 2), noise]),
    ]) {
      const { status } = await speak(audio)
      assert.ok([200, 415, 422].includes(status), `${name} ${status}`)
    }
  }
  assert.is((await speak(recorded('speech.ogg'))).status, 200)
})

test('tables of billions of samples end in an answer, and others are served meanwhile', async () => {
  const ones = Buffer.from('ffffffff', 'hex')
  const long = (mark: string, skip: number) => patched('safari-like.mp4', Buffer.from(mark), skip, ones)
  const bombs = [
    patched('silence-121.mp4', Buffer.from('trun'), 8, ones),
    long('stts', 8),
    long('stsz', 12),
    long('trun', 8),
    long('tfdt', 8),
  ]
  const answers = bombs.map((audio) => speak(audio))
  await sleep(100)
  assert.is((await app.rest().get('/api/health')).status, 200)
  for (const { status } of await Promise.all(answers))
    assert.ok([200, 415, 422].includes(status), String(status))
  assert.is((await speak(recorded('speech.ogg'))).status, 200)
})

test.run()
