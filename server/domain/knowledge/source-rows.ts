import type { z } from 'zod'
import { publicId } from '../../platform/ids.ts'
import type { Source } from './contract.ts'

type Shown = z.infer<typeof Source>

/** A source as it is kept, but for what it was made of. */
export type SourceRow = {
  id: string
  kind: Shown['kind']
  title: string
  language: string
  url: string | null
  status: Shown['status']
  failure: string | null
  failure_code: Shown['failureCode']
  progress_done: number | null
  progress_total: number | null
  progress_failed: number | null
  pages_ready: number
  pages_failed: number
  pages_elsewhere: number
  pages_left_out: number
  file_name: string | null
  fetched_at: Date | null
  chunk_count: number
  created_at: Date
  updated_at: Date
}

export const columns = [
  'id',
  'kind',
  'title',
  'language',
  'url',
  'status',
  'failure',
  'failure_code',
  'progress_done',
  'progress_total',
  'progress_failed',
  'pages_ready',
  'pages_failed',
  'pages_elsewhere',
  'pages_left_out',
  'file_name',
  'fetched_at',
  'chunk_count',
  'created_at',
  'updated_at',
] as const satisfies readonly (keyof SourceRow)[]

export const sourceOf = (row: SourceRow): Shown => ({
  id: publicId('ksrc', row.id),
  kind: row.kind,
  title: row.title,
  language: row.language,
  url: row.url,
  status: row.status,
  failure: row.failure,
  failureCode: row.failure_code,
  progress:
    row.progress_total === null
      ? null
      : { done: row.progress_done ?? 0, total: row.progress_total, failed: row.progress_failed ?? 0 },
  pages:
    row.kind === 'site'
      ? {
          ready: row.pages_ready,
          failed: row.pages_failed,
          elsewhere: row.pages_elsewhere,
          leftOut: row.pages_left_out,
        }
      : null,
  fileName: row.file_name,
  fetchedAt: row.fetched_at?.toISOString() ?? null,
  chunkCount: row.chunk_count,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
})
