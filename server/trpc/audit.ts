import { listAudit, verifyAudit } from '../domain/audit/log.ts'
import { listImpersonations } from '../domain/operators/impersonations.ts'
import { query, router } from './init.ts'

export const audit = router({
  list: query(listAudit),
  verify: query(verifyAudit),
  impersonations: query(listImpersonations),
})
