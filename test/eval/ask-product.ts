import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import { demoEmail } from '../../server/demo/people.ts'
import { createLog } from '../../server/platform/log.ts'
import { createRest, type Rest } from '../support/rest.ts'
import type { Heard } from './judge.ts'

/** Asks a demo business a question, as its own staff try Bob out: it costs and counts nothing. */
export type Ask = (slug: string, question: string) => Promise<Heard>

/**
 * The whole product on a database of its own, with the demo businesses and the provider that `OPENAI_*` names; the scope stops
 * it. Throws where none is named.
 */
export async function openProduct(scope: AsyncDisposableStack): Promise<Ask> {
  if (!process.env.OPENAI_MODEL)
    throw new Error('Name a provider first: OPENAI_MODEL, and OPENAI_BASE_URL or OPENAI_API_KEY.')
  const dataDir = await mkdtemp(path.join(tmpdir(), 'office-eval-'))
  scope.defer(() => rm(dataDir, { recursive: true, force: true }))
  const provider = Object.entries(process.env).filter(([name]) => name.startsWith('OPENAI_'))
  const config = readConfig({
    ...Object.fromEntries(provider),
    NODE_ENV: 'development',
    DATA_DIR: dataDir,
    HTTP_PORT: '0',
    GRPC_PORT: '0',
    RATE_LIMIT_FACTOR: '1000000',
  })
  const app = await createApp(config, createLog('error'))
  scope.defer(app.stop)
  const url = app.httpUrl ?? ''
  const password = app.demo?.password ?? ''
  const owners = new Map<string, Promise<Rest>>()

  return async (slug, question) => {
    const owner = owners.get(slug) ?? logIn(url, demoEmail('owner', slug), password)
    owners.set(slug, owner)
    return askOnce(await owner, slug, question)
  }
}

async function logIn(url: string, email: string, password: string): Promise<Rest> {
  const { status, text, body } = await createRest(url).post('/api/customer/auth/login', { email, password })
  if (status !== 200) throw new Error(`${email} cannot log in: ${text}`)
  return createRest(url, body.token)
}

async function askOnce(owner: Rest, slug: string, message: string): Promise<Heard> {
  const { session_id } = (await owner.post('/api/chat/session', { business_id: slug })).body
  const { status, text, body: turn } = await owner.post('/api/chat/message', { session_id, message })
  if (status !== 200) throw new Error(`${message}: ${text}`)
  const [trace] = (await owner.get(`/api/conversations/${turn.conversationId}/traces`)).body.data
  return heardOf(turn, trace)
}

type Turn = { reply: string; actions: { type: string; reason: string | null }[] }
type Trace = { language: string; intent: string; verdict: string; reasons: string[]; engine: string }

/** What was decided, in the words of the local engine; a form for a lead is one that takes a contact. */
function heardOf({ reply, actions }: Turn, { language, intent, verdict, reasons, engine }: Trace): Heard {
  const asksPerson = actions.some(({ type }) => type === 'escalated' || type === 'lead_form')
  const asksContact = reasons.some((reason) => reason.startsWith('lead_'))
  return {
    reply,
    language,
    intent: intent !== 'question' ? intent : asksPerson ? 'human' : asksContact ? 'contact' : 'question',
    tier: verdict === 'refused' ? 'unknown' : verdict,
    how: [engine, ...reasons].join(' '),
  }
}
