import { existsSync, globSync } from 'node:fs'
import path from 'node:path'
import { setup } from './global.ts'
import { type FileResult, runFile } from './run-file.ts'

// npm test [filter…]: runs the test files whose path holds one of the filters, or all; a path of a file runs it.
// --no-setup leaves global.ts out.

const testDir = path.resolve(import.meta.dirname, '..')
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const jobs = Number(process.env.TEST_JOBS ?? 2)
const limitMs = Number(process.env.TEST_FILE_TIMEOUT_MS ?? 180_000)

const stopping = new AbortController()
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stopping.abort())

const total = { passed: 0, failed: 0, skipped: 0 }
const files = findFiles()
if (files.length === 0) fail(`no test file matches ${wanted.join(' ') || 'test/**/*.test.ts'}`)
else await runAll(files)

process.stdout.write(
  `${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}\n`,
)
process.exit(total.failed > 0 ? 1 : 0)

function findFiles(): string[] {
  const given = wanted
    .filter((word) => word.endsWith('.ts') && existsSync(word))
    .map((word) => path.resolve(word))
  const filters = wanted.filter((word) => !given.includes(path.resolve(word)))
  if (wanted.length > 0 && filters.length === 0) return given
  const found = globSync('**/*.test.ts', { cwd: testDir }).sort()
  const matching = found.filter((file) => filters.length === 0 || filters.some((word) => file.includes(word)))
  return [...given, ...matching.map((file) => path.join(testDir, file))]
}

async function runAll(queue: string[]) {
  const nothing = { env: {}, stop: async () => {} }
  const shared = process.argv.includes('--no-setup') ? nothing : await setup()
  const env = { ...process.env, ...shared.env }
  if (queue.some((file) => file.includes(`${path.sep}browser${path.sep}`)))
    await (await import('../browser/chromium.ts')).unpackBrowser()
  const waiting = queue.values()
  const lane = async () => {
    for (const file of waiting) {
      if (stopping.signal.aborted) return
      report(await runFile(file, { env, limitMs, signal: stopping.signal }))
    }
  }
  await Promise.all(Array.from({ length: jobs }, lane))
  if (stopping.signal.aborted) fail('stopped before the end')
  await shared.stop().catch((error: unknown) => fail(`the global setup did not stop: ${String(error)}`))
}

function report(result: FileResult) {
  total.passed += result.passed
  total.failed += result.failed
  total.skipped += result.skips.length
  const name = path.relative(testDir, result.file)
  const word = result.failed ? 'FAILED' : 'ok'
  process.stdout.write(
    `${word} ${name}: ${result.passed} passed, ${result.failed} failed (${result.ms} ms)\n`,
  )
  for (const skip of result.skips) process.stdout.write(`  skipped: ${skip.name} (${skip.why})\n`)
  if (result.failed) process.stdout.write(`${result.output.trim()}\n\n`)
}

function fail(why: string) {
  total.failed += 1
  process.stdout.write(`${why}\n`)
}
