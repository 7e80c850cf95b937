import * as assert from 'uvu/assert'
import { chunkMarkdown } from '../server/domain/knowledge/chunk-markdown.ts'
import { suite } from './support/suite.ts'

const test = suite('chunking Markdown')
const bodies = (markdown: string) => chunkMarkdown(markdown).map((chunk) => chunk.text)
const paths = (markdown: string) => chunkMarkdown(markdown).map((chunk) => chunk.headings)

test('a section becomes a chunk with the path of its headings', () => {
  const chunks = chunkMarkdown(
    '# Shop\n\n## Hours\n\nNine to five.\n\n### Holidays\n\nClosed.\n\n## Prices\n\nFair.\n',
  )
  assert.equal(
    chunks.map(({ ordinal, headings, text }) => ({ ordinal, headings, text })),
    [
      { ordinal: 0, headings: ['Shop', 'Hours'], text: 'Nine to five.' },
      { ordinal: 1, headings: ['Shop', 'Hours', 'Holidays'], text: 'Closed.' },
      { ordinal: 2, headings: ['Shop', 'Prices'], text: 'Fair.' },
    ],
  )
})

test('what stands before the first heading is kept', () => {
  assert.equal(paths('Welcome.\n\n# Shop\n\nText.'), [[], ['Shop']])
})

test('offsets point to the body in the source', () => {
  const source = '# A\r\n\r\nFirst line\r\nsecond line.\r\n\r\n## B\r\n\r\n- one\r\n- two\r\n'
  const chunks = chunkMarkdown(source)
  assert.equal(
    chunks.map(({ start, end }) => source.slice(start, end).replaceAll('\r\n', '\n')),
    chunks.map(({ text }) => text),
  )
  assert.equal(bodies(source), ['First line\nsecond line.', '- one\n- two'])
})

test('headings may be underlined or closed by hashes', () => {
  assert.equal(paths('Shop\n====\n\nHours\n-----\n\nNine.\n\n## Prices ##\n\nFair.'), [
    ['Shop', 'Hours'],
    ['Shop', 'Prices'],
  ])
  assert.equal(paths('# C#\n\nA language.'), [['C#']])
})

test('a heading of the same level takes the place of the one before, a skipped level does not matter', () => {
  assert.equal(paths('# A\n\n### B\n\nb\n\n## C\n\nc\n\n# D\n\nd'), [['A', 'B'], ['A', 'C'], ['D']])
})

test('a heading with nothing under it makes no chunk', () => {
  assert.equal(paths('# A\n\n## Empty\n\n## B\n\ntext'), [['A', 'B']])
  assert.equal(chunkMarkdown(''), [])
  assert.equal(chunkMarkdown('\n \n# \n'), [])
})

test('what looks like a heading inside fenced code is code', () => {
  const code = '```\n# not a heading\n| a | b |\n```'
  assert.equal(bodies(`# A\n\n${code}`), [code])
  assert.equal(paths('# A\n\n~~~\n# open to the end'), [['A']])
})

test('fenced code stays whole however long', () => {
  const code = `\`\`\`\n${'x = 1\n'.repeat(600)}\`\`\``
  assert.equal(bodies(`# A\n\nBefore.\n\n${code}\n\nAfter.`), ['Before.', code, 'After.'])
})

test('front matter and rules are not text', () => {
  assert.equal(bodies('---\ntitle: Shop\ntags: [a]\n---\n\n# A\n\nText.\n\n---\n\nMore.'), [
    'Text.\n\n---\n\nMore.',
  ])
  assert.equal(bodies('---\n\nA text without settings.\n\n---\n'), ['A text without settings.'])
})

test('a long section is split between paragraphs', () => {
  const paragraph = (letter: string) => `${letter.repeat(30)} `.repeat(20).trim()
  const chunks = chunkMarkdown(`# A\n\n${['a', 'b', 'c', 'd'].map(paragraph).join('\n\n')}`)
  assert.equal(
    chunks.map((chunk) => chunk.text),
    [`${paragraph('a')}\n\n${paragraph('b')}`, `${paragraph('c')}\n\n${paragraph('d')}`],
  )
  assert.ok(chunks.every((chunk) => chunk.headings.join() === 'A'))
})

test('a long list is split between items', () => {
  const items = Array.from({ length: 40 }, (_, n) => `- item ${n} ${'word '.repeat(14)}\n  goes on here`)
  const texts = bodies(`# A\n\n${items.join('\n')}`)
  assert.ok(texts.length > 1)
  assert.ok(texts.every((text) => text.startsWith('- item') && text.endsWith('goes on here')))
  assert.is(texts.join('\n').match(/- item/g)?.length, 40)
})

test('a long table is split between rows and repeats its header', () => {
  const rows = Array.from({ length: 60 }, (_, n) => `| Treatment number ${n} with a name | £${n} |`)
  const header = '| Treatment | Fee |\n| --- | --- |\n'
  const texts = bodies(`# A\n\n${header}${rows.join('\n')}`)
  assert.ok(texts.length > 1)
  for (const text of texts) assert.ok(text.startsWith(header))
  assert.equal(
    texts.flatMap((text) => text.slice(header.length).split('\n')),
    rows,
  )
})

test('a paragraph without an end is cut between sentences, then words, then anywhere', () => {
  const sentences = 'This is a sentence of some length. '.repeat(100).trim()
  for (const text of bodies(sentences)) assert.match(text, /^This.*length\.$/s)
  assert.ok(bodies('word '.repeat(1000)).every((text) => text.length <= 1500 && /^word/.test(text)))
  assert.is(bodies('𠮷'.repeat(2000)).join(''), '𠮷'.repeat(2000))
})

test('odd input takes no time', () => {
  const startedAt = performance.now()
  for (const odd of ['#', '# #', '|', '| - ', '- ', '> ', '```', '\r', '=\n', ' ', '<', '[', '*']) {
    chunkMarkdown(odd.repeat(50_000))
  }
  assert.ok(performance.now() - startedAt < 2000)
})

test.run()
