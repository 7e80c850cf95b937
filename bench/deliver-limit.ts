import { createServer } from 'node:http'
import { PgBoss } from 'pg-boss'
import { poolDatabase } from '../server/platform/boss-database.ts'
import { connect } from '../server/platform/postgres.ts'

// the least that could deliver: pg-boss works jobs in batches and each is posted, with nothing kept of it. POST /?count=N
// to it makes N jobs, as many at once as one commit of the product's publishing holds, and answers once they are made

const { LIMIT_URL = '', SINK_URL = '' } = process.env
const batch = 100
const sql = connect(LIMIT_URL, { max: 10 })
const boss = new PgBoss({ db: poolDatabase(sql), useListenNotify: true, supervise: false, schedule: false })
await boss.start()
await boss.createQueue('deliver', { notify: true })
const options = {
  batchSize: batch,
  burstWhenBatchFull: true,
  pollingIntervalSeconds: 0.5,
  notifyPollingIntervalSeconds: 0.5,
}
await boss.work<{ body: string }>('deliver', options, async (jobs) => {
  await Promise.all(
    jobs.map(async ({ id, data }) => {
      const headers = { 'content-type': 'application/json', 'webhook-id': id }
      const response = await fetch(SINK_URL, { method: 'POST', headers, body: data.body })
      await response.arrayBuffer()
    }),
  )
})

const body = JSON.stringify({ invoice: 'in_2026_06', reason: 'The card was declined', more: 'x'.repeat(150) })
const server = createServer(async ({ url = '' }, response) => {
  let left = Number(new URL(url, 'http://limit').searchParams.get('count'))
  for (; left > 0; left -= batch)
    await boss.insert(
      'deliver',
      Array.from({ length: Math.min(batch, left) }, () => ({ data: { body } })),
    )
  response.end()
})
process.once('SIGTERM', async () => {
  await boss.stop({ graceful: false })
  await sql.end({ timeout: 1 })
  process.exit(0)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  process.stdout.write(`${JSON.stringify({ msg: 'ready', httpUrl: `http://127.0.0.1:${port}` })}\n`)
})
