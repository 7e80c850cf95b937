import { randomUUID } from 'node:crypto'
import { createKeyRing, generateSigningKey } from '../server/access/key-ring.ts'
import { createTokens } from '../server/access/tokens.ts'
import { readConfig } from '../server/config.ts'
import {
  admitCertificate,
  type Credential,
  type Issuer,
  issueServiceToken,
  listCredentials,
  revokeCredential,
} from '../server/domain/callers/credentials.ts'
import { openDatabaseServer } from '../server/platform/embedded-postgres/database.ts'
import { publicId } from '../server/platform/ids.ts'
import { createLog } from '../server/platform/log.ts'
import { openDatabase } from '../server/platform/postgres.ts'
import { openSecrets } from '../server/platform/secrets.ts'
import { type Command, readCommand, UsageError, usage } from './keys/command.ts'
import { describeKeys, type Keys, retire, rewrap, rotate, rotateSigning } from './keys/rotation.ts'

// Credentials and keys, from the command line: npm run keys -- <command>. Reads the environment that the product
// reads, and works beside a running one.

const connections = 2
const dayS = 24 * 3_600

try {
  await run(readCommand(process.argv.slice(2)))
} catch (error) {
  const isUsage = error instanceof UsageError
  const message = isEmptyDatabase(error)
    ? 'This release has not been started on that database yet: start it once, then give keys.'
    : error instanceof Error
      ? error.message
      : String(error)
  process.stderr.write(isUsage ? `${message}\n\n${usage}` : `${message}\n`)
  process.exitCode = isUsage ? 2 : 1
}

async function run(command: Command): Promise<void> {
  const config = readConfig()
  const secrets = await openSecrets(config, generateSigningKey)
  const server = await openDatabaseServer(config, createLog('error'))
  const database = openDatabase(server.url, connections)
  try {
    const issuer: Issuer = {
      database,
      tokens: createTokens(await createKeyRing(secrets.signingKeys)),
      actor: { kind: 'service', id: 'command-line', scopes: [] },
      requestId: randomUUID(),
      now: new Date(),
    }
    const keys = {
      config,
      databaseUrl: server.url,
      roots: secrets.rootKeys(),
      signing: secrets.signingKeys,
    }
    say(await answerTo(command, issuer, keys))
  } finally {
    await database.close()
    await server.stop()
  }
}

async function answerTo(command: Command, issuer: Issuer, keys: Keys): Promise<string> {
  switch (command.name) {
    case 'service-token': {
      const { id, token } = await issueServiceToken(issuer, command.caller, command.days * dayS)
      process.stderr.write(`${id}, good for ${command.days} days; it is shown this once:\n`)
      return token
    }
    case 'service':
      return (await admitCertificate(issuer, command.caller)).id
    case 'list':
      return [await describeKeys(keys), ...(await listCredentials(issuer)).map(lineOf)].join('\n')
    case 'rotate':
      return rotate(keys)
    case 'rewrap':
      return rewrap(keys)
    case 'rotate-signing':
      return rotateSigning(keys)
    case 'retire':
      return retire(keys, command.key)
    case 'revoke':
      return (await revokeCredential(issuer, command.id))
        ? `${command.id} is revoked.`
        : `${command.id} is not known, or was revoked before.`
  }
}

function lineOf({ id, kind, name, scopes, tenants, expiresAt, revokedAt }: Credential): string {
  const state = revokedAt
    ? `revoked ${revokedAt.toISOString()}`
    : expiresAt
      ? `until ${expiresAt.toISOString()}`
      : 'until revoked'
  const about = tenants === '*' ? 'every business' : tenants.map((uuid) => publicId('tenant', uuid)).join(' ')
  return [id, kind, name, state, scopes.join(','), about].join('\t')
}

/** SQLSTATE of a role, a table or a column that is missing. */
function isEmptyDatabase(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return ['22023', '42704', '42P01', '42703'].includes(code)
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
