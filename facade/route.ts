import type { z } from 'zod'
import type { Call, Parts, Web } from '../server/call.ts'
import type { FailureCode } from '../server/failures.ts'
import { follow, type Input, type Operation, perform, type Stream } from '../server/operation.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

type Options<I extends Input> = {
  tag: string
  status?: 200 | 201 | 202 | 204
  bodyLimitBytes?: number
  /** Failures that the operation itself throws, for the OpenAPI document. */
  fails?: readonly FailureCode[]
  /** The same question answered as server-sent events, for `Accept: text/event-stream`. */
  stream?: Stream<I, z.ZodType>
  /** Also taken as multipart/form-data, with one file: it becomes a field {name, data} with its bytes in base64. */
  file?: FileField
  /** The answer's `text` is the body, and this is what it is. */
  media?: 'text/calendar'
  /** The answer is the same for everybody: kept for five minutes, then compared by its ETag. */
  cache?: 'public'
  cors?: Cors
}

export type FileField = {
  readonly field: string
  readonly mostBytes: number
  /** Media types that it is described with; its bytes are what counts. */
  readonly types?: string
  /** What a form says without saying it. */
  readonly preset?: Readonly<Record<string, string>>
}

/** Which pages of other origins may call; each finds the origin to name in Access-Control-Allow-Origin, or null. */
export type Cors = {
  /** For a preflight, which carries no credential. */
  findAsker(parts: Parts, web: Web): Promise<string | null>
  /** For the request itself, whatever comes of it; `atHand`: only if it is known without asking the database. */
  findReader(parts: Parts, web: Web, atHand: boolean): Promise<string | null>
}

/** One documented path. */
export type Route = {
  readonly method: Method
  readonly path: string
  readonly tag: string
  readonly status: number
  readonly bodyLimitBytes: number
  readonly fails: readonly FailureCode[]
  readonly cache?: 'public'
  readonly media?: 'text/calendar'
  readonly file?: FileField
  readonly cors?: Cors
  readonly op: Operation
  readonly stream: Stream | undefined
  answer(call: Call, raw: unknown): Promise<unknown>
  follow(call: Call, raw: unknown): Promise<AsyncIterable<unknown>>
}

type Params<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Params<Rest>
  : never

/** A path whose every {name} is a field of the input; anything else does not compile. */
type PathOf<P extends string, I extends Input> =
  Params<P> extends keyof z.input<I> ? P : `no field for {${Exclude<Params<P>, keyof z.input<I>> & string}}`

/** 64 KiB on chat, 256 KiB elsewhere. Source: contract §1. */
export const chatBodyLimitBytes = 64 * 1_024
export const bodyLimitBytes = 256 * 1_024

export const get = route('GET')
export const post = route('POST')
export const put = route('PUT')
export const patch = route('PATCH')
export const del = route('DELETE')

function route(method: Method) {
  return <const P extends `/${string}`, I extends Input, O extends z.ZodType>(
    path: P & PathOf<P, I>,
    op: Operation<I, O>,
    options: Options<I>,
  ): Route => ({
    status: 200,
    fails: [],
    bodyLimitBytes,
    ...options,
    method,
    path,
    // the typed operation is only called through the two doors below, which know its types
    op: op as unknown as Operation,
    stream: options.stream as unknown as Stream | undefined,
    answer: (call, raw) => perform(op, call, raw),
    follow: (call, raw) => follow(options.stream as Stream<I, z.ZodType>, call, raw),
  })
}
