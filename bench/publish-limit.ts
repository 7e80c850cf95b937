import * as grpc from '@grpc/grpc-js'
import { EventServiceService } from '../server/gen/office16852/v1/event_service.ts'
import { connect } from '../server/platform/postgres.ts'

// the least that could publish: one durable INSERT of the event a call, over a pool like the product's
const { LIMIT_URL = '' } = process.env
const sql = connect(LIMIT_URL, { max: 10 })
await sql`
  create table if not exists published (id bigint generated always as identity primary key, key text, data text)`

const server = new grpc.Server()
server.addService(EventServiceService, {
  publish: (
    { request }: { request: { key: string; data: object } },
    answer: (error: null, out: object) => void,
  ) => {
    const data = JSON.stringify(request.data)
    sql`insert into published (key, data) values (${request.key}, ${data}) returning id`.then(([row]) =>
      answer(null, { eventId: String(row?.id), published: true }),
    )
  },
  subscribe: () => {},
} as never)
server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (_, grpcPort) =>
  process.stdout.write(`${JSON.stringify({ msg: 'ready', grpcPort })}\n`),
)
process.once('SIGTERM', () => process.exit(0))
