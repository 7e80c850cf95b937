import type { FastifyInstance } from 'fastify'
import type { KeyRing } from '../server/access/key-ring.ts'

/** Serves the public keys of access tokens, for whoever checks them without asking us (RFC 7517, RFC 8615). */
export function serveKeys(app: FastifyInstance, { jwks }: KeyRing): void {
  // bytes, because Fastify adds a charset to text and this type has none
  const document = Buffer.from(JSON.stringify(jwks))
  app.get('/.well-known/jwks.json', (_request, reply) =>
    reply.type('application/jwk-set+json').header('cache-control', 'public, max-age=300').send(document),
  )
}
