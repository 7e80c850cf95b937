import type {
  ChatModel,
  ModelAnswer,
  ModelMessage,
  ModelRequest,
  ToolCall,
} from '../../../platform/chat-model.ts'
import type { Endpoint } from '../../../platform/endpoint.ts'
import { openAiClient } from './client.ts'

/** What an endless answer is cut at. */
const mostChars = 20_000
const mostCalls = 10

/** A model behind an OpenAI-compatible endpoint, read as a stream. */
export function createOpenAiModel({ baseUrl, apiKey, model }: Endpoint): ChatModel {
  const client = openAiClient({ baseUrl, apiKey })
  return {
    name: `${new URL(baseUrl).host} ${model}`,
    async complete({ messages, tools, mostTokens, signal, onWords }: ModelRequest): Promise<ModelAnswer> {
      const stream = await (await client()).chat.completions.create(
        {
          model,
          stream: true,
          stream_options: { include_usage: true },
          max_completion_tokens: mostTokens,
          messages: messages.map(messageOf),
          ...(tools.length > 0 && {
            tools: tools.map((tool) => ({ type: 'function' as const, function: { ...tool } })),
          }),
        },
        { signal },
      )
      let text = ''
      let isWhole = false
      let tokens = { prompt: 0, completion: 0 }
      const calls = new Map<number, { id: string; name: string; arguments: string }>()
      for await (const { choices, usage } of stream) {
        signal.throwIfAborted()
        if (usage) tokens = { prompt: usage.prompt_tokens, completion: usage.completion_tokens }
        const [choice] = choices ?? []
        if (!choice) continue
        const words = choice.delta?.content ?? ''
        text += words
        if (words !== '') onWords?.(words)
        for (const { index, id, function: named } of choice.delta?.tool_calls ?? []) {
          const call = calls.get(index) ?? { id: '', name: '', arguments: '' }
          call.id ||= id ?? ''
          call.name ||= named?.name ?? ''
          call.arguments += named?.arguments ?? ''
          calls.set(index, call)
        }
        if (text.length > mostChars || calls.size > mostCalls || [...calls.values()].some(isTooLong))
          throw new Error('the model does not end')
        isWhole ||= choice.finish_reason === 'stop' || choice.finish_reason === 'tool_calls'
      }
      signal.throwIfAborted()
      if (!isWhole) throw new Error('the answer was cut off')
      return { text, calls: [...calls.values()], tokens }
    },
  }
}

const isTooLong = (call: ToolCall) => call.arguments.length > mostChars

function messageOf(message: ModelMessage) {
  switch (message.role) {
    case 'tool':
      return { role: 'tool' as const, content: message.content, tool_call_id: message.callId }
    case 'assistant':
      return {
        role: 'assistant' as const,
        content: message.content,
        ...(message.calls && {
          tool_calls: message.calls.map(({ id, name, arguments: given }) => ({
            id,
            type: 'function' as const,
            function: { name, arguments: given },
          })),
        }),
      }
    default:
      return { role: message.role, content: message.content }
  }
}
