import type { Citation, Turn } from './turn.ts'
import { newUuid } from './uuid.ts'

export interface Entry {
  from: 'visitor' | 'bob' | 'human' | 'note'
  text: string
  /** Of what came from the server. */
  id?: string
  /** Who of the team wrote it. */
  name?: string | null
  citations?: readonly Citation[]
  offersPerson?: boolean
}

/** A conversation as this browser keeps it: the server's history is for staff. */
export interface Session {
  sessionId: string
  entries: Entry[]
  control: Turn['control']
  /** The seq of the last message that was heard beside the turns. */
  heard?: number
  /** What stands unsent in the box. */
  draft: string
  /** The message that failed last, with the key its next attempt must carry. */
  unsent: { text: string; key: string } | null
}

const ENTRIES_KEPT = 80
const CHARACTERS_KEPT = 200_000

export function newSession(): Session {
  return { sessionId: newUuid(), entries: [], control: 'bob', draft: '', unsent: null }
}

/** Reads a business's conversation from storage; a fresh one where there is none or it cannot be read. */
export function loadSession(businessId: string): Session {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(businessId)) ?? 'null')
    return isSession(stored) ? stored : newSession()
  } catch {
    return newSession()
  }
}

/** Writes the conversation, the oldest entries dropped when it grows long. Without storage it lives until reload. */
export function saveSession(businessId: string, session: Session): void {
  session.entries = newestOf(session.entries)
  try {
    localStorage.setItem(keyOf(businessId), JSON.stringify(session))
  } catch {
    // private windows and full disks refuse to store: the chat works on without it
  }
}

function keyOf(businessId: string): string {
  return `office16852.chat.${businessId}`
}

function newestOf(entries: readonly Entry[]): Entry[] {
  const kept = entries.slice(-ENTRIES_KEPT)
  let characters = kept.reduce((sum, entry) => sum + sizeOf(entry), 0)
  while (kept.length > 1 && characters > CHARACTERS_KEPT) characters -= sizeOf(kept.shift())
  return kept
}

function sizeOf(entry: Entry | undefined): number {
  return JSON.stringify(entry ?? '').length
}

function isSession(value: unknown): value is Session {
  if (typeof value !== 'object' || value === null) return false
  const { sessionId, entries, draft } = value as Partial<Session>
  return typeof sessionId === 'string' && typeof draft === 'string' && Array.isArray(entries)
}
