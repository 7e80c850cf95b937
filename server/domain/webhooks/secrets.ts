import { randomBytes } from 'node:crypto'
import type { Call } from '../../call.ts'

const secretBytes = 24

export const newSecret = (): string => `whsec_${randomBytes(secretBytes).toString('base64')}`

type Column = 'secret' | 'previous_secret' | 'headers'
type Whose = { tenantId: string; id: string }

/** Seals what a subscription keeps secret; what was sealed for one column or row opens in no other. */
export const seal = (
  { envelope }: Pick<Call, 'envelope'>,
  whose: Whose,
  column: Column,
  text: string,
): string => envelope.seal({ table: 'webhook_subscriptions', column, ...whose }, text)

export const open = (
  { envelope }: Pick<Call, 'envelope'>,
  whose: Whose,
  column: Column,
  sealed: string,
): string => envelope.open({ table: 'webhook_subscriptions', column, ...whose }, sealed)

/** The columns of custom headers; null: there are none. */
export const headerColumns = (
  call: Pick<Call, 'envelope'>,
  whose: Whose,
  headers: Readonly<Record<string, string>> | null,
) => {
  const names = Object.keys(headers ?? {})
  return {
    header_names: names,
    headers: names.length === 0 ? null : seal(call, whose, 'headers', JSON.stringify(headers)),
  }
}
