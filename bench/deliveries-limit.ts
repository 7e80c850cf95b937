import Fastify from 'fastify'
import { connect } from '../server/platform/postgres.ts'

// the least that could show the log: the query of the first page, and its rows as JSON
const { LIMIT_URL = '', LIMIT_TENANT = '' } = process.env
const sql = connect(LIMIT_URL, { max: 10 })
const app = Fastify()
app.get('/api/webhooks/deliveries', async () => {
  const rows = await sql.begin(async (tx) => {
    await tx`select set_config('app.tenant', ${LIMIT_TENANT}, true)`
    return tx`
      select d.id, d.subscription_id, d.event_id, d.event, d.state, d.attempts, d.last_status, d.last_error, d.due_at,
             d.created_at, d.finished_at, d.replay_of, l.reason
      from webhook_deliveries d
      left join webhook_dead_letters l on l.tenant_id = d.tenant_id and l.delivery_id = d.id
      where d.tenant_id = ${LIMIT_TENANT}
      order by d.id desc limit 26`
  })
  return { data: rows.slice(0, 25), nextCursor: rows.at(24)?.id }
})
process.once('SIGTERM', () => process.exit(0))
const httpUrl = await app.listen({ host: '127.0.0.1', port: 0 })
process.stdout.write(`${JSON.stringify({ msg: 'ready', httpUrl })}\n`)
