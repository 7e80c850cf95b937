import { realpathSync } from 'node:fs'
import path from 'node:path'
import { type Binaries, findBinaries, usableBinaries } from './binaries.ts'
import { ensureData, readPassword } from './data.ts'
import { explainFileError } from './faults.ts'
import type { FileLock } from './file-lock.ts'
import { choosePlace, type Place, SYSTEM_DIR } from './place.ts'
import { bootServer, type Settings, stopServer, waitWhileStarting } from './server.ts'
import { lockUnused, markUsed, requireNoDistantServer, takeTurn } from './sharing.ts'

export type EmbeddedPostgresOptions = {
  dataDir: string
  log: Record<'info' | 'warn' | 'error', (fields: object, message: string) => void>
  /** PostgreSQL's own settings, over ours; they hold from the next start of the server. */
  settings?: Settings
  /** Where root places what PostgreSQL's user cannot reach. */
  systemDir?: string
}

/** `url` is the superuser's, to the database postgres; `adopted` when the server was running already. */
export type EmbeddedPostgres = { url: string; adopted: boolean; stop(): Promise<void> }

/**
 * Starts the PostgreSQL of `dataDir`, or joins the one that runs there. Every process that started it shares it,
 * and the `stop` of the last one ends it. When all of them are killed it runs on and the next start adopts it.
 * Throws an error that says what to change.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, systemDir = SYSTEM_DIR } = options
  const found = await findBinaries()
  try {
    const place = choosePlace(path.resolve(dataDir), systemDir)
    const binaries = usableBinaries(found, place.runAs, place.runAs ? systemDir : place.home)
    if (place.home !== realpathSync(dataDir)) {
      options.log.warn(
        { data: place.data },
        `the database is kept outside ${dataDir}, which the user PostgreSQL runs as cannot enter`,
      )
    }
    const turn = await takeTurn(place)
    try {
      return await join(place, binaries, options)
    } finally {
      turn.release()
    }
  } catch (error) {
    throw explainFileError(error, dataDir)
  }
}

async function join(
  place: Place,
  binaries: Binaries,
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const { log, settings = {} } = options
  const startedAt = performance.now()
  const password = readPassword(place)
  const running = await waitWhileStarting(place.data)
  if (!running) {
    requireNoDistantServer(place)
    await ensureData(place, binaries, password)
  }
  const onSlow = (waitedMs: number) => log.warn({ waitedMs }, 'PostgreSQL is still starting')
  const server = running ?? (await bootServer(place, binaries, settings, onSlow))
  const use = markUsed(place)

  const adopted = Boolean(running)
  const ms = Math.round(performance.now() - startedAt)
  log.info(
    { data: place.data, port: server.port, pid: server.pid, adopted, ms },
    'embedded PostgreSQL is ready',
  )
  let stopping: Promise<void> | undefined
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${server.port}/postgres`,
    adopted,
    stop() {
      stopping ??= leave(place, use, log)
      return stopping
    },
  }
}

async function leave(place: Place, use: FileLock | undefined, log: EmbeddedPostgresOptions['log']) {
  const turn = await takeTurn(place)
  use?.release()
  const last = lockUnused(place)
  try {
    if (!last) return log.info({ data: place.data }, 'embedded PostgreSQL is left to the others who use it')
    await stopServer(place.data, STOP_WAIT_MS)
    log.info({ data: place.data }, 'embedded PostgreSQL has stopped')
  } finally {
    last?.release()
    turn.release()
  }
}

const STOP_WAIT_MS = 60_000
