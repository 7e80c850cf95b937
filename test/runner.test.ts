import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import * as assert from 'uvu/assert'
import { suite } from './support/suite.ts'

const test = suite('runner')
const support = path.join(import.meta.dirname, 'support')

function run(names: string[], env: Record<string, string> = {}) {
  const files = names.map((name) => path.join(support, 'fixtures', `${name}.fixture.ts`))
  const result = spawnSync(process.execPath, [path.join(support, 'run.ts'), '--no-setup', ...files], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  })
  return { code: result.status, out: result.stdout, last: result.stdout.trimEnd().split('\n').at(-1) }
}

test('passing files end with code 0 and a last line that counts the tests', () => {
  const result = run(['passing', 'skipping'])
  assert.is(result.last, '3 passed, 0 failed, 1 skipped')
  assert.is(result.code, 0)
  assert.match(result.out, /^ok support\/fixtures\/passing\.fixture\.ts: 2 passed, 0 failed \(\d+ ms\)$/m)
  assert.match(result.out, 'needs a moon (no moon tonight)')
})

const failing = [
  ['a failing test', 'failing', '1 passed, 1 failed', 'a reason to read'],
  ['a throwing before hook', 'before-throws', '0 passed, 2 failed', 'no database today'],
  ['a throwing after hook', 'after-throws', '1 passed, 1 failed', 'could not clean up'],
  ['a throwing after.each hook', 'after-each-throws', '2 passed, 2 failed', 'left something behind'],
  ['a suite without tests', 'no-tests', '0 passed, 1 failed', 'ran no test'],
  ['a file without a suite', 'no-suite', '0 passed, 1 failed', 'never called suite()'],
  ['a suite that is never run', 'forgot-run', '0 passed, 1 failed', ''],
  ['an exit in the middle', 'exits-early', '0 passed, 1 failed', 'Exiting early'],
  ['an unhandled rejection', 'rejects-later', '1 passed, 1 failed', 'nobody waited for me'],
] as const
const failed = run(failing.map(([, fixture]) => fixture))

test('failing files end with code 1', () => {
  assert.is(failed.last, '5 passed, 11 failed')
  assert.is(failed.code, 1)
})

for (const [what, fixture, counts, shown] of failing) {
  test(`${what} fails the file`, () => {
    const [, part = ''] = failed.out.split(`FAILED support/fixtures/${fixture}.fixture.ts: `)
    assert.is(part.slice(0, counts.length), counts)
    const [output = ''] = part.split('\nFAILED ')
    assert.ok(output.includes(shown), output)
  })
}

test('a hanging file is killed with its children within its time limit', async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'runner-'))
  const pidFile = path.join(dir, 'pid')
  const startedAt = Date.now()
  const result = run(['hanging'], { TEST_FILE_TIMEOUT_MS: '1500', FIXTURE_PID_FILE: pidFile })
  assert.is(result.last, '0 passed, 1 failed')
  assert.is(result.code, 1)
  assert.match(result.out, '"waits for ever" is still running')
  assert.match(result.out, 'killed after 1500 ms')
  assert.ok(Date.now() - startedAt < 6_000)
  const grandchild = Number(readFileSync(pidFile, 'utf8'))
  rmSync(dir, { recursive: true })
  while (isAlive(grandchild)) await sleep(20)
})

test('a file whose tests pass but that never ends has failed', () => {
  const result = run(['open-handle'], { TEST_FILE_TIMEOUT_MS: '1500' })
  assert.is(result.last, '1 passed, 1 failed')
  assert.match(result.out, /the tests have ended, the process has not; open: .*Timeout/)
})

test('a filter that matches nothing fails', () => {
  const result = spawnSync(process.execPath, [path.join(support, 'run.ts'), '--no-setup', 'no-such-name'], {
    encoding: 'utf8',
  })
  assert.is(result.status, 1)
  assert.match(result.stdout, 'no test file matches no-such-name\n0 passed, 1 failed')
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  // a container's first process may leave the dead unburied
  return !spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.startsWith('Z')
}

test.run()
