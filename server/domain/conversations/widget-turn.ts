import type { z } from 'zod'
import { chatBuckets } from '../../access/quotas.ts'
import type { Call } from '../../call.ts'
import { operation, stream } from '../../operation.ts'
import { getActiveTenant } from '../tenants/tenants.ts'
import { admitWidget, getPass } from '../widgets/admission.ts'
import { noteAnswered } from '../widgets/verification.ts'
import { NewWidgetTurn, Turn, TurnEvent } from './contract.ts'
import { type Event, finalOf, takeTurn } from './turn.ts'

/** The name that both forms of a turn share, so that an idempotency key holds across them. */
const name = 'conversations.sendWidgetMessage'

export const sendWidgetMessage = operation({
  name,
  summary: "Ask Bob from a business's own site",
  permission: 'anyone',
  admit: admitWidget,
  limits: chatBuckets,
  idempotency: 'own',
  input: NewWidgetTurn,
  output: Turn,
  run: (call, input) => finalOf(takeWidgetTurn(call, input)),
})

export const streamWidgetTurn = stream({
  name: 'conversations.streamWidgetTurn',
  summary: "Ask Bob from a business's own site, and read the answer as it comes",
  permission: 'anyone',
  admit: admitWidget,
  limits: chatBuckets,
  input: NewWidgetTurn,
  output: TurnEvent,
  run: takeWidgetTurn,
})

/** The turn of public chat, for the tenant of the key; an origin that got an answer is verified by it. */
async function* takeWidgetTurn(call: Call, input: z.output<typeof NewWidgetTurn>): AsyncGenerator<Event> {
  const pass = await getPass(call, call.web)
  const tenant = await getActiveTenant(call)
  const visit = { tenant, name: pass.test ? `${name}.test` : name, test: pass.test }
  for await (const event of takeTurn(call, input, visit)) {
    if (event.event === 'final') await noteAnswered(call, pass)
    yield event
  }
}
