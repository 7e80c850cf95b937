/** A column of text that an envelope has sealed, in a table with the key `(tenant_id, id)`. */
export type SealedColumn = { readonly table: string; readonly column: string }

/** Every sealed column: what stands in any other is lost when its key is retired. */
export const sealedColumns: readonly SealedColumn[] = [
  { table: 'operators', column: 'totp_secret' },
  { table: 'webhook_subscriptions', column: 'secret' },
  { table: 'webhook_subscriptions', column: 'previous_secret' },
  { table: 'webhook_subscriptions', column: 'headers' },
]
