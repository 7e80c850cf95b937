-- Every message moved its conversation in three indexes, which cost a turn more than the message itself. What the indexes hold
-- now changes once a minute at most, so most updates stay within their page (heap-only tuples).
drop index conversations_by_activity;
drop index conversations_in_hand;
drop index conversations_with_lead;
alter table conversations
  -- the minute of updated_at
  add active_minute timestamptz not null
    generated always as (date_bin('1 minute', updated_at, timestamptz '2000-01-01 00:00:00+00')) stored,
  add has_lead boolean not null generated always as (memo ? 'lead') stored,
  set (fillfactor = 70);
create index conversations_by_activity on conversations (tenant_id, active_minute desc);
-- the few that are in hand
create index conversations_in_hand on conversations (tenant_id, active_minute desc) where controller <> 'bob';
create index conversations_with_lead on conversations (tenant_id, active_minute) where has_lead;

create or replace function waiting_for_people(
  p_tenant uuid, p_idle timestamptz, p_alone timestamptz, p_left timestamptz, p_most integer)
returns table (kind text, conversation_id uuid, escalation_id uuid) language plpgsql as $$
begin
  perform set_config('app.tenant', p_tenant::text, true);
  return query
    select 'idle', c.id, null::uuid from conversations c
    where c.tenant_id = p_tenant and c.controller like 'human:%' and c.human_at < p_idle
    limit p_most;
  return query
    select 'alone', c.id, e.id from escalations e
    join conversations c on c.tenant_id = e.tenant_id and c.id = e.conversation_id
    where e.tenant_id = p_tenant and e.status = 'open' and e.kind = 'handoff' and e.told_at is null
      and e.created_at < p_alone and c.controller = 'queue'
    limit p_most;
  return query
    select 'lead', c.id, null::uuid from conversations c
    where c.tenant_id = p_tenant and c.has_lead and c.active_minute <= p_left and c.updated_at < p_left
    limit p_most;
end
$$;
