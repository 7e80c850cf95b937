import { type Call, tenantOf } from '../../call.ts'
import { publicId } from '../../platform/ids.ts'

const because = {
  gone: 'it answered 410 (Gone), which asks us to send nothing more',
  failing: 'every attempt of five days has failed',
}

/** What the job does: tells the owner that a subscription was disabled, if it still is. */
export async function sendDisabled(
  call: Call,
  { subscriptionId, reason }: { subscriptionId: string; reason: keyof typeof because },
): Promise<void> {
  const tenantId = tenantOf(call)
  const [found] = await call.tenant(
    (tx) => tx<{ url: string; description: string | null; email: string; business: string }[]>`
      select s.url, s.description, u.email, t.name as business
      from webhook_subscriptions s
      join users u on u.tenant_id = s.tenant_id and u.role = 'owner'
      join tenants t on t.id = s.tenant_id
      where s.tenant_id = ${tenantId} and s.id = ${subscriptionId} and s.status = 'disabled'`,
  )
  if (!found) return
  const { url, description, email, business } = found
  await call.mailer.send({
    to: email,
    subject: `${business}: events are not sent to ${new URL(url).host} any more`,
    text: `The webhook subscription ${publicId('whsub', subscriptionId)}${description ? ` (${description})` : ''} of ${business}
was disabled, because ${because[reason]}:
${url}

Nothing is lost: what would be sent is held for 30 days. When the endpoint works again, send it a test and
resume the subscription; what was held is then delivered.`,
  })
}
