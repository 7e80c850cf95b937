-- A conversation held with a test key: shown, but never counted as a lead, a credit or in analytics.
alter table conversations add column test boolean not null default false;

drop function open_turn(uuid, text, uuid, boolean, uuid, uuid, text, timestamptz, text, text, bytea);
drop function session_conversation(uuid, text, uuid, boolean);

-- The first write of a turn: the session's conversation, the visitor's message, and what Bob needs to answer.
-- state: open (answer it), answered (replay answer), running, reused (the idempotency key is taken).
create function open_turn(
  p_tenant uuid, p_session text,
  -- the conversation that the visitor's token names, or null
  p_known uuid,
  -- whether the session id cannot be guessed, so that it continues its conversation by itself
  p_unguessable boolean,
  p_new_conversation uuid, p_message uuid, p_body text, p_now timestamptz,
  p_scope text, p_key text, p_fingerprint bytea,
  -- whether a test key asks
  p_test boolean,
  out state text, out answer jsonb, out conversation_id uuid, out message_id uuid, out controller text,
  out control_epoch integer, out escalated boolean, out offered boolean,
  out knowledge_version bigint
) language plpgsql as $$
declare
  claim record;
begin
  perform set_config('app.tenant', p_tenant::text, true);

  state := 'open';
  message_id := p_message;
  if p_key is not null then
    select * into claim from claim_idempotency(p_tenant, p_scope, p_key, p_fingerprint, p_message, p_now);
    if claim.state <> 'claimed' then
      state := claim.state;
      answer := claim.answer;
      return;
    end if;
    conversation_id := (claim.progress ->> 'conversationId')::uuid;
    message_id := coalesce((claim.progress ->> 'messageId')::uuid, p_message);
  end if;

  -- not null here: a turn that was cut off before its reply; its message stands already
  if conversation_id is null then
    conversation_id := session_conversation(p_tenant, p_session, p_known, p_unguessable, p_test);
    if conversation_id is null and p_unguessable then
      -- two first messages at once must meet in one conversation
      perform pg_advisory_xact_lock(hashtextextended(concat_ws(chr(10), p_tenant, p_session), 2));
      conversation_id := session_conversation(p_tenant, p_session, p_known, p_unguessable, p_test);
    end if;
    if conversation_id is null then
      conversation_id := p_new_conversation;
      insert into conversations (tenant_id, id, session_id, test, created_at, updated_at)
      values (p_tenant, conversation_id, p_session, p_test, p_now, p_now);
    end if;
    perform append_message(
      p_tenant, conversation_id, null, message_id, 'visitor', p_body, '[]', conversation_id = p_known, p_now);
    if p_key is not null then
      update idempotency_keys k
      set progress = jsonb_build_object('conversationId', conversation_id, 'messageId', message_id)
      where k.tenant_id = p_tenant and k.scope = p_scope and k.key = p_key;
    end if;
  end if;

  select c.controller, c.control_epoch, c.handoff_offered, t.knowledge_version,
         exists (select from escalations e
                 where e.tenant_id = p_tenant and e.conversation_id = c.id and e.status = 'open')
  into controller, control_epoch, offered, knowledge_version, escalated
  from conversations c join tenants t on t.id = c.tenant_id
  where c.tenant_id = p_tenant and c.id = open_turn.conversation_id;
end
$$;

-- The conversation that a session id continues; a test never continues a visitor's, nor the other way round.
-- Source: contract §3, session ids.
create function session_conversation(
  p_tenant uuid, p_session text, p_known uuid, p_unguessable boolean, p_test boolean
) returns uuid language sql stable
return (
  select c.id from conversations c
  where c.tenant_id = p_tenant and c.session_id = p_session and c.test = p_test
    and (c.id = p_known or (p_unguessable and not c.token_required))
  order by c.id = p_known desc nulls last, c.id desc
  limit 1
);

-- The turns of one moment in one commit. p_turns: [{at, tenant, session, …}], answered with the same `at`. They are
-- taken in the order of tenant and session here and below, so that two batches do not wait for each other in a circle.
create or replace function open_turns(p_turns jsonb)
returns table (
  at integer, state text, answer jsonb, conversation_id uuid, message_id uuid, controller text,
  control_epoch integer, escalated boolean, offered boolean, knowledge_version bigint
) language sql set lock_timeout = '200ms' as $$
  select t.at, o.*
  from (
    select * from jsonb_to_recordset(p_turns) as turn(
      at integer, tenant uuid, session text, known uuid, unguessable boolean, conversation uuid, message uuid,
      body text, now timestamptz, scope text, key text, fingerprint text, test boolean)
    order by tenant, session, at
  ) t,
  lateral open_turn(
    t.tenant, t.session, t.known, t.unguessable, t.conversation, t.message, t.body, t.now,
    t.scope, t.key, decode(t.fingerprint, 'hex'), coalesce(t.test, false)) o
$$;
