import { createPrivateKey } from 'node:crypto'
import { isIP } from 'node:net'
import path from 'node:path'
import { z } from 'zod'
import type { Endpoint } from './platform/endpoint.ts'
import { splitPems } from './platform/secrets.ts'

export const allRoles = ['http', 'grpc', 'worker'] as const
export type ProcessRole = (typeof allRoles)[number]

/** More would be no limit. */
const mostRateLimitFactor = 10

const openAi = 'https://api.openai.com/v1'

/** Where whoever develops listens. */
const loopback = ['127.0.0.0/8', '::1/128']

const port = z.coerce.number().int().min(0).max(65_535)
const cidr = z.string().refine(isCidr, 'is not a range such as 10.0.0.0/8')
const list = (text: unknown) =>
  typeof text === 'string' ? text.split(',').flatMap((item) => item.trim() || []) : text

const Environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().min(1).default('127.0.0.1'),
  HTTP_PORT: port.default(8652),
  GRPC_PORT: port.default(8653),
  METRICS_PORT: port.optional(),
  ROLES: z.preprocess(list, z.array(z.enum(allRoles)).min(1)).default([...allRoles]),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(100).default(10),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRUST_PROXY_CIDRS: z.preprocess(list, z.array(cidr)).default([]),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  RATE_LIMIT_FACTOR: z.coerce.number().positive().default(1),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().min(3).max(320).default('Office 168/52 <no-reply@localhost>'),
  OPERATOR_EMAIL: z.email().optional(),
  OPERATOR_PASSWORD: z.string().min(8).max(200).optional(),
  GRPC_TLS_CERT: z.string().min(1).optional(),
  GRPC_TLS_KEY: z.string().min(1).optional(),
  GRPC_TLS_CLIENT_CA: z.string().min(1).optional(),
  SECRETS_KEY: z
    .preprocess(list, z.array(z.string().regex(/^[A-Za-z0-9+/]{43}=$/, 'must be 32 bytes in base64')).min(1))
    .optional(),
  JWT_KEYS: z
    .string()
    .transform((text) => text.replaceAll('\\n', '\n'))
    .refine(areSigningKeys, 'must be Ed25519 private keys, PKCS #8 PEM, one after the other')
    .optional(),
  WEBHOOK_ALLOW_CIDRS: z.preprocess(list, z.array(cidr)).optional(),
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  OPENAI_MODEL: z.string().min(1).optional(),
  OPENAI_FALLBACK_API_KEY: z.string().min(1).optional(),
  OPENAI_FALLBACK_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  OPENAI_FALLBACK_MODEL: z.string().min(1).optional(),
  OPENAI_EMBEDDING_API_KEY: z.string().min(1).optional(),
  OPENAI_EMBEDDING_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  OPENAI_EMBEDDING_MODEL: z.string().min(1).optional(),
  OPENAI_EMBEDDING_DIMENSIONS: z.coerce.number().int().min(0).max(4_096).default(512),
  OPENAI_TRANSCRIPTION_API_KEY: z.string().min(1).optional(),
  OPENAI_TRANSCRIPTION_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  OPENAI_TRANSCRIPTION_MODEL: z.string().min(1).optional(),
  DEMO_PASSWORD: z.string().min(8).max(200).optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).default('info'),
})

