import type { z } from 'zod'
import type { NewsEvent } from '../../server/domain/conversations/contract.ts'
import { readEvents } from './event-stream.ts'

export type News = z.infer<typeof NewsEvent>

const AGAIN_MS = 2_000

/** What is said in a conversation beside its turns, after `since()`; asks again by itself until the signal ends it. */
export async function followNews(
  { sessionId, businessId }: { sessionId: string; businessId: string },
  since: () => number,
  onNews: (news: News) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    let waitMs = AGAIN_MS
    try {
      const query = new URLSearchParams({
        session_id: sessionId,
        business_id: businessId,
        since: String(since()),
      })
      const headers = { accept: 'text/event-stream' }
      const response = await fetch(`/api/chat/events?${query}`, { headers, signal })
      if (response.ok && response.body)
        for await (const { event, data } of readEvents(response.body))
          if (event !== 'error') onNews({ event, data: JSON.parse(data) } as News)
      waitMs = Math.max(AGAIN_MS, 1_000 * Number(response.headers.get('retry-after')))
      // there is no such conversation any more: nothing will come
      if (response.status === 404) return
    } catch {
      // the line broke, or it was ended
    }
    if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, waitMs))
  }
}
