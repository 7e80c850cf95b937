import { z } from 'zod'
import { type Actor, may } from './access/actor.ts'
import { refuseForeignPage, refuseForgery } from './access/csrf.ts'
import { recallOperator } from './access/operator-sessions.ts'
import type { Permission } from './access/permissions.ts'
import { type Bucket, callerBuckets } from './access/quotas.ts'
import { aboutTenant, type Call } from './call.ts'
import { Failure, type Standing } from './failure.ts'
import { once } from './idempotency.ts'
import { refuseMalformed } from './malformed.ts'

export type Input = z.ZodObject

type About<I extends Input, O extends z.ZodType> = {
  /** `noun.verb`: the id in the OpenAPI document, in logs and in idempotency scopes. */
  readonly name: string
  readonly summary: string
  /** `user`, `operator`: whoever of these has signed in, whatever their role. */
  readonly permission: Permission | 'user' | 'operator' | 'anyone'
  /** `same`: a browser may call it only from a page of the host that it calls; `cookie`: as what hands out a cookie, too. */
  readonly origin?: 'same' | 'cookie'
  /** A credential of its own, checked before permission and input: the call, about the tenant it was let in for. */
  readonly admit?: (call: Call) => Promise<Call>
  /** Rate limits of its own, beside those of who calls and of the tenant. The input is not checked yet. */
  readonly limits?: (call: Call, raw: unknown) => readonly Bucket[]
  readonly input: I
  readonly output: O
}

/** One question, one answer. `run` holds the rule; the faces only name it. */
export type Operation<I extends Input = Input, O extends z.ZodType = z.ZodType> = About<I, O> & {
  /** `transaction`: the door replays it in its own transaction; `own`: the operation does, in its own writes. */
  readonly idempotency?: 'transaction' | 'own'
  /** What is kept of an answer to give again, where it holds a secret. */
  keep?(answer: z.output<O>): z.output<O>
  /** What must hold of others, such as a name in DNS: asked outside of any transaction, before a replay or `run`. */
  check?(call: Call, input: z.output<I>): Promise<void>
  run(call: Call, input: z.output<I>): Promise<z.input<O>>
}

/** One question, many answers: a tRPC subscription, a gRPC server stream, server-sent events. */
export type Stream<I extends Input = Input, O extends z.ZodType = z.ZodType> = About<I, O> & {
  run(call: Call, input: z.output<I>): AsyncIterable<z.input<O>>
}

/** Declares an operation. Throws when its input would swallow an unknown field. */
export const operation = <I extends Input, O extends z.ZodType>(op: Operation<I, O>): Operation<I, O> =>
  strict(op)

/** Declares a stream. Throws when its input would swallow an unknown field. */
export const stream = <I extends Input, O extends z.ZodType>(op: Stream<I, O>): Stream<I, O> => strict(op)

/** The only door to an operation: well-formed → credential → origin → permission → limits → input → check → replay or run → output. */
export async function perform<I extends Input, O extends z.ZodType>(
  op: Operation<I, O>,
  asked: Call,
  raw: unknown,
): Promise<z.output<O>> {
  try {
    const { call, input } = await admit(op, asked, raw)
    await op.check?.(call, input)
    const replayable = op.idempotency === 'transaction' && call.idempotencyKey !== null
    const running = replayable ? once(call, op, input) : op.run(call, input)
    return op.output.parse(await unlessAborted(running, call.signal))
  } catch (error) {
    throw explain(error, op.name, asked)
  }
}

/** The only door to a stream. It refuses before the first item, so that a face can still set a status. */
export async function follow<I extends Input, O extends z.ZodType>(
  op: Stream<I, O>,
  asked: Call,
  raw: unknown,
): Promise<AsyncGenerator<z.output<O>>> {
  const { call, input } = await admit(op, asked, raw).catch((error) => {
    throw explain(error, op.name, asked)
  })
  return (async function* () {
    try {
      for await (const item of op.run(call, input)) {
        if (call.signal.aborted) return
        yield op.output.parse(item)
      }
    } catch (error) {
      throw explain(error, op.name, call)
    }
  })()
}

/** The answer, unless the caller leaves or its deadline passes first; the work then ends on its own. */
async function unlessAborted<T>(running: Promise<T>, signal: AbortSignal): Promise<T> {
  running.catch(() => {})
  signal.throwIfAborted()
  let leave: (() => void) | undefined
  const aborted = new Promise<never>((_, reject) => {
    leave = () => reject(signal.reason)
    signal.addEventListener('abort', leave, { once: true })
  })
  try {
    return await Promise.race([running, aborted])
  } finally {
    if (leave) signal.removeEventListener('abort', leave)
  }
}

