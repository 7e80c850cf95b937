import type { z } from 'zod'
import { tenantOf } from '../../call.ts'
import { operation } from '../../operation.ts'
import { publicId } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import { readProfile } from '../profile/profile.ts'
import { Onboarding, OnboardingQuery } from './contract.ts'

type Prerequisite = z.input<typeof Onboarding>['prerequisites'][number]

/** The prerequisites of the integration guide, section Setup, each judged by what is in the database now. */
export const getOnboarding = operation({
  name: 'onboarding.get',
  summary: 'What is done of setting up, and what is left',
  permission: 'config.read',
  input: OnboardingQuery,
  output: Onboarding,
  run: (call) =>
    call.tenant(async (tx) => {
      const facts = await readFacts(tx, tenantOf(call))
      const prerequisites = [
        tenantCreated(facts),
        profileCompleted(facts, await readProfile(tx, tenantOf(call))),
        channelConfigured(facts),
        credentialsGenerated(facts),
        originsConfigured(facts),
        testCompleted(facts),
      ]
      return { complete: prerequisites.every(({ done }) => done), prerequisites }
    }),
})

type Facts = {
  slug: string
  createdAt: Date
  domain: string | null
  profileAt: Date | null
  widgetAt: Date | null
  key: string | null
  keyAt: Date | null
  origins: string[]
  originAt: Date | null
  conversationId: string | null
  answeredAt: Date | null
}

async function readFacts(tx: Tx, tenantId: string): Promise<Facts> {
  const [facts] = await tx<[Facts]>`
    select t.slug, t.created_at as "createdAt", t.domain, p.updated_at as "profileAt", s.updated_at as "widgetAt",
           k.key, k.created_at as "keyAt", o.origins, o.at as "originAt",
           c.id as "conversationId", c.at as "answeredAt"
    from tenants t
    left join business_profiles p on p.tenant_id = t.id
    left join widget_settings s on s.tenant_id = t.id
    left join lateral (
      select key, created_at from widget_keys
      where tenant_id = t.id and revoked_at is null order by id limit 1) k on true
    cross join lateral (
      select coalesce(array_agg(origin order by origin), '{}') as origins, min(created_at) as at
      from widget_origins where tenant_id = t.id) o
    left join lateral (
      select c.id, m.created_at as at
      from conversations c
      join messages m on m.tenant_id = c.tenant_id and m.conversation_id = c.id and m.author = 'bob'
      where c.tenant_id = t.id
      order by c.id, m.seq limit 1) c on true
    where t.id = ${tenantId}`
  return facts
}

const item = (
  id: Prerequisite['id'],
  title: string,
  done: boolean,
  doneAt: Date | null,
  evidence: string,
): Prerequisite => ({ id, title, done, doneAt: done ? (doneAt?.toISOString() ?? null) : null, evidence })

const tenantCreated = ({ slug, createdAt }: Facts) =>
  item('tenant_created', 'Tenant created', true, createdAt, `The business is known as ${slug}.`)

function profileCompleted(
  { profileAt }: Facts,
  profile: Awaited<ReturnType<typeof readProfile>>,
): Prerequisite {
  const missing = [
    ...(profile.contact.email || profile.contact.phone ? [] : ['an e-mail address or a phone number']),
    ...(profile.address ? [] : ['an address']),
    ...(Object.values(profile.hours).some((blocks) => blocks.length > 0) ? [] : ['opening hours']),
  ]
  const evidence =
    missing.length === 0
      ? 'Contact, address and opening hours are filled in.'
      : `Fill in ${missing.join(', ')}.`
  return item(
    'business_profile_completed',
    'Business profile completed',
    missing.length === 0,
    profileAt,
    evidence,
  )
}

const channelConfigured = ({ domain, widgetAt, createdAt }: Facts) =>
  item(
    'website_or_channel_configured',
    'Website or channel configured',
    domain !== null || widgetAt !== null,
    widgetAt ?? createdAt,
    domain !== null
      ? `Visitors of ${domain} are answered.`
      : widgetAt
        ? 'Widget Setup was saved.'
        : 'Save Widget Setup: how Bob looks and greets on your site.',
  )

const credentialsGenerated = ({ key, keyAt }: Facts) =>
  item(
    'api_credentials_generated',
    'API credentials generated',
    key !== null,
    keyAt,
    key ? `The key ${key.slice(0, 12)}… works.` : 'Make a widget key in Widget Setup.',
  )

const originsConfigured = ({ origins, originAt }: Facts) =>
  item(
    'allowed_origins_configured',
    'Allowed origins configured',
    origins.length > 0,
    originAt,
    origins.length > 0
      ? `Allowed: ${origins.join(', ')}.`
      : 'Allow the address of your site in Widget Setup.',
  )

const testCompleted = ({ conversationId, answeredAt }: Facts) =>
  item(
    'test_conversation_completed',
    'Test conversation completed',
    conversationId !== null,
    answeredAt,
    conversationId
      ? `Bob answered in ${publicId('conv', conversationId)}.`
      : 'Open your site in a real browser and ask Bob something.',
  )
