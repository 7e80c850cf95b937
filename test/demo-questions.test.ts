import { randomUUID } from 'node:crypto'
import * as assert from 'uvu/assert'
import { readSets } from './eval/eval-sets.ts'
import { startApp, type TestApp } from './support/app.ts'
import { suite } from './support/suite.ts'

const test = suite('what customers ask the demo businesses')
let app: TestApp

test.before(async () => {
  app = await startApp({ NODE_ENV: 'development' })
})
test.after(() => app.stop())

type Turn = {
  reply: string
  citations: { title: string; url: string | null; quote: string }[]
  actions: object[]
}

const ask = async (message: string, business_id: string): Promise<Turn> =>
  (await app.rest().post('/api/chat', { message, session_id: randomUUID(), business_id })).body

// questions as customers type them, a third of them worded unlike the text; `npm run eval` judges them in detail
for (const { name, business, questions } of readSets(['tuning', 'blind'])) {
  const answerable = questions.filter(({ kind }) => kind === 'fact' || kind === 'paraphrase')

  test(`${business.slug}, ${name}: at least three of four answers are on the screen, each with where it stands`, async () => {
    const lost: string[] = []
    for (const { question, expect } of answerable) {
      const { reply, citations } = await ask(question, business.slug)
      const holds = expect.every((text) => reply.toLowerCase().includes(text.toLowerCase()))
      if (!holds) lost.push(question)
      else
        assert.ok(citations.length > 0 && citations.every(({ url }) => url?.startsWith('https://')), question)
    }
    assert.ok(answerable.length >= 10)
    assert.ok(lost.length <= answerable.length * 0.25, `not answered:\n${lost.join('\n')}`)
  })

  test(`${business.slug}, ${name}: what it cannot know is not answered as if it did`, async () => {
    for (const { question } of questions.filter(({ kind }) => kind === 'unknown')) {
      const { actions } = await ask(question, business.slug)
      assert.equal(actions, [{ type: 'handoff_offered', reason: null }], question)
    }
  })
}

test.run()
