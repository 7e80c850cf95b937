import type { z } from 'zod'
import { type Call, tenantOf } from '../../call.ts'
import { operation } from '../../operation.ts'
import { WidgetCode, WidgetQuery } from './contract.ts'
import { listWidgetKeys } from './keys.ts'
import { listOrigins } from './origins.ts'

export const getWidgetCode = operation({
  name: 'widgets.getCode',
  summary: 'Get the markup that puts Bob on a site',
  permission: 'config.read',
  input: WidgetQuery,
  output: WidgetCode,
  async run(call) {
    const tenantUuid = tenantOf(call)
    const { keys, origins } = await call.tenant(async (tx) => ({
      keys: await listWidgetKeys(tx, tenantUuid),
      origins: await listOrigins(tx, tenantUuid),
    }))
    const allowedOrigins = origins.map(({ lastSeenAt, ...same }) => ({
      ...same,
      lastSeenAt: lastSeenAt?.toISOString() ?? null,
    }))
    const scriptUrl = `${publicUrlOf(call)}/widget/${tenantUuid}/widget.js`
    return {
      html: embed(scriptUrl),
      scriptUrl,
      tenantUuid,
      publishableKey: keys.find(({ environment }) => environment === 'live')?.key ?? null,
      keys,
      allowedOrigins,
      verification: verificationOf(allowedOrigins),
    }
  },
})

/** As the integration guide prints it, section Widget Installation. */
const embed = (scriptUrl: string) => `<!-- Tenant-scoped bundle from Customer Portal → Widget Setup -->
<script src="${scriptUrl}" async></script>`

const publicUrlOf = ({ config, web }: Call) =>
  config.publicUrl ?? web?.self[0] ?? `http://localhost:${config.httpPort}`

type Seen = { origin: string; lastSeenAt: string | null }

function verificationOf(origins: readonly Seen[]): z.infer<typeof WidgetCode>['verification'] {
  const [last] = origins
    .flatMap(({ origin, lastSeenAt }) => (lastSeenAt ? { origin, lastSeenAt } : []))
    .sort((a, b) => b.lastSeenAt.localeCompare(a.lastSeenAt))
  return last ? { verified: true, ...last } : { verified: false, lastSeenAt: null, origin: null }
}
