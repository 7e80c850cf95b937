import type { Logger } from 'pino'
import type { Actor } from './access/actor.ts'
import type { Csrf } from './access/csrf.ts'
import type { KeyRing } from './access/key-ring.ts'
import type { Passwords } from './access/passwords.ts'
import type { QuotaName, RoomName } from './access/quotas.ts'
import type { Tokens } from './access/tokens.ts'
import type { VisitorTokens } from './access/visitor-tokens.ts'
import type { Config } from './config.ts'
import { Failure, type Standing } from './failure.ts'
import type { Bus } from './platform/bus.ts'
import type { ChatModel } from './platform/chat-model.ts'
import type { Dialler } from './platform/dialler.ts'
import type { Embedder } from './platform/embedder.ts'
import type { Envelope } from './platform/envelope.ts'
import type { Jobs } from './platform/jobs.ts'
import type { Limiter } from './platform/limiter.ts'
import type { Mailer } from './platform/mailer.ts'
import type { Memory } from './platform/memory.ts'
import type { Metrics } from './platform/metrics.ts'
import type { Outbound } from './platform/outbound.ts'
import type { Places } from './platform/places.ts'
import type { Database, Tx } from './platform/postgres.ts'
import type { Transcriber } from './platform/transcriber.ts'

/** What app.ts builds once and every call can reach. */
export type Parts = {
  readonly config: Config
  readonly database: Database
  readonly jobs: Jobs
  readonly memory: Memory
  readonly keys: KeyRing
  readonly tokens: Tokens
  readonly passwords: Passwords
  readonly visitorTokens: VisitorTokens
  readonly envelope: Envelope
  readonly mailer: Mailer
  readonly limiter: Limiter<QuotaName>
  /** How much is open at the same time. */
  readonly places: Places<RoomName>
  /** Which hosts of others may be called. */
  readonly outbound: Outbound
  /** Calls them. */
  readonly dialler: Dialler
  /** Wakes those who follow something. */
  readonly bus: Bus
  /** Language models, the first before the others; none: Bob answers by himself. */
  readonly models: readonly ChatModel[]
  /** Null: passages are found by their words alone. */
  readonly embedder: Embedder | null
  /** Writes down what visitors say; null: nobody does. */
  readonly transcriber: Transcriber | null
  readonly csrf: Csrf
  readonly metrics: Metrics
  /** Whether the process has been told to stop. */
  readonly lifecycle: { stopping: boolean }
  readonly log: Logger
}

/** What a face knows of one request before any rule has run. */
export type Caller = {
  readonly actor: Actor
  /** UUID of the tenant that the call is about, when the credential or the request names one. */
  readonly tenantId: string | null
  readonly requestId: string
  readonly signal: AbortSignal
  readonly idempotencyKey: string | null
  /** Null outside HTTP. */
  readonly web: Web | null
}

/** What only a call over HTTP tells; none of it is checked yet. */
export type Web = {
  readonly method: string
  /** Where a browser called from. */
  readonly origin: string | undefined
  /** The origins that are ourselves. */
  readonly self: readonly string[]
  /** The host that was called. */
  readonly host: string | null
  /** The address that the connection came from; the client's own behind a trusted proxy. */
  readonly address: string
  /** How the limit of that address stands; null where it is not counted. */
  readonly standing: Standing | null
  readonly cookies: Readonly<Record<string, string | undefined>>
  /** Sec-Fetch-Site: how a browser says where a call came from. */
  readonly fetchSite: string | undefined
  /** X-CSRF-Token. */
  readonly csrfToken: string | undefined
  /** X-Widget-Key: the publishable key of the tenant whose widget calls. */
  readonly widgetKey: string | undefined
  /** X-Visitor-Token: the visitorToken of an earlier turn. */
  readonly visitorToken: string | undefined
}

/** One call of one operation. */
export type Call = Parts &
  Caller & {
    readonly now: Date
    /** Set by an operation, said by the face beside the answer. */
    readonly outcome: Outcome
    /** Runs `work` in a transaction that sees this tenant's rows only. */
    tenant<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  }

/** What an answer says beside its body. */
export type Outcome = {
  /** The answer is that of an earlier call with the same key. */
  replayed: boolean
  /** Values of Set-Cookie (RFC 6265), where the face is HTTP. */
  readonly cookies: string[]
  /** How the tightest rate limit stands. */
  standing: Standing | null
}

export function createCall(parts: Parts, caller: Caller): Call {
  const { tenantId, requestId } = caller
  return {
    ...parts,
    ...caller,
    log: parts.log.child({ requestId }),
    now: new Date(),
    outcome: { replayed: false, cookies: [], standing: caller.web?.standing ?? null },
    tenant: (work) => parts.database.tenant(required(tenantId), work),
  }
}

/** The tenant a call is about. Throws `tenant_not_found` when it names none. */
export const tenantOf = (call: Call): string => required(call.tenantId)

/** The same call, about another tenant: for operations that find the tenant in their input. */
export const aboutTenant = (call: Call, tenantId: string): Call => ({
  ...call,
  tenantId,
  tenant: (work) => call.database.tenant(tenantId, work),
})

function required(tenantId: string | null): string {
  if (tenantId === null) throw new Failure('tenant_not_found', 'Name the tenant that this is about.')
  return tenantId
}
