import { readEvents } from './event-stream.ts'
import { type Problem, type Turn, TurnFailure, type TurnRequest } from './turn.ts'

// Bob has 20 s for a turn; silence past that means the line is dead
const SILENCE_MS = 30_000
const IN_PROGRESS_TRIES = 6
const IN_PROGRESS_WAIT_MS = 2_000

/**
 * Sends one message and hands on its answer piece by piece. Resolves with the finished turn,
 * throws TurnFailure for everything else, and the signal's reason when it is aborted.
 */
export async function sendTurn(
  request: TurnRequest,
  onDelta: (text: string) => void,
  signal: AbortSignal,
): Promise<Turn> {
  for (let tries = 1; ; tries++) {
    try {
      return await sendOnce(request, onDelta, signal)
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof TurnFailure)) throw new TurnFailure(0)
      // the first attempt reached the server and is still being answered
      if (error.code !== 'idempotency_in_progress' || tries === IN_PROGRESS_TRIES) throw error
      await new Promise((resolve) => setTimeout(resolve, IN_PROGRESS_WAIT_MS))
    }
  }
}

async function sendOnce(
  request: TurnRequest,
  onDelta: (text: string) => void,
  signal: AbortSignal,
): Promise<Turn> {
  const silence = new AbortController()
  let alarm = setTimeout(() => silence.abort(), SILENCE_MS)
  const heard = () => {
    clearTimeout(alarm)
    alarm = setTimeout(() => silence.abort(), SILENCE_MS)
  }
  try {
    const response = await fetch('/api/chat', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        'idempotency-key': request.idempotencyKey,
      },
      body: JSON.stringify({
        message: request.message,
        session_id: request.sessionId,
        business_id: request.businessId,
      }),
      signal: AbortSignal.any([signal, silence.signal]),
    })
    return await readTurn(response, onDelta, heard)
  } finally {
    clearTimeout(alarm)
  }
}

async function readTurn(
  response: Response,
  onDelta: (text: string) => void,
  heard: () => void,
): Promise<Turn> {
  const contentType = response.headers.get('content-type') ?? ''
  if (!response.ok) throw await failureOf(response)
  // a replayed turn may come whole
  if (contentType.startsWith('application/json')) return turnOf(await response.json())
  if (!response.body || !contentType.startsWith('text/event-stream')) throw new TurnFailure(0)
  for await (const { event, data } of readEvents(response.body)) {
    heard()
    if (event === 'delta') onDelta(JSON.parse(data).text ?? '')
    if (event === 'final') return turnOf(JSON.parse(data))
    if (event === 'error') throw problemFailure(JSON.parse(data), null)
  }
  throw new TurnFailure(0)
}

async function failureOf(response: Response): Promise<TurnFailure> {
  const problem: Problem = await response.json().catch(() => ({}))
  const retryAfterS = Number.parseInt(response.headers.get('retry-after') ?? '', 10)
  const shownId = problem.requestId ?? response.headers.get('x-request-id') ?? undefined
  return problemFailure(
    { ...problem, status: response.status, requestId: shownId },
    Number.isNaN(retryAfterS) ? null : retryAfterS,
  )
}

function problemFailure(problem: Problem, retryAfterS: number | null): TurnFailure {
  return new TurnFailure(problem.status ?? 500, problem, retryAfterS)
}

function turnOf(turn: Partial<Turn>): Turn {
  return {
    reply: turn.reply ?? null,
    messageId: turn.messageId ?? '',
    citations: turn.citations ?? [],
    control: turn.control ?? 'bob',
    actions: turn.actions ?? [],
  }
}
