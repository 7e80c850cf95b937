import { getHealth, getReadiness } from '../domain/status/health.ts'
import { query, router } from './init.ts'

export const status = router({
  health: query(getHealth),
  ready: query(getReadiness),
})
