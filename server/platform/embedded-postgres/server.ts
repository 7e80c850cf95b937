import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import { spawnOptions } from './data.ts'
import { faultOf } from './faults.ts'
import { giveTo, type Place } from './place.ts'
import { findServer, forgetReusedPid, type RunningServer } from './postmaster-pid.ts'

export type Settings = Record<string, string | number>

/** Starts PostgreSQL on a place's data and waits until it accepts connections, however long it recovers. */
export async function bootServer(
  place: Place,
  binaries: Binaries,
  settings: Settings,
  onSlow: (waitedMs: number) => void,
): Promise<RunningServer> {
  forgetReusedPid(place.data)
  const log = openLog(place)
  try {
    for (let attempt = 1; ; attempt += 1) {
      const offset = fs.fstatSync(log.handle).size
      const outcome = await bootOnce(place, binaries, settings, log.handle, onSlow)
      if (typeof outcome === 'object') return outcome

      // started by a process that was killed before the server had written its pid
      const other = await waitWhileStarting(place.data)
      if (other) return other
      const printed = `${outcome}\n${fs.readFileSync(log.file).subarray(offset)}`
      if (attempt >= 20 || !PASSING.test(printed))
        throw faultOf(`starting on ${place.data}`, place.home, printed)
      await sleep(200)
    }
  } finally {
    fs.closeSync(log.handle)
  }
}

/** Ends a server in an orderly way (clients are disconnected, data is flushed); throws when it does not end. */
export async function stopServer(data: string, limitMs: number) {
  const server = findServer(data)
  if (!server) return
  process.kill(server.pid, 'SIGINT')
  if (!(await waitUntilGone(data, limitMs))) {
    throw new Error(`PostgreSQL (process ${server.pid}) did not stop within ${limitMs / 1000} s.`)
  }
}

/** The server of a data folder once it accepts connections; undefined when there is none or it ends first. */
export async function waitWhileStarting(data: string): Promise<RunningServer | undefined> {
  for (;;) {
    const server = findServer(data)
    if (!server || server.status === 'ready') return server
    await sleep(10)
  }
}

const MAX_LOG_BYTES = 10 * 1024 * 1024

// another process took the port; or the backends of a killed server have not yet noticed that it is gone
const PASSING = /Address already in use|could not create any TCP\/IP sockets|pre-existing shared memory block/

async function bootOnce(
  place: Place,
  binaries: Binaries,
  settings: Settings,
  logHandle: number,
  onSlow: (waitedMs: number) => void,
): Promise<RunningServer | string> {
  const port = Number(settings.port) || (await freePort())
  const all = { ...SETTINGS, ...settings, port }
  const child = spawn(
    path.join(binaries.folder, 'bin/postgres'),
    ['-D', place.data, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...spawnOptions(place), stdio: ['ignore', logHandle, logHandle] },
  )
  const ended = endOf(child)
  const startedAt = performance.now()
  let nextNoteMs = 10_000
  for (;;) {
    const server = findServer(place.data)
    if (server?.pid === child.pid && server?.status === 'ready') {
      // it outlives us when we are killed, and is adopted at the next start
      child.unref()
      return server
    }
    const end = await Promise.race([ended, sleep(10)])
    if (end) return end
    const waitedMs = Math.round(performance.now() - startedAt)
    if (waitedMs < nextNoteMs) continue
    nextNoteMs += 10_000
    onSlow(waitedMs)
  }
}

// for a small machine that holds other processes too; durable: fsync and synchronous_commit stay on
const SETTINGS: Settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 200,
  shared_buffers: '128MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'off',
  log_checkpoints: 'off',
  // statements and details carry what visitors wrote
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(String(error)))
    child.once('exit', (code, signal) => resolve(`postgres ended with ${signal ?? code}`))
  })
}

function openLog({ home, runAs }: Place) {
  const file = path.join(home, 'postgres.log')
  if ((fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MAX_LOG_BYTES)
    fs.renameSync(file, `${file}.1`)
  const handle = fs.openSync(file, 'a', 0o600)
  giveTo(runAs, file)
  return { file, handle }
}

async function waitUntilGone(data: string, limitMs: number): Promise<boolean> {
  const givenUpAt = performance.now() + limitMs
  while (findServer(data)) {
    if (performance.now() > givenUpAt) return false
    await sleep(10)
  }
  return true
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' ? address?.port : undefined
      server.close(() => (port ? resolve(port) : reject(new Error('no free port on 127.0.0.1'))))
    })
  })
}
