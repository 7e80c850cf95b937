import { operation } from '../../operation.ts'
import { AuditPage, AuditQuery, AuditVerdict, VerifyAudit } from '../audit/contract.ts'
import { listAudit, verifyAudit } from '../audit/log.ts'
import { aboutPlatform } from './about-platform.ts'

export const listPlatformAudit = operation({
  name: 'operators.audit',
  summary: 'Read what operators did, newest first',
  permission: 'platform.audit.read',
  input: AuditQuery,
  output: AuditPage,
  run: (call, input) => listAudit.run(aboutPlatform(call), input),
})

export const verifyPlatformAudit = operation({
  name: 'operators.verifyAudit',
  summary: 'Check that no entry of the log of operators was changed',
  permission: 'platform.audit.read',
  input: VerifyAudit,
  output: AuditVerdict,
  run: (call, input) => verifyAudit.run(aboutPlatform(call), input),
})
