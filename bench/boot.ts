import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Bench, compare, type Goal, interleave, type Pair } from './harness.ts'
import { startProgram } from './program.ts'

const whole = { first: 3, warm: 5 }
const brief = { first: 1, warm: 1 }

const programs = { candidate: 'server/main.ts', limit: 'bench/boot-limit.ts' }

/** How long a start takes, first and again, beside the start of PostgreSQL and Fastify alone. */
export const boot: Bench = {
  name: 'boot',
  work: 'node server/main.ts in development until it logs ready: on an empty folder (initdb, migrations, demo, assets), then again on what it left',
  limit: 'the embedded PostgreSQL and Fastify alone, on a folder of the same kind',
  async run(short) {
    const size = short ? brief : whole
    await using scope = new AsyncDisposableStack()
    const newPlace = async (): Promise<Place> => {
      const made = await Promise.all([newFolder(), newFolder()])
      scope.defer(() =>
        Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true }))).then(),
      )
      return { data: made[0], compileCache: made[1] }
    }
    const kept = await newPlace()
    const first = await interleave(size.first, {
      candidate: async (round) => startOnce(programs.candidate, round === 1 ? kept : await newPlace()),
      limit: async () => startOnce(programs.limit, await newPlace()),
    })
    const warm = await interleave(size.warm, {
      candidate: () => startOnce(programs.candidate, kept),
      limit: () => startOnce(programs.limit, kept),
    })
    return {
      figures: [
        figureOf('first start', first, { of: 'value', better: 'less', must: 20, aim: 8 }),
        figureOf('warm start', warm, { of: 'value', better: 'less', must: 2, aim: 1 }),
      ],
      rows: [...rowsOf('first', first), ...rowsOf('warm', warm)],
      notes: [
        "A first start has an empty compile cache too. The limit's cache is warm for its warm starts.",
        'What npm itself adds to npm start is not in these figures.',
      ],
    }
  },
}

type Place = { data: string; compileCache: string }

const newFolder = () => mkdtemp(path.join(tmpdir(), 'office-bench-'))

/** Seconds from the start of a process to its line `ready`; it is stopped before this returns. */
async function startOnce(file: string, { data, compileCache }: Place): Promise<number> {
  const program = startProgram(file, {
    NODE_ENV: 'development',
    DATA_DIR: data,
    NODE_COMPILE_CACHE: compileCache,
    HTTP_PORT: '0',
    GRPC_PORT: '0',
    RATE_LIMIT_FACTOR: '10000',
  })
  try {
    const { afterMs } = await program.ready()
    return afterMs / 1_000
  } finally {
    await program.stop()
  }
}

const figureOf = (name: string, pairs: Pair<number>[], goal: Goal) => ({
  name,
  unit: 's',
  ...compare(pairs, 'less', (seconds) => seconds),
  goal,
})

const rowsOf = (start: string, pairs: Pair<number>[]) =>
  pairs.map(({ candidate, limit }, at) => ({
    start,
    round: at + 1,
    'product s': candidate,
    'limit s': limit,
  }))
