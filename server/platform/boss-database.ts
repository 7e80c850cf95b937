import type { Db } from 'pg-boss'
import type { Sql, Tx } from './postgres.ts'
import { within } from './within.ts'

type Session = Pick<Sql, 'unsafe'>

/** pg-boss over one postgres.js session: what it writes commits with that session's transaction. */
export const sessionDatabase = (session: Session | Tx): Db => ({
  async executeSql(text, values = []) {
    const answer =
      values.length > 0
        ? await session.unsafe(text, values.map(nullForUndefined) as never[], { prepare: true })
        : await session.unsafe(text).simple()
    return { rows: rowsOf(answer) }
  },
})

/** pg-boss over a postgres.js pool, with LISTEN for immediate pickup; `onAdded` hears the name of the queue too. */
export const poolDatabase = (pool: Sql, onAdded: (queue: string) => void = () => {}): Db => ({
  executeSql: (text, values) => within(answerMs, execute(pool, text, values)),
  async listen(channel, onNotification, onReconnect) {
    const hear = (queue: string) => {
      onNotification(queue)
      onAdded(queue)
    }
    const listening = await pool.listen(channel, hear, onReconnect)
    return { close: () => listening.unlisten() }
  },
})

async function execute(pool: Sql, text: string, values: unknown[] | undefined): ReturnType<Db['executeSql']> {
  // a multi-statement transaction must stay on one connection
  if (!/^\s*begin\b/i.test(text)) return sessionDatabase(pool).executeSql(text, values)
  const session = await pool.reserve()
  try {
    return await sessionDatabase(session).executeSql(text, values)
  } finally {
    session.release()
  }
}

/** Longer than any statement may take: pg-boss would wait for good for a host that vanished without a word. */
const answerMs = 15_000

const nullForUndefined = (value: unknown) => value ?? null

/** A multi-statement query answers with a list of results; pg-boss wants the rows of all of them. */
function rowsOf(answer: readonly unknown[]): unknown[] {
  return answer.some(Array.isArray) ? answer.flat() : [...answer]
}
