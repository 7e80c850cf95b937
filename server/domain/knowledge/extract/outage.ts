/** A site that gives no answer now, and may later. `ofSite`: not of the one page alone. */
export class Outage extends Error {
  readonly ofSite: boolean
  /** When it asks to be left alone until. */
  readonly retryAfterMs: number | null

  constructor(
    message: string,
    { ofSite = true, retryAfterMs = null as number | null, cause = undefined as unknown } = {},
  ) {
    super(message, { cause })
    this.ofSite = ofSite
    this.retryAfterMs = retryAfterMs
  }
}
