import { createTRPCClient, httpBatchStreamLink, type TRPCClient } from '@trpc/client'
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

/** A typed client of everything the portals can call; its types come from the server's router. */
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
    links: [httpBatchStreamLink({ url: `${url}/trpc`, headers: allHeaders, maxItems: maxBatch })],
  })
}
