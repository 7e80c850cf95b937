import Fastify from 'fastify'
import { connect } from '../server/platform/postgres.ts'

// the least that could serve a turn: one durable INSERT of the message a request, over a pool like the product's
const { LIMIT_URL = '', LIMIT_POOL_SIZE = '' } = process.env
const sql = connect(LIMIT_URL, { max: Number(LIMIT_POOL_SIZE) })
await sql`
  create table if not exists messages (
    id bigint generated always as identity primary key, body text not null
  )`

const app = Fastify()
app.post<{ Body: { message: string } }>('/api/chat', async ({ body }) => {
  const [row] = await sql<{ id: bigint }[]>`insert into messages (body) values (${body.message}) returning id`
  return { messageId: String(row?.id), reply: '' }
})
process.once('SIGTERM', async () => {
  await app.close()
  await sql.end({ timeout: 5 })
  process.exit(0)
})

const httpUrl = await app.listen({ host: '127.0.0.1', port: 0 })
process.stdout.write(`${JSON.stringify({ msg: 'ready', httpUrl })}\n`)
