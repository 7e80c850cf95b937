import { tenantOf } from '../../call.ts'
import { operation } from '../../operation.ts'
import { paged, readCursor } from '../paging.ts'
import { AuditPage, AuditQuery, AuditVerdict, VerifyAudit } from './contract.ts'

export const listAudit = operation({
  name: 'audit.list',
  summary: 'Read who changed what, newest first',
  permission: 'audit.read',
  input: AuditQuery,
  output: AuditPage,
  async run(call, { limit, cursor }) {
    const [before] = readCursor(cursor, 'number') ?? []
    const rows = await call.tenant(
      (tx) => tx<EntryRow[]>`
        select seq, at, actor, action, subject, details, request_id as "requestId", encode(hash, 'hex') as hash
        from audit_log
        where tenant_id = ${tenantOf(call)} ${before === undefined ? tx`` : tx`and seq < ${before}`}
        order by seq desc
        limit ${limit + 1}`,
    )
    return paged(rows, limit, entryOf, ({ seq }) => [Number(seq)])
  },
})

export const verifyAudit = operation({
  name: 'audit.verify',
  summary: 'Check that no entry of the audit log was changed',
  permission: 'audit.read',
  input: VerifyAudit,
  output: AuditVerdict,
  async run(call) {
    const [found] = await call.tenant(
      (tx) => tx<{ entries: bigint; wrong: bigint | null }[]>`select entries, wrong from verify_audit()`,
    )
    return { entries: Number(found?.entries ?? 0), firstWrong: found?.wrong ? Number(found.wrong) : null }
  },
})

type EntryRow = {
  seq: bigint
  at: Date
  actor: string
  action: string
  subject: string | null
  details: Record<string, unknown>
  requestId: string
  hash: string
}

const entryOf = ({ seq, at, ...same }: EntryRow) => ({ ...same, seq: Number(seq), at: at.toISOString() })