export type Config = {
  readonly environment: 'development' | 'test' | 'production'
  readonly host: string
  readonly httpPort: number
  readonly grpcPort: number
  /** Null: nothing is measured for others. */
  readonly metricsPort: number | null
  readonly roles: readonly ProcessRole[]
  readonly dataDir: string
  /** Null: the embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | null
  readonly poolSize: number
  /** Null: the address that is listened on. */
  readonly publicUrl: string | null
  readonly trustedProxies: readonly string[]
  /** Null: limits are counted in this process. */
  readonly redisUrl: string | null
  /** Multiplies what every rate limit allows. */
  readonly rateLimitFactor: number
  /** Null: mail is written to the log, which only development allows. */
  readonly smtpUrl: string | null
  readonly mailFrom: string
  /** The first operator; null: made at the first start in development, and kept in `dataDir`. */
  readonly operatorEmail: string | null
  readonly operatorPassword: string | null
  /** PEM files of gRPC's own certificate and of who signs those of its callers. Null: plaintext. */
  readonly grpcTls: { cert: string; key: string; clientCa: string | null } | null
  /** 32 bytes each in base64, the first seals; null in development: made and kept in `dataDir`. */
  readonly secretsKeys: readonly string[] | null
  /** Ed25519 private keys as PKCS #8 PEM, the first signs; null in development: made and kept in `dataDir`. */
  readonly signingKeys: string | null
  /** Ranges beside the public internet that webhooks may be sent to. */
  readonly webhookAllowCidrs: readonly string[]
  /** Endpoints that speak OpenAI's chat completions, the first before the others; none: Bob answers by himself. */
  readonly models: readonly Endpoint[]
  /** An endpoint that speaks OpenAI's embeddings; `dimensions` null: those of the model. Null: nothing is embedded. */
  readonly embedder: (Endpoint & { readonly dimensions: number | null }) | null
  /** One that speaks OpenAI's audio transcriptions; null: nobody writes down what visitors say. */
  readonly speech: Endpoint | null
  /** Null: made at the first start and kept in `dataDir`. */
  readonly demoPassword: string | null
  readonly logLevel: string
}

/** Reads the environment once. Throws one error that lists every fault. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(given)
  const faults = parsed.success
    ? faultsOf(parsed.data)
    : parsed.error.issues.map(({ path: [name], message }) => `${String(name)}: ${message}`)
  if (!parsed.success || faults.length > 0)
    throw new Error(`The configuration is not usable:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
  const { data } = parsed
  return {
    environment: data.NODE_ENV,
    host: data.HOST,
    httpPort: data.HTTP_PORT,
    grpcPort: data.GRPC_PORT,
    metricsPort: data.METRICS_PORT ?? null,
    roles: data.ROLES,
    dataDir: path.resolve(data.DATA_DIR),
    databaseUrl: data.DATABASE_URL ?? null,
    poolSize: data.DATABASE_POOL_SIZE,
    publicUrl: data.PUBLIC_URL?.replace(/\/$/, '') ?? null,
    trustedProxies: data.TRUST_PROXY_CIDRS,
    redisUrl: data.REDIS_URL ?? null,
    rateLimitFactor: data.RATE_LIMIT_FACTOR,
    smtpUrl: data.SMTP_URL ?? null,
    mailFrom: data.MAIL_FROM,
    operatorEmail: data.OPERATOR_EMAIL ?? null,
    operatorPassword: data.OPERATOR_PASSWORD ?? null,
    grpcTls: tlsOf(data),
    secretsKeys: data.SECRETS_KEY ?? null,
    signingKeys: data.JWT_KEYS ?? null,
    webhookAllowCidrs: data.WEBHOOK_ALLOW_CIDRS ?? (data.NODE_ENV === 'development' ? loopback : []),
    models: [...modelOf(data, ''), ...modelOf(data, 'FALLBACK_')],
    embedder: embedderOf(data),
    speech: besideOf(data, 'TRANSCRIPTION_'),
    demoPassword: data.DEMO_PASSWORD ?? null,
    logLevel: data.LOG_LEVEL,
  }
}

type Env = z.output<typeof Environment>

/** The endpoint that the variables name; a local one may do without a key. */
function modelOf(env: Env, which: '' | 'FALLBACK_'): Endpoint[] {
  const { model, apiKey, baseUrl } = {
    model: env[`OPENAI_${which}MODEL`],
    apiKey: env[`OPENAI_${which}API_KEY`],
    baseUrl: env[`OPENAI_${which}BASE_URL`],
  }
  if (model === undefined) return []
  return [{ model, apiKey: apiKey ?? 'none', baseUrl: baseUrl ?? openAi }]
}

const beside = ['EMBEDDING_', 'TRANSCRIPTION_'] as const

