import * as assert from 'uvu/assert'
import { decide, type Facts, type Proposal } from '../server/domain/bob/policy/decide.ts'
import { mentions, wordsOf } from '../server/domain/bob/policy/mentions.ts'
import { himself } from '../server/domain/personas/brief.ts'
import { NewPersona } from '../server/domain/personas/contract.ts'
import { isOpenAt } from '../server/domain/profile/hours.ts'
import { suite } from './support/suite.ts'

const test = suite('policy')

const facts = (change: Partial<Facts> = {}): Facts => ({
  fields: himself,
  question: 'How much is a check-up?',
  escalated: null,
  misses: 0,
  isOpen: null,
  ...change,
})
const proposal = (change: Partial<Proposal> = {}): Proposal => ({
  language: 'en',
  intent: 'question',
  tier: 'confident',
  evidence: ['A check-up costs £68.'],
  ...change,
})
const pick = <T>(items: readonly T[]): T => items[Math.floor(Math.random() * items.length)] as T

const words = ['refund', 'insurance', 'pain', 'boat', 'check-up', 'price', 'the', 'whitening']
const someTopics = () => [...new Set(Array.from({ length: 3 }, () => pick(words)))]
const anyFacts = (): Facts => ({
  fields: NewPersona.parse({
    name: 'B',
    topics: { approved: pick([[], someTopics()]), blocked: pick([[], someTopics()]) },
    escalation: {
      triggers: ['frustration', 'repeated_failure', 'topic', 'outside_hours'].filter(() =>
        pick([true, false]),
      ),
      topics: someTopics(),
      failures: pick([1, 2, 3]),
      action: pick(['handoff', 'task', 'lead_form']),
    },
  }),
  question: Array.from({ length: 5 }, () => pick(words)).join(' '),
  escalated: pick([null, 'handoff', 'task'] as const),
  misses: pick([0, 1, 2]),
  isOpen: pick([null, true, false]),
})
const anyProposal = (): Proposal =>
  proposal({
    intent: pick(['question', 'greeting', 'human', 'complaint', 'contact', 'off_topic', 'injection']),
    tier: pick(['confident', 'closest', 'unknown', 'none'] as const),
  })

test('the same facts and proposal have the same verdict, 10,000 times', () => {
  for (let i = 0; i < 10_000; i++) {
    const [asked, proposed] = [anyFacts(), anyProposal()]
    assert.equal(decide(structuredClone(asked), structuredClone(proposed)), decide(asked, proposed))
  }
})

test('whatever else holds, a blocked topic is never answered', () => {
  let refused = 0
  for (let i = 0; i < 10_000; i++) {
    const [asked, proposed] = [anyFacts(), anyProposal()]
    const words = wordsOf(asked.question, 'en')
    const isBlocked = asked.fields.topics.blocked.some((topic) => mentions(words, topic, 'en'))
    if (!isBlocked || !['question', 'off_topic'].includes(proposed.intent)) continue
    assert.is(decide(asked, proposed).outcome, 'refuse')
    refused += 1
  }
  assert.ok(refused > 100)
})

test('whoever asks for a person is heard, whatever the persona says, and heard once', () => {
  for (let i = 0; i < 10_000; i++) {
    const asked = anyFacts()
    const { outcome, reasons, kind } = decide(asked, proposal({ intent: 'human', tier: 'none' }))
    assert.is(reasons[0], 'human')
    if (outcome === 'allow') assert.ok(asked.escalated !== null && reasons[1] === 'already_asked')
    else assert.ok(outcome === 'escalate' && kind !== null)
  }
})

test('nobody waits for a person while the business is closed', () => {
  for (let i = 0; i < 10_000; i++) {
    const { kind } = decide({ ...anyFacts(), isOpen: false }, anyProposal())
    assert.is.not(kind, 'handoff')
  }
})

test('a topic is met by all its words in any form, and by nothing less', () => {
  const about = (text: string, topic: string, language = 'en') =>
    mentions(wordsOf(text, language), topic, language)
  assert.ok(about('Are there any discounts?', 'discount'))
  assert.ok(about('my teeth need whitening, is it a treatment?', 'whitening treatments'))
  assert.not.ok(about('is it a treatment?', 'whitening treatments'))
  assert.ok(about('Was kosten die Implantate?', 'Implantat', 'de'))
  assert.not.ok(about('the', 'the end'))
  assert.ok(about('is it the one', 'the one'))
})

test('misses are counted in a row', () => {
  assert.is(decide(facts({ misses: 3 }), proposal()).misses, 0)
  assert.is(decide(facts({ misses: 1 }), proposal({ tier: 'unknown' })).misses, 2)
  assert.is(decide(facts({ misses: 1 }), proposal({ intent: 'greeting', tier: 'none' })).misses, 0)
})

test('open hours go by the clock of the business, with holidays and over clock changes', () => {
  const day = [
    { opens: '09:00', closes: '12:30' },
    { opens: '14:00', closes: '24:00' },
  ]
  const never = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] }
  const of = (timeZone: string) => ({
    timeZone,
    hours: { ...never, sunday: day },
    holidays: [{ date: '2026-12-27', name: 'Rest', hours: [] }],
  })
  const at = (timeZone: string, time: string) => isOpenAt(of(timeZone), new Date(time))
  assert.is(isOpenAt({ timeZone: 'UTC', hours: never, holidays: [] }, new Date()), null)
  assert.is(at('Europe/London', '2026-11-29T09:00:00Z'), true)
  assert.is(at('Europe/London', '2026-11-29T12:30:00Z'), false)
  assert.is(at('Europe/London', '2026-11-29T23:59:00Z'), true)
  assert.is(at('Europe/London', '2026-12-27T10:00:00Z'), false)
  // the clocks went back this morning, and forward
  assert.is(at('Europe/London', '2026-10-25T08:30:00Z'), false)
  assert.is(at('Europe/London', '2026-03-29T08:00:00Z'), true)
  // UTC+13
  assert.is(at('Pacific/Tongatapu', '2026-11-28T20:30:00Z'), true)
  assert.is(at('Pacific/Tongatapu', '2026-11-29T20:30:00Z'), false)
})

test.run()
