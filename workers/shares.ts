/** How many attempts may run at once, so that no endpoint and no tenant is in the way of the others. */
export type Limits = {
  readonly all: number
  /** Of these, how many that run for less than `youngMs`: what hangs takes no place of what does not. */
  readonly young: number
  readonly youngMs: number
  readonly tenant: number
  readonly endpoint: number
}

type Whose = { readonly tenantId: string; readonly subscriptionId: string }

export type Shares = {
  /** Takes a place; null when there is none for this tenant or endpoint. The answer gives it back. */
  enter(whose: Whose): (() => void) | null
  /** How many more may run now. */
  room(): number
  /** The endpoints that have no place left. */
  full(): string[]
  readonly size: number
}

export function createShares(limits: Limits, clockMs = () => performance.now()): Shares {
  const begun = new Set<{ atMs: number }>()
  const endpoints = new Map<string, { running: number; tenantId: string }>()
  const tenants = new Map<string, number>()

  const isFull = (id: string, tenantId: string) =>
    (endpoints.get(id)?.running ?? 0) >= limits.endpoint || (tenants.get(tenantId) ?? 0) >= limits.tenant

  return {
    enter({ tenantId, subscriptionId }) {
      if (isFull(subscriptionId, tenantId)) return null
      const place = { atMs: clockMs() }
      begun.add(place)
      const endpoint = endpoints.get(subscriptionId) ?? { running: 0, tenantId }
      endpoint.running += 1
      endpoints.set(subscriptionId, endpoint)
      tenants.set(tenantId, (tenants.get(tenantId) ?? 0) + 1)
      return () => {
        if (!begun.delete(place)) return
        endpoint.running -= 1
        if (endpoint.running === 0) endpoints.delete(subscriptionId)
        const left = (tenants.get(tenantId) ?? 0) - 1
        if (left > 0) tenants.set(tenantId, left)
        else tenants.delete(tenantId)
      }
    },
    room() {
      const youngFrom = clockMs() - limits.youngMs
      let young = 0
      for (const { atMs } of begun) if (atMs > youngFrom) young += 1
      return Math.max(0, Math.min(limits.all - begun.size, limits.young - young))
    },
    full: () => [...endpoints].filter(([id, { tenantId }]) => isFull(id, tenantId)).map(([id]) => id),
    get size() {
      return begun.size
    },
  }
}
