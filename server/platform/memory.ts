import { LRUCache } from 'lru-cache'

/** What this process keeps at hand and may forget at any time: bounded in bytes, loaded once for many askers. */
export type Memory = {
  /** The value under `key`, made by `load` when it is not at hand; a load that fails is not kept. */
  recall<T extends object>(
    key: string,
    load: () => Promise<{ value: T; sizeBytes: number }>,
    maxAgeMs?: number,
  ): Promise<T>
  /** The value under `key` if it is at hand. */
  peek<T extends object>(key: string): T | undefined
  forget(key: string): void
}

export function createMemory(maxBytes: number): Memory {
  const kept = new LRUCache<string, object>({ maxSize: maxBytes })
  const loading = new Map<string, Promise<unknown>>()
  return {
    async recall<T extends object>(
      key: string,
      load: () => Promise<{ value: T; sizeBytes: number }>,
      maxAgeMs?: number,
    ) {
      // a key belongs to one call site, so what is kept under it is what that site's `load` made
      const value = kept.get(key) ?? loading.get(key)
      if (value) return value as T | Promise<T>
      const loaded = load().then(({ value, sizeBytes }) => {
        kept.set(key, value, { size: Math.max(1, Math.round(sizeBytes)), ttl: maxAgeMs })
        return value
      })
      loading.set(key, loaded)
      return loaded.finally(() => loading.delete(key))
    },
    peek: <T extends object>(key: string) => kept.get(key) as T | undefined,
    forget: (key) => void kept.delete(key),
  }
}
