import * as assert from 'uvu/assert'
import { startApp, type TestApp } from './support/app.ts'
import { spendAndKill } from './support/credit-faults.ts'
import { suite } from './support/suite.ts'

const test = suite('kill -9 of whoever spends')
let app: TestApp

test.before(async () => {
  app = await startApp()
})
test.after(() => app.stop())

test('the ledger adds up to the balance, and no reservation stays open', async () => {
  const { acknowledged, stranded } = await spendAndKill(app, { total: 1_000, kills: 1 })
  assert.ok(acknowledged > 300, `${acknowledged} charges`)
  assert.ok(stranded > 0, 'the kill cut reservations off')
})

test.run()
