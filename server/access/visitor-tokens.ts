import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto'

/** A visitor's proof of an earlier turn: the conversation's id, sealed for its tenant. Nothing is stored for it. */
export type VisitorTokens = {
  issue(tenantId: string, conversationId: string): string
  /** The conversation that a token names, or null when it was not issued here for this tenant. */
  read(tenantId: string, token: string): string | null
}

const prefix = 'vt_'
const uuidBytes = 16
const sealBytes = 16

/** Tokens that the first key seals and any of the keys proves. */
export function createVisitorTokens(keys: readonly Uint8Array[]): VisitorTokens {
  const [sealing, ...others] = keys.map((key) => createSecretKey(key))
  if (!sealing) throw new Error('There is no key to seal visitor tokens with.')
  const seal = (tenantId: string, conversation: Buffer, secret = sealing) =>
    createHmac('sha256', secret).update(tenantId).update(conversation).digest().subarray(0, sealBytes)
  return {
    issue(tenantId, conversationId) {
      const conversation = Buffer.from(conversationId.replaceAll('-', ''), 'hex')
      return prefix + Buffer.concat([conversation, seal(tenantId, conversation)]).toString('base64url')
    },
    read(tenantId, token) {
      const bytes = Buffer.from(token.slice(prefix.length), 'base64url')
      if (!token.startsWith(prefix) || bytes.length !== uuidBytes + sealBytes) return null
      const conversation = bytes.subarray(0, uuidBytes)
      const isOurs = [sealing, ...others].some((secret) =>
        timingSafeEqual(bytes.subarray(uuidBytes), seal(tenantId, conversation, secret)),
      )
      if (!isOurs) return null
      return conversation.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
    },
  }
}
