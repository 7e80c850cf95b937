import { accounts } from './accounts.ts'
import { appointments } from './appointments.ts'
import { audit } from './audit.ts'
import { billing } from './billing.ts'
import { conversations } from './conversations.ts'
import { router } from './init.ts'
import { knowledge } from './knowledge.ts'
import { leads } from './leads.ts'
import { onboarding } from './onboarding.ts'
import { personas } from './personas.ts'
import { platform } from './platform.ts'
import { profile } from './profile.ts'
import { status } from './status.ts'
import { team } from './team.ts'
import { traces } from './traces.ts'
import { webhooks } from './webhooks.ts'
import { widgets } from './widgets.ts'

/** Everything the portals can call. */
export const api = router({
  accounts,
  appointments,
  audit,
  billing,
  conversations,
  knowledge,
  leads,
  onboarding,
  personas,
  platform,
  profile,
  status,
  team,
  traces,
  webhooks,
  widgets,
})

export type Api = typeof api