/** A model beside Bob's first: where that is, unless it says where itself. A key goes nowhere but to its own endpoint. */
function besideOf(env: Env, which: (typeof beside)[number]): Endpoint | null {
  const model = env[`OPENAI_${which}MODEL`]
  if (model === undefined) return null
  const ownUrl = env[`OPENAI_${which}BASE_URL`]
  const key = env[`OPENAI_${which}API_KEY`] ?? (ownUrl === undefined ? env.OPENAI_API_KEY : undefined)
  return { model, apiKey: key ?? 'none', baseUrl: ownUrl ?? env.OPENAI_BASE_URL ?? openAi }
}

function embedderOf(env: Env): Config['embedder'] {
  const endpoint = besideOf(env, 'EMBEDDING_')
  const { OPENAI_EMBEDDING_DIMENSIONS: dimensions } = env
  return endpoint && { ...endpoint, dimensions: dimensions === 0 ? null : dimensions }
}

function tlsOf({
  GRPC_TLS_CERT: cert,
  GRPC_TLS_KEY: key,
  GRPC_TLS_CLIENT_CA: clientCa,
}: Env): Config['grpcTls'] {
  return cert === undefined || key === undefined ? null : { cert, key, clientCa: clientCa ?? null }
}

function faultsOf(env: Env): string[] {
  const faults: string[] = []
  if ((env.GRPC_TLS_CERT === undefined) !== (env.GRPC_TLS_KEY === undefined))
    faults.push('GRPC_TLS_CERT: needs GRPC_TLS_KEY, and the other way round')
  if (env.GRPC_TLS_CLIENT_CA !== undefined && env.GRPC_TLS_CERT === undefined)
    faults.push('GRPC_TLS_CLIENT_CA: needs GRPC_TLS_CERT')
  if (
    env.NODE_ENV === 'production' &&
    (env.OPERATOR_EMAIL === undefined) !== (env.OPERATOR_PASSWORD === undefined)
  )
    faults.push('OPERATOR_EMAIL: needs OPERATOR_PASSWORD, and the other way round')
  for (const which of ['', 'FALLBACK_', ...beside] as const) {
    const isNamed =
      env[`OPENAI_${which}API_KEY`] !== undefined || env[`OPENAI_${which}BASE_URL`] !== undefined
    // what is said of the first holds for those beside it
    const asked = which === '' ? (['', ...beside] as const) : [which]
    const isAsked = asked.some((each) => env[`OPENAI_${each}MODEL`] !== undefined)
    if (isNamed && !isAsked) faults.push(`OPENAI_${which}MODEL: say which model is asked`)
  }
  if (env.OPENAI_FALLBACK_MODEL !== undefined && env.OPENAI_MODEL === undefined)
    faults.push('OPENAI_FALLBACK_MODEL: needs OPENAI_MODEL')
  if (env.NODE_ENV !== 'production') return faults
  const needed = ['DATABASE_URL', 'PUBLIC_URL', 'SECRETS_KEY', 'JWT_KEYS', 'SMTP_URL'] as const
  for (const name of needed) if (env[name] === undefined) faults.push(`${name}: production needs it`)
  if (env.ROLES.includes('grpc') && env.GRPC_TLS_CERT === undefined && !isLoopback(env.HOST))
    faults.push('GRPC_TLS_CERT: production needs it where HOST is not this machine alone')
  if (env.RATE_LIMIT_FACTOR > mostRateLimitFactor)
    faults.push(`RATE_LIMIT_FACTOR: production takes at most ${mostRateLimitFactor}`)
  return faults
}

const isLoopback = (host: string) =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))

function areSigningKeys(text: string): boolean {
  const pems = splitPems(text)
  try {
    return pems.length > 0 && pems.every((pem) => createPrivateKey(pem).asymmetricKeyType === 'ed25519')
  } catch {
    return false
  }
}

function isCidr(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const widest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  return rest.length === 0 && bits !== undefined && /^\d{1,3}$/.test(bits) && Number(bits) <= widest
}
