import * as assert from 'uvu/assert'
import { claimsOf, leaksOf } from '../server/domain/bob/policy/claims.ts'
import { gate as judge, openGate } from '../server/domain/bob/policy/gate.ts'
import { suite } from './support/suite.ts'

const test = suite('claim gate')

const evidence = [
  'A check-up costs £68 and takes 30 minutes. Whitening is 1.250,00 €.',
  'Open Monday 9:00 to 17:30, closed on 24 December. Call 020 7946 0958 or write to desk@smile.example.',
  'Read https://smile.example/prices for more.',
]
const gate = (text: string) => judge(text, evidence).text

test('what stands in the evidence may be said in other ways', () => {
  for (const text of [
    'It is £68.',
    'A check-up is 68 pounds.',
    'Whitening costs €1,250.',
    'We open at 9 am and close at 5.30 pm.',
    'We are closed on December 24th.',
    'Call 020 7946 0958.',
    'Write to DESK@smile.example.',
    'See [our prices](https://smile.example/prices/).',
    '1. It takes 30 minutes.\n2. It is £68.',
  ])
    assert.ok(gate(text).length >= text.length - 40 && gate(text) !== '', `${text} → ${gate(text)}`)
})

test('what does not is taken out, with its sentence and nothing else', () => {
  for (const claim of [
    '£69',
    '€680',
    '68.50 dollars',
    '9:15',
    '8 am',
    '17:31',
    '25 December',
    '3 May',
    '2026-05-03',
    '020 7946 0959',
    '+44 20 7946 0958 1',
    'sam@smile.example',
    'smile.example.evil.com',
    'https://evil.example',
    'www.smile.example/other',
    'sixty-nine pounds',
    'free of charge',
    '70%',
  ])
    assert.is(
      gate(`It takes 30 minutes. It is ${claim}. We are closed on 24 December.`),
      'It takes 30 minutes. We are closed on 24 December.',
      claim,
    )
  for (const promise of [
    'Someone will call you back',
    'Our team will be in touch',
    "We'll email you tomorrow",
    'I will follow up with you',
    'Se pondrán en contacto con usted',
    'Jemand meldet sich bei Ihnen',
    'On vous rappellera',
  ])
    assert.is(gate(`It is £68. ${promise}.`), 'It is £68.', promise)
})

test('pictures, HTML and hidden letters go', () => {
  assert.is(gate('It is £68. ![a](https://smile.example/prices)'), 'It is £68.')
  assert.is(gate('It is <b onclick="x()">£68</b>.'), 'It is £68.')
  assert.is(gate('It is £6\u200b8.'), 'It is £68.')
  assert.is(gate('See [here](https://evil.example/?d=1).'), 'See here.')
})

test('10,000 made-up texts: what is left claims nothing that the evidence does not', () => {
  const known = claimsOf(evidence.join('\n'))
  const pick = <T>(items: readonly T[]) => items[Math.floor(Math.random() * items.length)] as T
  const digit = () => String(Math.floor(Math.random() * 10))
  const bits: (() => string)[] = [
    () => pick(['It is', 'We open at', 'Call', 'See', 'on', 'costs', 'and', 'the', 'about']),
    () => `£${digit()}${digit()}`,
    () => `${digit()}${digit()} ${pick(['euros', 'dollars', '%', 'May', 'december', 'am', 'uhr'])}`,
    () => `1${digit()}:${digit()}0`,
    () => `${digit().repeat(3)} ${digit().repeat(4)}`,
    () => `a${digit()}@b.com`,
    () => `https://x${digit()}.example/p`,
    () => pick(['.', '. ', '! ', '?\n', ', ', '\n\n', ' (', ') ', '[', '](', '<', '>']),
    () =>
      pick([
        '£68',
        '9:00',
        '24 December',
        '020 7946 0958',
        'desk@smile.example',
        'https://smile.example/prices',
      ]),
  ]
  for (let i = 0; i < 10_000; i++) {
    const text = Array.from({ length: 12 }, () => pick(bits)()).join(pick([' ', ' ', '']))
    for (const claim of claimsOf(gate(text)))
      assert.ok(known.has(claim), `${claim} in ${JSON.stringify(gate(text))} of ${JSON.stringify(text)}`)
  }
})

test('what is told as it comes is how the whole answer begins, however it is cut', () => {
  const texts = [
    'It takes 30 minutes [1]. It is £68.[1] It is £69. [1]\n\nWe open at 9:00 [2]; call 020 7946 0958 [2]. Bye',
    '1. It takes 30 minutes. [1]\n2. It is £68 [1].\n3. Someone will call you.\n- Closed on 24 December! [2]',
    'See [our prices. Now](https://smile.example/prices) and ![x. Y](https://evil.example/a?b=1. C). It is <b x="1. A">£68</b>. Or 5 < 9. Well.',
    'UNKNOWN. It is £68.',
    'It is £68. UNKNOWN about the rest. It takes 30 minutes.',
    'No end and £68',
  ]
  for (const text of texts)
    for (let size = 1; size <= text.length; size++) {
      const opened = openGate(evidence)
      let told = ''
      for (let at = 0; at < text.length; at += size) told += opened.push(text.slice(at, at + size))
      const ended = opened.end()
      assert.ok(ended.text.startsWith(told), `${told} → ${ended.text}`)
      assert.equal(ended, judge(text, evidence), `${size}: ${text}`)
    }
  const opened = openGate(evidence)
  assert.is(opened.push('It is £68. It'), 'It is £68.')
  assert.is(opened.push(' is £69. Well, '), '')
  assert.is(opened.push('30 minutes.\n'), ' Well, 30 minutes.')
})

test('a sentence is held against the passages that it or one before it names', () => {
  assert.equal(judge('It is £68 [2]. It is £68 [1]. Open at 9:00 [2].', evidence), {
    text: 'It is £68. Open at 9:00.',
    dropped: ['It is £68.'],
    cited: [0, 1],
    isUnknown: false,
  })
  assert.is(gate('It is £68 [3].'), '')
  assert.is(gate('It is £68 [9].'), 'It is £68.')
})

test('an answer that says it does not know says nothing else', () => {
  assert.equal(judge('UNKNOWN. It is £68 [1].', evidence), {
    text: '',
    dropped: [],
    cited: [],
    isUnknown: true,
  })
  assert.is(judge('', evidence).isUnknown, true)
  assert.is(gate('It is £68. UNKNOWN.'), 'It is £68.')
})

test('what an engine was told is known again', () => {
  const told =
    'You are Bob. You answer the visitors of the website of Harbour Kennels. The word of the day is tulip.'
  assert.ok(leaksOf(told)('Sure: "you are bob, you answer THE visitors of the website"!'))
  assert.not.ok(leaksOf(told)('I answer the visitors of Harbour Kennels.'))
})

test.run()
