import type { Db } from 'pg-boss'
import type { Sql, Tx } from './postgres.ts'

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
  async executeSql(text, values) {
    // a multi-statement transaction must stay on one connection
    if (!/^\s*begin\b/i.test(text)) return sessionDatabase(pool).executeSql(text, values)
    const session = await pool.reserve()
    try {
      return await sessionDatabase(session).executeSql(text, values)
    } finally {
      session.release()
    }
  },
  async listen(channel, onNotification, onReconnect) {
    const hear = (queue: string) => {
      onNotification(queue)
      onAdded(queue)
    }
    const listening = await pool.listen(channel, hear, onReconnect)
    return { close: () => listening.unlisten() }
  },
})

const nullForUndefined = (value: unknown) => value ?? null

/** A multi-statement query answers with a list of results; pg-boss wants the rows of all of them. */
function rowsOf(answer: readonly unknown[]): unknown[] {
  return answer.some(Array.isArray) ? answer.flat() : [...answer]
}
