import { inspect } from 'node:util'
import * as uvu from 'uvu'
import { type Count, countLine, type Skip } from './count-line.ts'

type Body = () => void | Promise<void>
type Hook = { (body: Body): void; each(body: Body): void }

/** What `suite` returns: call it with a sentence of behaviour and a body; end the file with `test.run()`. */
export type Suite = {
  (name: string, body: Body): void
  only(name: string, body: Body): void
  /** Counts a test that cannot run here and says why. */
  skip(name: string, why: string): void
  before: Hook
  after: Hook
  run(): void
}

/** A uvu suite whose throwing hooks fail the file, and that counts for the runner what ran and what did not. */
export function suite(name: string): Suite {
  const inner = uvu.suite(name)
  const tally: Tally = { all: 0, only: 0, passed: 0, failedHooks: 0, skips: [] }
  tallies.push(tally)

  const hook = (kind: string, body: Body, rethrow: boolean) => async () => {
    try {
      await body()
    } catch (error) {
      tally.failedHooks += 1
      process.stderr.write(`\n${name}: the ${kind} hook threw ${inspect(error)}\n`)
      if (rethrow) throw error
    }
  }
  const counted = (sentence: string, body: Body) => async () => {
    running = sentence
    await body()
    tally.passed += 1
    running = undefined
  }

  const test = (sentence: string, body: Body) => {
    tally.all += 1
    inner(sentence, counted(sentence, body))
  }
  return Object.assign(test, {
    only(sentence: string, body: Body) {
      tally.only += 1
      inner.only(sentence, counted(sentence, body))
    },
    skip(sentence: string, why: string) {
      tally.skips.push({ name: sentence, why })
    },
    before: Object.assign((body: Body) => inner.before(hook('before', body, true)), {
      each: (body: Body) => inner.before.each(body),
    }),
    // uvu drops the rest of the suite without a word when one of these throws, so they never do
    after: Object.assign((body: Body) => inner.after(hook('after', body, false)), {
      each: (body: Body) => inner.after.each(hook('after.each', body, false)),
    }),
    run: () => inner.run(),
  })
}

type Tally = { all: number; only: number; passed: number; failedHooks: number; skips: Skip[] }

const tallies: Tally[] = []
let running: string | undefined

process.on('exit', () => {
  if (printCount().failed > 0) process.exitCode ||= 1
})

// sent by the runner to a file that passed its time limit, just before it is killed
process.on('SIGUSR2', () => {
  const still = running ? `"${running}" is still running` : 'the tests have ended, the process has not'
  process.stderr.write(`\n${still}; open: ${process.getActiveResourcesInfo().join(', ')}\n`)
  printCount()
})

function printCount(): Count {
  const total: Count = { passed: 0, failed: 0, skips: [] }
  for (const tally of tallies) {
    total.passed += tally.passed
    // whatever did not pass has failed, also when it never ran
    total.failed += (tally.only || tally.all) - tally.passed + tally.failedHooks
    total.skips.push(...tally.skips)
    if (tally.only) total.skips.push({ name: `${tally.all} tests`, why: 'this suite has test.only' })
  }
  process.stdout.write(`\n${countLine(total)}\n`)
  return total
}
