/** A language model that somebody else runs. */
export type ChatModel = {
  /** As the trace calls it. */
  readonly name: string
  /** Throws for anything but a whole answer; ends with the signal. */
  complete(request: ModelRequest): Promise<ModelAnswer>
}

export type ModelMessage =
  | { readonly role: 'system' | 'user'; readonly content: string }
  | { readonly role: 'assistant'; readonly content: string; readonly calls?: readonly ToolCall[] }
  | { readonly role: 'tool'; readonly content: string; readonly callId: string }

export type Tool = {
  readonly name: string
  readonly description: string
  /** JSON Schema. */
  readonly parameters: Readonly<Record<string, unknown>>
}

/** A tool that the model would like to be used; its arguments are text that nobody has looked at. */
export type ToolCall = { readonly id: string; readonly name: string; readonly arguments: string }

export type ModelRequest = {
  readonly messages: readonly ModelMessage[]
  readonly tools: readonly Tool[]
  readonly mostTokens: number
  readonly signal: AbortSignal
  /** Hears the words of the answer as they come. */
  readonly onWords?: ((words: string) => void) | undefined
}

export type ModelAnswer = {
  readonly text: string
  readonly calls: readonly ToolCall[]
  readonly tokens: { readonly prompt: number; readonly completion: number }
}
