import type { status } from '@grpc/grpc-js'
import type { TRPC_ERROR_CODE_KEY } from '@trpc/server'

export type Row = { http: number; trpc: TRPC_ERROR_CODE_KEY; grpc: keyof typeof status; title: string }

/** Every way a call can fail, and how each face says it. Source: contract §1. */
export const failures = {
  malformed_request: {
    http: 400,
    trpc: 'PARSE_ERROR',
    grpc: 'INVALID_ARGUMENT',
    title: 'The request cannot be read',
  },
  unauthenticated: {
    http: 401,
    trpc: 'UNAUTHORIZED',
    grpc: 'UNAUTHENTICATED',
    title: 'A credential is needed',
  },
  invalid_token: {
    http: 401,
    trpc: 'UNAUTHORIZED',
    grpc: 'UNAUTHENTICATED',
    title: 'The credential is not valid',
  },
  invalid_credentials: {
    http: 401,
    trpc: 'UNAUTHORIZED',
    grpc: 'UNAUTHENTICATED',
    title: 'E-mail or password is wrong',
  },
  invalid_widget_key: {
    http: 401,
    trpc: 'UNAUTHORIZED',
    grpc: 'UNAUTHENTICATED',
    title: 'The widget key is not valid',
  },
  permission_denied: {
    http: 403,
    trpc: 'FORBIDDEN',
    grpc: 'PERMISSION_DENIED',
    title: 'The credential lacks a permission',
  },
  csrf_failed: {
    http: 403,
    trpc: 'FORBIDDEN',
    grpc: 'PERMISSION_DENIED',
    title: 'The request did not come from our own page',
  },
  totp_required: {
    http: 401,
    trpc: 'UNAUTHORIZED',
    grpc: 'UNAUTHENTICATED',
    title: 'A one-time code is needed',
  },
  step_up_required: {
    http: 403,
    trpc: 'FORBIDDEN',
    grpc: 'PERMISSION_DENIED',
    title: 'Prove again that it is you',
  },
  plan_limit_reached: {
    http: 403,
    trpc: 'FORBIDDEN',
    grpc: 'RESOURCE_EXHAUSTED',
    title: 'The plan holds no more of these',
  },
  origin_not_allowed: {
    http: 403,
    trpc: 'FORBIDDEN',
    grpc: 'PERMISSION_DENIED',
    title: 'This origin may not call',
  },
  not_found: { http: 404, trpc: 'NOT_FOUND', grpc: 'NOT_FOUND', title: 'There is no such thing' },
  tenant_not_found: { http: 404, trpc: 'NOT_FOUND', grpc: 'NOT_FOUND', title: 'There is no such business' },
  uri_too_long: {
    http: 414,
    trpc: 'BAD_REQUEST',
    grpc: 'INVALID_ARGUMENT',
    title: 'The address is too long',
  },
  method_not_allowed: {
    http: 405,
    trpc: 'METHOD_NOT_SUPPORTED',
    grpc: 'UNIMPLEMENTED',
    title: 'This address does not take that method',
  },
  idempotency_in_progress: {
    http: 409,
    trpc: 'CONFLICT',
    grpc: 'ABORTED',
    title: 'The first call with this key is still running',
  },
  email_taken: {
    http: 409,
    trpc: 'CONFLICT',
    grpc: 'ALREADY_EXISTS',
    title: 'This e-mail address has an account already',
  },
  slug_taken: {
    http: 409,
    trpc: 'CONFLICT',
    grpc: 'ALREADY_EXISTS',
    title: 'Another business has this slug',
  },
  last_admin: {
    http: 409,
    trpc: 'CONFLICT',
    grpc: 'FAILED_PRECONDITION',
    title: 'The platform needs an active platform_admin',
  },
  totp_enabled: {
    http: 409,
    trpc: 'CONFLICT',
    grpc: 'FAILED_PRECONDITION',
    title: 'One-time codes are asked for already',
  },
  revision_conflict: {
    http: 409,
    trpc: 'CONFLICT',
    grpc: 'ABORTED',
    title: 'Somebody else has changed it meanwhile',
  },
  persona_live: {
    http: 409,
    trpc: 'CONFLICT',
    grpc: 'FAILED_PRECONDITION',
    title: 'Bob speaks as this persona',
  },
  already_in_control: {
    http: 409,
    trpc: 'CONFLICT',
    grpc: 'FAILED_PRECONDITION',
    title: 'Somebody else of the team speaks there',
  },
  not_in_control: {
    http: 409,
    trpc: 'CONFLICT',
    grpc: 'FAILED_PRECONDITION',
    title: 'Somebody else speaks there, or Bob',
  },
  slot_taken: { http: 409, trpc: 'CONFLICT', grpc: 'FAILED_PRECONDITION', title: 'Nobody is free then' },
  hold_expired: {
    http: 409,
    trpc: 'CONFLICT',
    grpc: 'FAILED_PRECONDITION',
    title: 'The place is held no longer',
  },
  appointment_cancelled: {
    http: 409,
    trpc: 'CONFLICT',
    grpc: 'FAILED_PRECONDITION',
    title: 'The appointment was cancelled',
  },
  subscription_inactive: {
    http: 409,
    trpc: 'CONFLICT',
    grpc: 'FAILED_PRECONDITION',
    title: 'Nothing is sent to this subscription now',
  },
  payload_too_large: {
    http: 413,
    trpc: 'PAYLOAD_TOO_LARGE',
    grpc: 'RESOURCE_EXHAUSTED',
    title: 'The request is too large',
  },
  unsupported_media_type: {
    http: 415,
    trpc: 'UNSUPPORTED_MEDIA_TYPE',
    grpc: 'INVALID_ARGUMENT',
    title: 'Send JSON, or what this address names',
  },
  invalid_input: {
    http: 422,
    trpc: 'UNPROCESSABLE_CONTENT',
    grpc: 'INVALID_ARGUMENT',
    title: 'The input is not valid',
  },
  golden_questions_failed: {
    http: 422,
    trpc: 'UNPROCESSABLE_CONTENT',
    grpc: 'FAILED_PRECONDITION',
    title: 'Bob does not answer as the golden questions want',
  },
  url_not_allowed: {
    http: 422,
    trpc: 'UNPROCESSABLE_CONTENT',
    grpc: 'INVALID_ARGUMENT',
    title: 'This address may not be sent to',
  },
  unknown_field: {
    http: 422,
    trpc: 'UNPROCESSABLE_CONTENT',
    grpc: 'INVALID_ARGUMENT',
    title: 'The input has an unknown field',
  },
  idempotency_key_reused: {
    http: 422,
    trpc: 'UNPROCESSABLE_CONTENT',
    grpc: 'INVALID_ARGUMENT',
    title: 'This key was used for another request',
  },
  rate_limited: {
    http: 429,
    trpc: 'TOO_MANY_REQUESTS',
    grpc: 'RESOURCE_EXHAUSTED',
    title: 'Too many requests',
  },
  cancelled: { http: 499, trpc: 'CLIENT_CLOSED_REQUEST', grpc: 'CANCELLED', title: 'The caller went away' },
  internal: {
    http: 500,
    trpc: 'INTERNAL_SERVER_ERROR',
    grpc: 'INTERNAL',
    title: 'Something went wrong on our side',
  },
  unavailable: {
    http: 503,
    trpc: 'SERVICE_UNAVAILABLE',
    grpc: 'UNAVAILABLE',
    title: 'A part we depend on is away',
  },
  speech_unavailable: {
    http: 503,
    trpc: 'SERVICE_UNAVAILABLE',
    grpc: 'UNAVAILABLE',
    title: 'No provider of speech is configured',
  },
  busy: {
    http: 503,
    trpc: 'SERVICE_UNAVAILABLE',
    grpc: 'UNAVAILABLE',
    title: 'Somebody else is changing the same thing',
  },
  overloaded: {
    http: 503,
    trpc: 'SERVICE_UNAVAILABLE',
    grpc: 'UNAVAILABLE',
    title: 'More is asked than we can do now',
  },
  deadline_exceeded: {
    http: 504,
    trpc: 'GATEWAY_TIMEOUT',
    grpc: 'DEADLINE_EXCEEDED',
    title: 'It took longer than allowed',
  },
} as const satisfies Record<string, Row>

export type FailureCode = keyof typeof failures
