/** A chunk of a tenant's knowledge as the engine reads it: its Markdown body, without the headings above it. */
export type Passage = {
  chunkId: string
  sourceTitle: string
  url: string | null
  headings: readonly string[]
  text: string
  /** BCP 47 primary subtag, such as `en` */
  language: string
}
