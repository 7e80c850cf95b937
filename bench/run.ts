import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { backlog } from './backlog.ts'
import { boot } from './boot.ts'
import { deliver } from './deliver.ts'
import { deliveries } from './deliveries.ts'
import { judge } from './harness.ts'
import { login } from './login.ts'
import { describeMachine, loadNow } from './machine.ts'
import { publish } from './publish.ts'
import { read } from './read.ts'
import { type Run, writeReport } from './report.ts'
import { stream } from './stream.ts'
import { takeoverStop } from './takeover-stop.ts'
import { turn } from './turn.ts'
import { turnModel } from './turn-model.ts'

const benches = [
  boot,
  turn,
  turnModel,
  read,
  login,
  publish,
  deliver,
  backlog,
  deliveries,
  stream,
  takeoverStop,
]
const resultsFile = path.join(import.meta.dirname, 'results.md')

const { values, positionals } = parseArgs({
  options: { short: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name))
if (unknown.length > 0) {
  const known = benches.map(({ name }) => name).join(', ')
  process.stderr.write(`There is no bench ${unknown.join(', ')}; there are ${known}.\n`)
  process.exit(2)
}

// Ctrl-C ends the programs that are measured; the bench then fails, and cleans up as after any failure
process.once('SIGINT', () => {})

const chosen = benches.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
const runs: Run[] = []
for (const bench of chosen) {
  process.stderr.write(`${bench.name} …\n`)
  const loadBefore = loadNow()
  runs.push({ bench, measured: await bench.run(values.short), loadBefore })
}
const report = writeReport(await describeMachine(), runs)
process.stdout.write(report)

// a part of the benches, or a short round, says nothing that should stand beside the rest
if (!values.short && positionals.length === 0) await writeFile(resultsFile, report)
const missed = runs.some(({ measured }) => measured.figures.some((figure) => judge(figure) === 'missed'))
if (missed && !values.short) process.exitCode = 1
