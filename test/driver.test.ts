import { setTimeout as sleep } from 'node:timers/promises'
import * as assert from 'uvu/assert'
import { connect, type Sql } from '../server/platform/postgres.ts'
import { within } from '../server/platform/within.ts'
import { type Line, openLine } from './support/cut-line.ts'
import { cloneDatabase } from './support/database.ts'
import { suite } from './support/suite.ts'

const test = suite('the driver when connections die')
let database: Awaited<ReturnType<typeof cloneDatabase>>
let admin: Sql
let line: Line
let pool: Sql

test.before(async () => {
  database = await cloneDatabase()
  admin = connect(database.url, { max: 1 })
  await admin`create table notes (note text)`
})
test.before.each(async () => {
  line = await openLine(database.url)
  pool = connect(line.url, { max: 1 })
  await pool`truncate notes`
})
test.after.each(async () => {
  await pool.end({ timeout: 1 })
  await line.stop()
})
test.after(async () => {
  await admin.end()
  await database.drop()
})

const terminate = async (pid: number) => {
  await admin`select pg_terminate_backend(${pid}, 5000)`
}
const failed = (work: Promise<unknown>) =>
  work.then(
    () => false,
    () => true,
  )
const works = async () => {
  // what is said between the error of a socket and its close still fails
  await sleep(20)
  for (let i = 0; i < 3; i++) {
    const [row] = await within(3_000, pool<{ i: number }[]>`select ${i}::int as i`)
    assert.is(row?.i, i)
  }
}

test('what a transaction says after its connection was lost is said to no other', async () => {
  const lost = Promise.withResolvers<void>()
  const taken = Promise.withResolvers<number>()
  const first = failed(
    pool.begin(async (tx) => {
      const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`
      taken.resolve(row?.pid ?? 0)
      await lost.promise
      assert.ok(await failed(tx`insert into notes values ('lost')`))
      assert.ok(await failed(tx`commit`))
      throw new Error('over')
    }),
  )
  await terminate(await taken.promise)
  const second = pool.begin(async (tx) => {
    await tx`insert into notes values ('kept')`
    lost.resolve()
    await sleep(300)
  })
  assert.ok(await first)
  await within(3_000, second)
  assert.equal(
    [...(await admin<{ note: string }[]>`select note from notes`)].map(({ note }) => note),
    ['kept'],
  )
})

for (const end of ['reset', 'close'] as const) {
  test(`a pool works again after a ${end} inside a transaction`, async () => {
    const begun = Promise.withResolvers<void>()
    const broken = failed(
      pool.begin(async (tx) => {
        await tx`select 1`
        begun.resolve()
        await tx`select pg_sleep(5)`
      }),
    )
    await begun.promise
    await sleep(50)
    line[end]()
    assert.ok(await within(2_000, broken))
    await works()
  })

  test(`statements that wait for a ${end} connection fail`, async () => {
    await works()
    const asked = Array.from({ length: 5 }, () => failed(pool`select pg_sleep(5)`))
    await sleep(50)
    line[end]()
    assert.equal(await within(2_000, Promise.all(asked)), Array(5).fill(true))
    await works()
  })

  test(`statements of a reserved connection fail after a ${end}, and it can be given back`, async () => {
    const session = await pool.reserve()
    await session`select 1`
    line[end]()
    await sleep(50)
    assert.ok(await within(2_000, failed(session`select 1`)))
    session.release()
    await works()
    assert.ok(await within(2_000, failed(session`insert into notes values ('late')`)))
    assert.is((await admin`select from notes`).length, 0)
  })

  test(`statements that wait behind others inside a transaction fail after a ${end}`, async () => {
    let asked: Promise<boolean>[] = []
    const broken = failed(
      pool.begin(async (tx) => {
        asked = Array.from({ length: 200 }, (_, i) => failed(tx`select pg_sleep(5), ${'x'.repeat(i)}::text`))
        await Promise.all(asked)
      }),
    )
    await sleep(100)
    line[end]()
    assert.ok(await within(2_000, broken))
    assert.equal(await within(2_000, Promise.all(asked)), Array(200).fill(true))
    await works()
  })
}

test('the error that ended one connection is not told by the next', async () => {
  const [row] = await pool<{ pid: number }[]>`select pg_backend_pid() as pid`
  const broken = failed(pool`select pg_sleep(5)`)
  await sleep(50)
  await terminate(row?.pid ?? 0)
  assert.ok(await within(2_000, broken))
  await works()
})

test('a server that closes what it accepts is asked again in growing steps', async () => {
  line.refuse(true)
  const waiting = pool`select 1`
  await sleep(1_000)
  assert.ok(line.opened <= 12, `${line.opened} connections in a second`)
  line.refuse(false)
  await within(5_000, waiting)
  await works()
})

test.run()
