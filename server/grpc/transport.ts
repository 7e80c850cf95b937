import { readFileSync } from 'node:fs'
import * as grpc from '@grpc/grpc-js'
import type { Config } from '../config.ts'

/** How the server speaks: TLS with the files that are configured, or plaintext. Throws when a file cannot be used. */
export function serverCredentials(tls: Config['grpcTls']): grpc.ServerCredentials {
  if (tls === null) return grpc.ServerCredentials.createInsecure()
  const files = { cert: readFileSync(tls.cert), key: readFileSync(tls.key) }
  return new Tls(
    // who shows no certificate, or one that we do not trust, may still bring a token
    { requestCert: tls.clientCa !== null, rejectUnauthorized: false },
    tls.clientCa === null ? files : { ...files, ca: readFileSync(tls.clientCa) },
  )
}

/** The library's own `createSsl` turns callers without a certificate away. */
class Tls extends grpc.ServerCredentials {
  override _equals(other: grpc.ServerCredentials): boolean {
    return other === this
  }
}
