import type { z } from 'zod'
import { publicId } from '../../platform/ids.ts'
import type { Citation, Control, Message } from './contract.ts'

export const messageColumns = [
  'm.id',
  'm.conversation_id',
  'm.seq',
  'm.author',
  'm.author_name',
  'm.body',
  'm.citations',
  'm.created_at',
]

export type MessageRow = {
  id: string
  conversation_id: string
  seq: number
  author: z.infer<typeof Message>['author']
  author_name: string | null
  body: string
  citations: z.infer<typeof Citation>[]
  created_at: Date
}

export const messageOf = (row: MessageRow): z.infer<typeof Message> => ({
  id: publicId('msg', row.id),
  conversationId: publicId('conv', row.conversation_id),
  seq: row.seq,
  author: row.author,
  name: row.author_name,
  text: row.body,
  citations: row.citations,
  createdAt: row.created_at.toISOString(),
})

/** `bob`, `queue` or `human:<user>` as it is shown. */
export const controlOf = (controller: string): z.output<typeof Control> =>
  controller === 'bob' || controller === 'queue' ? controller : 'human'
