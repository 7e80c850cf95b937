import { speechBuckets } from '../../access/quotas.ts'
import { type Call, tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { newUuid } from '../../platform/ids.ts'
import { releaseCredits, reserveCredits, settleCredits } from '../billing/credits.ts'
import { creditsForSpeech } from '../billing/pricebook.ts'
import { maxMessageLength } from '../conversations/contract.ts'
import { getActiveTenant } from '../tenants/tenants.ts'
import { admitWidget, getPass } from '../widgets/admission.ts'
import { NewRecording, Transcript } from './contract.ts'
import { languageCodeOf } from './languages.ts'
import { listen } from './listen.ts'
import { readRecording } from './measure.ts'

/** The words go back to the visitor's client alone, which sends them as it sends what is typed. */
export const transcribe = operation({
  name: 'speech.transcribe',
  summary: 'Write down what a visitor says',
  permission: 'anyone',
  admit: admitWidget,
  limits: speechBuckets,
  input: NewRecording,
  output: Transcript,
  async run(call, { audio }) {
    const { transcriber } = call
    if (!transcriber) throw new Failure('speech_unavailable', 'Write instead: nobody listens here.')
    const { test } = await getPass(call, call.web)
    await getActiveTenant(call)
    const recording = await readRecording(Buffer.from(audio.data, 'base64'))
    const { durationMs } = recording
    const credits = test ? 0 : creditsForSpeech(durationMs)
    const heard = await paid(call, credits, () => listen(transcriber, recording, call.signal))
    return {
      text: asMessage(heard.text),
      language: heard.language === null ? null : languageCodeOf(heard.language),
      durationMs,
    }
  },
})

/** Work that costs credits: reserved before, charged after it, given back when it fails. Throws `plan_limit_reached`. */
async function paid<T>(call: Call, credits: number, work: () => Promise<T>): Promise<T> {
  if (credits === 0) return work()
  const { database, now } = call
  const movement = { tenantId: tenantOf(call), reference: `speech ${newUuid()}`, credits }
  if ((await database.query((sql) => reserveCredits(sql, movement, now))) === 'exhausted')
    throw new Failure('plan_limit_reached', 'This business has no AI credits left: write instead.')
  try {
    const done = await work()
    await database.query((sql) => settleCredits(sql, movement, new Date()))
    return done
  } catch (error) {
    await database.query((sql) => releaseCredits(sql, movement, new Date())).catch(() => {})
    throw error
  }
}

// what ends or turns a line, and what no keyboard types; \n and \t stay
const unwritten = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu

/** What a provider has heard, as a visitor could have typed it: it is no more to be trusted. */
function asMessage(text: string): string {
  const plain = text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(unwritten, (mark) => (mark === '\n' || mark === '\t' ? mark : ' '))
    .trim()
  return plain.length <= maxMessageLength ? plain : [...plain].slice(0, maxMessageLength).join('').trim()
}
