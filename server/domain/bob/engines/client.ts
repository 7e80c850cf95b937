import type { OpenAI } from 'openai'
import type { Endpoint } from '../../../platform/endpoint.ts'

/** A client of an endpoint; the package is loaded when it is first asked for. Who tries again, and where, is for the caller to say. */
export function openAiClient(
  { baseUrl, apiKey }: Pick<Endpoint, 'baseUrl' | 'apiKey'>,
  options: { readonly fetch?: typeof fetch } = {},
): () => Promise<OpenAI> {
  const open = async () => {
    const { OpenAI } = await import('openai')
    return new OpenAI({ baseURL: baseUrl, apiKey, maxRetries: 0, logLevel: 'off', ...options })
  }
  let opened: Promise<OpenAI> | undefined
  return () => {
    opened ??= open()
    return opened
  }
}