async function admit<I extends Input>(
  op: About<I, z.ZodType>,
  asked: Call,
  raw: unknown,
): Promise<{ call: Call; input: z.output<I> }> {
  refuseMalformed(raw)
  const admitted = op.admit ? await op.admit(asked) : asked
  const call = op.permission === 'anyone' ? admitted : await withSession(admitted)
  if (op.permission !== 'anyone' && call.actor.kind === 'visitor') throw new Failure('unauthenticated')
  if (call.actor.kind === 'operator') refuseForgery(call.csrf, call.web, call.actor.sessionId)
  if (op.origin === 'cookie') refuseForeignPage(call.web)
  if (op.origin === 'same' && call.web?.origin && !call.web.self.includes(call.web.origin))
    throw new Failure('origin_not_allowed', 'Call this from a page of the same host, or use the widget path.')
  refuseUnpermitted(op.permission, call.actor)
  await countCall(op, call, raw)
  const parsed = op.input.safeParse(raw ?? {})
  if (parsed.success) return { call, input: parsed.data }
  throw refusal(parsed.error.issues)
}

/** The session cookie comes along by itself, so it is looked at only where somebody is needed and no token was sent. */
async function withSession(call: Call): Promise<Call> {
  if (call.actor.kind !== 'visitor') return call
  const operator = await recallOperator(call, call.web)
  return operator ? { ...aboutTenant(call, operator.tenantId), actor: operator } : call
}

function refuseUnpermitted(permission: About<Input, z.ZodType>['permission'], actor: Actor): void {
  if (permission === 'anyone') return
  if (permission === 'user' || permission === 'operator') {
    if (actor.kind === permission) return
    const who = permission === 'user' ? 'people of a business' : 'operators'
    throw new Failure('permission_denied', `This is for ${who} who have signed in.`)
  }
  if (!may(actor, permission))
    throw new Failure('permission_denied', `This needs the permission ${permission}.`)
}

/** The tighter of the limits, here and at the address, is what the answer tells. Throws `rate_limited`. */
async function countCall(op: About<Input, z.ZodType>, call: Call, raw: unknown): Promise<void> {
  const buckets = [...callerBuckets(call.actor, call.tenantId), ...(op.limits?.(call, raw) ?? [])]
  if (buckets.length === 0) return
  const counted = await call.limiter.take(buckets)
  const { outcome } = call
  if (counted && (!outcome.standing || shareLeft(counted) < shareLeft(outcome.standing)))
    outcome.standing = counted
}

const shareLeft = ({ left, most }: Standing) => left / most

function refusal(issues: readonly z.core.$ZodIssue[]): Failure {
  const unknown = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          path: [...issue.path, key].join('.'),
          code: issue.code,
          message: 'Unknown field',
        }))
      : [],
  )
  if (unknown.length > 0)
    return new Failure('unknown_field', `Remove ${unknown.map(({ path }) => path).join(', ')}.`, {
      errors: unknown,
    })
  const errors = issues.map(({ path, code, message }) => ({ path: path.join('.'), code, message }))
  const first = errors[0]
  return new Failure('invalid_input', first && `${first.path || 'body'}: ${first.message}`, { errors })
}

/** What went wrong, said once: in the log when it is our fault, to the caller without the inside of it. */
function explain(error: unknown, name: string, call: Call): Failure {
  if (call.signal.aborted && error === call.signal.reason)
    return new Failure(call.signal.reason?.name === 'TimeoutError' ? 'deadline_exceeded' : 'cancelled')
  const failure = Failure.from(error)
  if (failure.code === 'unavailable')
    call.log.warn({ err: failure.cause ?? failure, operation: name }, 'a part is away')
  if (failure.code === 'internal')
    call.log.error({ err: failure.cause ?? failure, operation: name }, 'operation failed')
  return failure
}

function strict<T extends About<Input, z.ZodType>>(op: T): T {
  const open = (node: unknown): boolean =>
    typeof node === 'object' &&
    node !== null &&
    (('properties' in node && !('additionalProperties' in node)) || Object.values(node).some(open))
  if (open(z.toJSONSchema(op.input, { io: 'input', unrepresentable: 'any' })))
    throw new TypeError(`${op.name}: use z.strictObject for its input`)
  return op
}
