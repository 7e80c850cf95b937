import type { Call } from '../../call.ts'
import type { Pass } from './admission.ts'

/** How often a call from one origin is noted. */
const notedEveryMs = 60_000

/** Notes that a call from an allowed origin was answered; a note that fails costs the visitor nothing. */
export async function noteAnswered(call: Call, { tenantId, origin }: Pass): Promise<void> {
  const note = async () => {
    await call.tenant(
      (tx) => tx`
        update widget_origins set last_seen_at = ${call.now}
        where tenant_id = ${tenantId} and origin = ${origin}
          and (last_seen_at is null or last_seen_at <= ${new Date(call.now.getTime() - notedEveryMs)})`,
    )
    return { value: {}, sizeBytes: 500 }
  }
  try {
    await call.memory.recall(`widget seen ${tenantId} ${origin}`, note, notedEveryMs)
  } catch (err) {
    call.log.warn({ err }, 'could not note a widget call')
  }
}
