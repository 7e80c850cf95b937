import type { z } from 'zod'
import { type Call, tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import type { Tx } from '../../platform/postgres.ts'
import { audit } from '../audit/append.ts'
import { forgetKey } from './admission.ts'
import { Widget, WidgetChange, WidgetQuery } from './contract.ts'
import { listWidgetKeys } from './keys.ts'
import { lockWidget } from './lock.ts'
import { listOrigins, replaceOrigins } from './origins.ts'

const untouched = {
  theme: { accent: '#0b6e4f', mode: 'auto' },
  launcher: { label: 'Ask Bob', position: 'right' },
} as const

export const getWidget = operation({
  name: 'widgets.get',
  summary: 'Read the widget settings',
  permission: 'config.read',
  input: WidgetQuery,
  output: Widget,
  run: (call) => call.tenant((tx) => readWidget(tx, tenantOf(call))),
})

export const updateWidget = operation({
  name: 'widgets.update',
  summary: 'Change the widget settings',
  permission: 'config.manage',
  input: WidgetChange,
  output: Widget,
  async run(call, change) {
    const { keys, widget } = await call.tenant(async (tx) => {
      await lockWidget(tx, tenantOf(call))
      if (change.allowedOrigins) await replaceOrigins(tx, tenantOf(call), change.allowedOrigins)
      await updateLook(tx, call, change)
      await audit(tx, call, tenantOf(call), {
        action: 'widgets.update',
        details: {
          changed: Object.keys(change),
          ...(change.allowedOrigins && { allowedOrigins: change.allowedOrigins.map(({ origin }) => origin) }),
        },
      })
      return { keys: await listWidgetKeys(tx, tenantOf(call)), widget: await readWidget(tx, tenantOf(call)) }
    })
    for (const { key } of keys) forgetKey(call, key)
    return widget
  },
})

async function updateLook(tx: Tx, call: Call, change: z.output<typeof WidgetChange>): Promise<void> {
  const { theme, launcher, greeting, languages } = await readWidget(tx, tenantOf(call))
  await tx`
    update tenants
    set greeting = ${change.greeting === undefined ? greeting : change.greeting},
        languages = ${change.languages ?? languages}
    where id = ${tenantOf(call)}`
  await tx`
    insert into widget_settings (tenant_id, theme, launcher, updated_at)
    values (${tenantOf(call)}, ${tx.json(change.theme ?? theme)}, ${tx.json(change.launcher ?? launcher)}, ${call.now})
    on conflict (tenant_id) do update
      set theme = excluded.theme, launcher = excluded.launcher, updated_at = excluded.updated_at`
}

async function readWidget(tx: Tx, tenantId: string): Promise<z.infer<typeof Widget>> {
  const [row] = await tx<SettingsRow[]>`
    select t.greeting, t.languages, s.theme, s.launcher
    from tenants t left join widget_settings s on s.tenant_id = t.id
    where t.id = ${tenantId}`
  if (!row) throw new Failure('tenant_not_found')
  return {
    allowedOrigins: (await listOrigins(tx, tenantId)).map(({ origin, environment }) => ({
      origin,
      environment,
    })),
    theme: row.theme ?? untouched.theme,
    greeting: row.greeting,
    launcher: row.launcher ?? untouched.launcher,
    languages: row.languages,
  }
}

type SettingsRow = {
  greeting: string | null
  languages: string[]
  theme: z.infer<typeof Widget>['theme'] | null
  launcher: z.infer<typeof Widget>['launcher'] | null
}
