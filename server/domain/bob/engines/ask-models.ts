import { createHash } from 'node:crypto'
import type { Call } from '../../../call.ts'
import type { ModelMessage, ModelRequest, ToolCall } from '../../../platform/chat-model.ts'
import type { StoredPassage } from '../../knowledge/passages.ts'
import { climbDown, type Rung } from './ladder.ts'
import { passagesAsText, promptVersion } from './prompt.ts'
import { lookupOf, toolsFor, type Wish, wishOf } from './tools.ts'

/** What a model would like to say, as it came: nothing of it has been judged. */
export type Said = {
  /** With the marks of its passages. */
  readonly text: string
  /** What it would like to be done instead of saying something. */
  readonly wish: Wish | null
  readonly given: readonly StoredPassage[]
}

/** How a model came to it, for the trace. */
export type Asking = {
  readonly promptVersion: string
  readonly promptHash: string
  readonly rungs: readonly Rung[]
  /** The last answer as it came. */
  readonly output: { readonly text: string; readonly calls: readonly ToolCall[] } | null
  /** The passages that it could name, in their order. */
  readonly given: readonly { readonly chunkId: string; readonly hash: string }[]
  /** Tools that were asked for, with what became of it. */
  readonly used: readonly { readonly name: string; readonly outcome: 'used' | 'refused' }[]
}

type Prompt = {
  readonly instructions: string
  readonly passages: readonly StoredPassage[]
  readonly history: readonly ModelMessage[]
  readonly question: string
  /** Passages of this tenant for other words. */
  readonly lookUp: (query: string) => Promise<readonly StoredPassage[]>
  /** What can be booked, and who can be asked for. */
  readonly services: readonly string[]
  readonly departments: readonly string[]
}

type Hear = (given: readonly StoredPassage[]) => ModelRequest['onWords']

const turnMs = 18_000
const mostRounds = 3
const mostCalls = 5
const mostTokens = 600

/**
 * Asks the models in turn, at most three rounds and five tools within 18 s. It may look for more passages of this tenant, ask for a
 * person, and have a form opened; anything else it asks for is refused and told so. `hear` is asked before each answer, with the passages that it may name,
 * who hears it as it comes. Null: none gave a whole answer.
 */
export async function askModels(
  call: Call,
  prompt: Prompt,
  hear: Hear = () => undefined,
): Promise<{ said: Said | null; asking: Asking }> {
  const untilMs = performance.now() + turnMs
  const given = [...prompt.passages]
  const messages: ModelMessage[] = [
    { role: 'system', content: `${prompt.instructions}\n\nPassages:\n\n${passagesAsText(given)}` },
    ...prompt.history,
    { role: 'user', content: prompt.question },
  ]
  const promptHash = createHash('sha256').update(JSON.stringify(messages)).digest('hex')
  const rungs: Rung[] = []
  const used: { name: string; outcome: 'used' | 'refused' }[] = []
  let output: Asking['output'] = null
  const ended = (said: Said | null) => ({
    said,
    asking: {
      promptVersion,
      promptHash,
      rungs,
      output,
      used,
      given: given.map(({ chunkId, hash }) => ({ chunkId, hash: hash.toString('hex') })),
    },
  })

  for (let round = 0; round < mostRounds; round++) {
    const isLast = round === mostRounds - 1
    const climbed = await climbDown(call.models, {
      messages,
      tools: isLast || used.length >= mostCalls ? [] : toolsFor(prompt),
      mostTokens,
      signal: call.signal,
      untilMs,
      hear: () => hear(given),
    })
    rungs.push(...climbed.rungs)
    const { answer } = climbed
    if (!answer) return ended(null)
    output = { text: answer.text, calls: answer.calls }
    const asked = answer.calls.slice(0, Math.max(0, mostCalls - used.length))
    const said = saidBy({ text: answer.text, calls: asked }, given)
    const isRefused = said.wish?.kind === 'appointment' && prompt.services.length === 0
    const granted = isRefused ? null : said.wish
    if (granted) used.push({ name: granted.tool, outcome: 'used' })
    if (granted || asked.length === 0) return ended(said)
    messages.push({ role: 'assistant', content: answer.text, calls: asked })
    for (const each of asked) {
      const query = lookupOf(each)
      const found = query === null ? null : await prompt.lookUp(query)
      used.push({ name: each.name.slice(0, 64), outcome: found ? 'used' : 'refused' })
      const fresh = (found ?? []).filter(({ chunkId }) => given.every((known) => known.chunkId !== chunkId))
      const content = found
        ? passagesAsText(fresh, given.length + 1) || 'There is nothing more.'
        : 'You may not use that, or not in this way.'
      given.push(...fresh)
      messages.push({ role: 'tool', callId: each.id, content })
    }
  }
  return ended(null)
}

/** What an answer as it came says. Pure. */
export function saidBy(
  { text, calls }: { readonly text: string; readonly calls: readonly ToolCall[] },
  given: readonly StoredPassage[],
): Said {
  const wishes = calls.flatMap((each) => wishOf(each) ?? [])
  return { text, wish: wishes.find(({ kind }) => kind === 'person') ?? wishes[0] ?? null, given }
}
