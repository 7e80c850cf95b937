/** A model that says what texts mean, as vectors, that somebody else runs. */
export type Embedder = {
  /** The model and its dimensions: vectors of one name can be compared. */
  readonly name: string
  /** One vector of length 1 a text, in their order. Throws for anything else; ends with the signal. */
  embed(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]>
}
