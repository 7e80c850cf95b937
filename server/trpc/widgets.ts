import { getWidgetCode } from '../domain/widgets/code.ts'
import { createWidgetKey, revokeWidgetKey } from '../domain/widgets/keys.ts'
import { getWidget, updateWidget } from '../domain/widgets/settings.ts'
import { mutation, query, router } from './init.ts'

export const widgets = router({
  code: query(getWidgetCode),
  get: query(getWidget),
  update: mutation(updateWidget),
  createKey: mutation(createWidgetKey),
  revokeKey: mutation(revokeWidgetKey),
})
