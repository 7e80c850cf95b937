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
    conversation_id := session_conversation(p_tenant, p_session, p_known, p_unguessable);
    if conversation_id is null and p_unguessable then
      -- two first messages at once must meet in one conversation
      perform pg_advisory_xact_lock(hashtextextended(concat_ws(chr(10), p_tenant, p_session), 2));
      conversation_id := session_conversation(p_tenant, p_session, p_known, p_unguessable);
    end if;
    if conversation_id is null then
      conversation_id := p_new_conversation;
      insert into conversations (tenant_id, id, session_id, created_at, updated_at)
      values (p_tenant, conversation_id, p_session, p_now, p_now);
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

-- The conversation that a session id continues. Source: contract §3, session ids.
create function session_conversation(p_tenant uuid, p_session text, p_known uuid, p_unguessable boolean)
returns uuid language sql stable
return (
  select c.id from conversations c
  where c.tenant_id = p_tenant and c.session_id = p_session
    and (c.id = p_known or (p_unguessable and not c.token_required))
  order by c.id = p_known desc nulls last, c.id desc
  limit 1
);

-- Gives a message the next number of its conversation, without gaps. Null: the epoch has moved, nothing was written.
create function append_message(
  p_tenant uuid, p_conversation uuid, p_epoch integer, p_message uuid, p_author text, p_body text,
  p_citations jsonb, p_with_token boolean, p_now timestamptz
) returns integer language plpgsql as $$
declare
  v_seq integer;
begin
  update conversations c
  set last_seq = c.last_seq + 1, updated_at = p_now,
      token_required = c.token_required or coalesce(p_with_token, false)
  where c.tenant_id = p_tenant and c.id = p_conversation and c.control_epoch = coalesce(p_epoch, c.control_epoch)
  returning c.last_seq into v_seq;
  if v_seq is null then
    return null;
  end if;
  insert into messages (tenant_id, id, conversation_id, seq, author, body, citations, created_at)
  values (p_tenant, p_message, p_conversation, v_seq, p_author, p_body, p_citations, p_now);
  return v_seq;
end
$$;

-- The last write of a turn: Bob's reply, why he gave it, and what he did. taken_over: somebody took over meanwhile;
-- superseded: another run with the same key has the lease. Neither writes anything.
create function commit_turn(
  p_tenant uuid, p_conversation uuid, p_epoch integer, p_question uuid,
  p_reply uuid, p_body text, p_citations jsonb,
  p_trace uuid, p_decision jsonb, p_offers_handoff boolean,
  p_escalation uuid, p_escalation_reason text, p_now timestamptz,
  p_scope text, p_key text, p_runner uuid, p_answer jsonb
) returns text language plpgsql as $$
begin
  perform set_config('app.tenant', p_tenant::text, true);

  if p_key is not null then
    update idempotency_keys k set answer = p_answer
    where k.tenant_id = p_tenant and k.scope = p_scope and k.key = p_key and k.runner = p_runner and k.answer is null;
    if not found then
      return 'superseded';
    end if;
  end if;

  if append_message(
    p_tenant, p_conversation, p_epoch, p_reply, 'bob', p_body, p_citations, false, p_now) is null then
    -- the key must stay unanswered: what it asked for has not been written
    update idempotency_keys k set answer = null
    where k.tenant_id = p_tenant and k.scope = p_scope and k.key = p_key;
    return 'taken_over';
  end if;

  insert into decision_traces (
    tenant_id, id, conversation_id, question_id, reply_id, engine, engine_version, knowledge_version,
    language, intent, verdict, reasons, evidence, duration_us, created_at)
  values (
    p_tenant, p_trace, p_conversation, p_question, p_reply,
    p_decision ->> 'engine', p_decision ->> 'engineVersion', (p_decision ->> 'knowledgeVersion')::bigint,
    p_decision ->> 'language', p_decision ->> 'intent', p_decision ->> 'verdict',
    array(select jsonb_array_elements_text(p_decision -> 'reasons')), p_decision -> 'evidence',
    (p_decision ->> 'durationUs')::integer, p_now);

  if p_escalation is not null then
    insert into escalations (tenant_id, id, conversation_id, reason, created_at)
    values (p_tenant, p_escalation, p_conversation, p_escalation_reason, p_now)
    on conflict (tenant_id, conversation_id) where status = 'open' do nothing;
  end if;
  update conversations c
  set handoff_offered = p_offers_handoff,
      controller = case when p_escalation is not null and c.controller = 'bob' then 'queue' else c.controller end
  where c.tenant_id = p_tenant and c.id = p_conversation
    and (c.handoff_offered <> p_offers_handoff or p_escalation is not null);

  return 'committed';
end
$$;

-- The turns of one moment in one commit. p_turns: [{at, tenant, session, …}], answered with the same `at`. They are
-- taken in the order of tenant and session here and below, so that two batches do not wait for each other in a circle.
create function open_turns(p_turns jsonb)
returns table (
  at integer, state text, answer jsonb, conversation_id uuid, message_id uuid, controller text,
  control_epoch integer, escalated boolean, offered boolean, knowledge_version bigint
) language sql set lock_timeout = '200ms' as $$
  select t.at, o.*
  from (
    select * from jsonb_to_recordset(p_turns) as turn(
      at integer, tenant uuid, session text, known uuid, unguessable boolean, conversation uuid, message uuid,
      body text, now timestamptz, scope text, key text, fingerprint text)
    order by tenant, session, at
  ) t,
  lateral open_turn(
    t.tenant, t.session, t.known, t.unguessable, t.conversation, t.message, t.body, t.now,
    t.scope, t.key, decode(t.fingerprint, 'hex')) o
$$;

create function commit_turns(p_turns jsonb) returns table (at integer, outcome text)
language sql set lock_timeout = '200ms' as $$
  select t.at, commit_turn(
    t.tenant, t.conversation, t.epoch, t.question, t.reply, t.body, t.citations, t.trace, t.decision, t.offers,
    t.escalation, t.reason, t.now, t.scope, t.key, t.runner, t.answer)
  from (
    select * from jsonb_to_recordset(p_turns) as turn(
      at integer, tenant uuid, session text, conversation uuid, epoch integer, question uuid, reply uuid, body text,
      citations jsonb, trace uuid, decision jsonb, offers boolean, escalation uuid, reason text,
      now timestamptz, scope text, key text, runner uuid, answer jsonb)
    order by tenant, session, at
  ) t
$$;
