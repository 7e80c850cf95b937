import {
  createTRPCClient,
  httpBatchStreamLink,
  httpSubscriptionLink,
  splitLink,
  type TRPCClient,
} from '@trpc/client'
import { EventSource } from 'eventsource'
import type { Api } from '../../server/trpc/router.ts'

type Options = {
  /** Where the product is served, without /trpc. */
  url: string
  /** The access token at the moment of a call. */
  token?: () => string | undefined
  /** The csrfToken of an operator's session, which the browser's cookie carries; log in over REST, which sets it. */
  csrfToken?: () => string | undefined
  /** Sent with every call, such as X-Request-Id. An Idempotency-Key belongs to one call: give it a client of its own. */
  headers?: Record<string, string>
}

/** What the server takes in one request. */
const maxBatch = 10

/**
 * A typed client of everything the portals can call; its types come from the server's router. A subscription whose line breaks
 * goes on by itself after the last item that came.
 */
export function createTrpcClient({ url, token, csrfToken, headers }: Options): TRPCClient<Api> {
  const allHeaders = () => {
    const current = token?.()
    const csrf = csrfToken?.()
    return {
      ...headers,
      ...(current && { authorization: `Bearer ${current}` }),
      ...(csrf && { 'x-csrf-token': csrf }),
    }
  }
  return createTRPCClient<Api>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        // the browser's own EventSource sends no headers
        true: httpSubscriptionLink({
          url: `${url}/trpc`,
          EventSource,
          eventSourceOptions: {
            fetch: (input, init) => fetch(input, { ...init, headers: { ...init.headers, ...allHeaders() } }),
          },
        }),
        false: httpBatchStreamLink({ url: `${url}/trpc`, headers: allHeaders, maxItems: maxBatch }),
      }),
    ],
  })
}
