/**
 * What must never be found, whatever has died; each counts rows of the tenant that is set, or of all for a role that is not
 * bound by row-level security. docs/operating.md shows them to operators.
 */
export const checks = {
  'events that no delivery was made of': `
select count(*) from events e
where exists (
    select from webhook_subscriptions s
    where s.tenant_id = e.tenant_id and s.created_at <= e.created_at and s.events && array[e.event, '*']
      and e.event <> 'webhook.test')
  and not exists (
    select from webhook_deliveries d where d.tenant_id = e.tenant_id and d.event_id = e.id)`,
  'deliveries that are due and have no job': `
select count(*) from webhook_deliveries d
where d.state in ('pending', 'retrying') and d.due_at < now() - interval '2 minutes'
  and not exists (select from pgboss.job j where j.name = 'webhooks.deliver' and j.id = d.id)`,
  'deliveries whose time has long come': `
select count(*) from webhook_deliveries
where state in ('pending', 'retrying') and due_at < now() - interval '2 minutes'
  and coalesce(leased_until, '-infinity') < now() - interval '2 minutes'`,
  'deliveries that are said to be delivered and were not': `
select count(*) from webhook_deliveries d
where d.state = 'delivered' and not exists (
  select from webhook_attempts a
  where a.tenant_id = d.tenant_id and a.delivery_id = d.id and a.error is null)`,
  'dead letters that do not match their delivery': `
select count(*) from webhook_deliveries d
full join webhook_dead_letters l on l.tenant_id = d.tenant_id and l.delivery_id = d.id
where coalesce(d.state, '') <> 'dead_letter' and l.delivery_id is not null
   or d.state = 'dead_letter' and l.delivery_id is null`,
} as const
