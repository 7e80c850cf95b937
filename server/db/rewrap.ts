import type { Envelope } from '../platform/envelope.ts'
import type { Sql, Tx } from '../platform/postgres.ts'
import type { SealedColumn } from './sealed-columns.ts'

/** What a rotation did: values moved under the first key, and those whose key is not on the ring. */
export type Rewrapped = { moved: number; lost: number }

const batchSize = 100

/**
 * Puts every sealed value under the first key of the ring, in small transactions beside a running product: a value that
 * changes meanwhile is left for the next round. It may be cut off at any time and run again.
 */
export async function rewrapAll(
  sql: Sql,
  envelope: Envelope,
  columns: readonly SealedColumn[],
): Promise<Rewrapped> {
  const total: Rewrapped = { moved: 0, lost: 0 }
  let again = true
  while (again) {
    again = false
    total.lost = 0
    for (const { id: tenantId } of await sql<{ id: string }[]>`select id from tenants order by id`)
      for (const column of columns) {
        const { moved, lost, missed } = await rewrapTenant(sql, envelope, column, tenantId)
        total.moved += moved
        total.lost += lost
        again ||= missed > 0
      }
  }
  return total
}

/** How many values a key of that name still seals. */
export async function countSealedBy(
  sql: Sql,
  keyName: string,
  columns: readonly SealedColumn[],
): Promise<number> {
  let count = 0
  for (const { id: tenantId } of await sql<{ id: string }[]>`select id from tenants`)
    for (const { table, column } of columns) {
      const [row] = await inTenant(
        sql,
        tenantId,
        (tx) => tx<{ count: number }[]>`
          select count(*)::integer as count from ${tx(table)}
          where tenant_id = ${tenantId} and ${tx(column)} like ${`v1.${keyName}.%`}`,
      )
      count += row?.count ?? 0
    }
  return count
}

async function rewrapTenant(
  sql: Sql,
  envelope: Envelope,
  { table, column }: SealedColumn,
  tenantId: string,
): Promise<Rewrapped & { missed: number }> {
  const done = { moved: 0, lost: 0, missed: 0 }
  let after: string | null = null
  do {
    after = await inTenant(sql, tenantId, async (tx) => {
      const rows: { id: string; sealed: string }[] = await tx<{ id: string; sealed: string }[]>`
        select id, ${tx(column)} as sealed from ${tx(table)}
        where tenant_id = ${tenantId} and ${tx(column)} is not null
          ${after === null ? tx`` : tx`and id > ${after}`}
        order by id limit ${batchSize}`
      for (const { id, sealed } of rows) {
        const fresh = rewrap(envelope, { table, column, tenantId, id }, sealed)
        if (fresh === undefined) done.lost += 1
        if (!fresh) continue
        const { count } = await tx`
          update ${tx(table)} set ${tx(column)} = ${fresh}
          where tenant_id = ${tenantId} and id = ${id} and ${tx(column)} = ${sealed}`
        if (count === 1) done.moved += 1
        else done.missed += 1
      }
      return rows.length < batchSize ? null : (rows.at(-1)?.id ?? null)
    })
  } while (after !== null)
  return done
}

/** Undefined when it does not open; the others are moved all the same. */
function rewrap(envelope: Envelope, place: Parameters<Envelope['rewrap']>[0], sealed: string) {
  try {
    return envelope.rewrap(place, sealed)
  } catch {
    return undefined
  }
}

const inTenant = <T>(sql: Sql, tenantId: string, work: (tx: Tx) => Promise<T>) =>
  sql.begin(async (tx) => {
    await tx`select set_config('app.tenant', ${tenantId}, true)`
    return work(tx)
  }) as Promise<T>
