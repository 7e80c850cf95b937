alter table conversations
  -- staff try Bob out in it
  add console boolean not null default false,
  -- the last sign of life of the person in control
  add human_at timestamptz;
create index conversations_by_activity on conversations (tenant_id, updated_at desc, id desc);
-- a person speaks or is awaited
create index conversations_in_hand on conversations (tenant_id, updated_at desc, id desc) where controller <> 'bob';

alter table messages
  -- who of the team wrote it, as they were called then
  add author_name text,
  add author_user uuid,
  add check ((author = 'human') = (author_name is not null));

alter table escalations
  -- null: nobody has dealt with it
  add resolved_at timestamptz,
  add resolved_by text,
  -- when the visitor was told that nobody has come yet
  add told_at timestamptz;
create index escalations_waiting on escalations (tenant_id, created_at) where status = 'open' and kind = 'handoff';

-- What of a tenant waits for people. idle: the person in control has not been heard of since p_idle. alone: a visitor waits
-- since p_alone and was not told that nobody has come.
create function waiting_for_people(p_tenant uuid, p_idle timestamptz, p_alone timestamptz, p_most integer)
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
end
$$;

-- What a person of the team says to a visitor, in a transaction that has found them in control.
create function append_human_message(
  p_tenant uuid, p_conversation uuid, p_message uuid, p_body text, p_user uuid, p_name text, p_now timestamptz
) returns integer language plpgsql as $$
declare
  v_seq integer;
begin
  update conversations c set last_seq = c.last_seq + 1, updated_at = p_now, human_at = p_now
  where c.tenant_id = p_tenant and c.id = p_conversation
  returning c.last_seq into v_seq;
  insert into messages (tenant_id, id, conversation_id, seq, author, author_user, author_name, body, created_at)
  values (p_tenant, p_message, p_conversation, v_seq, 'human', p_user, p_name, p_body, p_now);
  return v_seq;
end
$$;
