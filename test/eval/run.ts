import { parseArgs } from 'node:util'
import { type Ask, openProduct } from './ask-product.ts'
import { readSets } from './eval-sets.ts'
import type { Judged, Tally } from './judge.ts'
import { askLocally, judge, tally } from './judge.ts'

// Asks every question under test/eval and prints what came of it; exits 1 below the limits. `--set` takes one set,
// `--business` one business, `--misses` lists what went wrong; `--provider` asks the model that OPENAI_* names, through the whole product.
const { values } = parseArgs({
  options: {
    misses: { type: 'boolean' },
    set: { type: 'string' },
    business: { type: 'string' },
    provider: { type: 'boolean' },
  },
})

type Row = { set: string; slug: string; judged: Judged }

const GROUPINGS: readonly ((row: Row) => string)[] = [
  ({ judged }) => `language ${judged.question.language}`,
  ({ slug, judged }) => `${slug} ${judged.question.language}`,
  ({ judged }) => judged.question.kind,
]
/** Questions at a time. */
const lanes = 4
const LIMITS = { wrong: 0.05, admitted: 0.9, shown: 0.8, intents: 0.95 }

const sets = readSets(values.set ? [values.set] : ['tuning', 'blind']).filter(
  ({ business }) => !values.business || business.slug === values.business,
)
await using scope = new AsyncDisposableStack()
const product = values.provider ? await openProduct(scope) : null
const rows = await judgeAll(product)
const print = (line: string) => process.stdout.write(`${line}\n`)

print(columns(['', 'asked', 'right', 'wrong', 'shown', 'refused', 'admitted', 'intents', 'stolen']))
const judgedSet = rows.some(({ set }) => set === 'blind') ? 'blind' : 'tuning'
for (const set of new Set(rows.map((row) => row.set))) {
  const ofSet = rows.filter((row) => row.set === set)
  print(
    line(
      `${set}: all`,
      ofSet.map((row) => row.judged),
    ),
  )
  for (const group of GROUPINGS)
    for (const [name, judged] of groups(ofSet, group)) print(line(`  ${name}`, judged))
}
if (values.misses)
  for (const { set, slug, judged } of rows) if (isMiss(judged)) print(miss(`${set} ${slug}`, judged))

const faults = faultsOf(tally(rows.filter((row) => row.set === judgedSet).map((row) => row.judged)))
for (const fault of faults) print(`below the limit on ${judgedSet}: ${fault}`)
process.exitCode = rows.length === 0 || faults.length > 0 ? 1 : 0

/** Asks and judges every question, some at a time, in their order. */
async function judgeAll(ask: Ask | null): Promise<Row[]> {
  const asked = sets.flatMap(({ name, business, questions }) =>
    questions.map((question) => ({ set: name, business, question })),
  )
  const judged: Row[] = []
  const waiting = asked.entries()
  const lane = async () => {
    for (const [at, { set, business, question }] of waiting) {
      const { slug } = business
      const text = question.question
      const heard = ask ? await ask(slug, text) : askLocally(business, text)
      judged[at] = { set, slug, judged: judge(question, heard) }
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return judged
}

function groups(of: readonly Row[], name: (row: Row) => string): [string, Judged[]][] {
  return Object.entries(Object.groupBy(of, name)).map(([key, group]) => [
    key,
    (group ?? []).map((row) => row.judged),
  ])
}

function line(name: string, judged: readonly Judged[]): string {
  const t = tally(judged)
  return columns([
    name,
    `${t.questions}`,
    share(t.right, t.answerable),
    share(t.wrong, t.answerable + t.unknown),
    share(t.shown, t.answerable),
    share(t.refused, t.answerable),
    share(t.admitted, t.unknown),
    share(t.intents, t.talk),
    `${t.stolen}`,
  ])
}

function faultsOf(t: Tally): string[] {
  const rate = (part: number, of: number) => (of === 0 ? null : part / of)
  const wrong = rate(t.wrong, t.answerable + t.unknown)
  const atLeast = {
    admitted: rate(t.admitted, t.unknown),
    shown: rate(t.shown, t.answerable),
    intents: rate(t.intents, t.talk),
  }
  const faults =
    wrong !== null && wrong > LIMITS.wrong ? [`wrong ${percent(wrong)} > ${percent(LIMITS.wrong)}`] : []
  for (const name of ['admitted', 'shown', 'intents'] as const) {
    const reached = atLeast[name]
    if (reached !== null && reached < LIMITS[name])
      faults.push(`${name} ${percent(reached)} < ${percent(LIMITS[name])}`)
  }
  return t.stolen > 0 ? [...faults, `${t.stolen} real questions taken for another intent`] : faults
}

function isMiss({ verdict }: Judged): boolean {
  return verdict === 'wrong' || verdict === 'refused' || verdict === 'wrong_intent'
}

function miss(where: string, { question, heard, verdict }: Judged): string {
  const { reply, language, intent, tier, how } = heard
  const found = [language, intent, tier, how].join(' ')
  return `\n[${where}] ${verdict}: ${question.question}\n  expected ${JSON.stringify(question.expect)}; ${found}\n  ${reply.replaceAll('\n', '\n  ')}`
}

function share(part: number, of: number): string {
  return of === 0 ? '-' : `${part}/${of} ${percent(part / of)}`
}

function percent(rate: number): string {
  return `${Math.round(rate * 100)}%`
}

function columns(cells: readonly string[]): string {
  return cells.map((cell, n) => (n === 0 ? cell.padEnd(32) : cell.padStart(13))).join('')
}
