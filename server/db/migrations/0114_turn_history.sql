-- What was said before comes with the first write of a turn: a model had to wait for another round trip.
drop function open_turns(jsonb, integer);
drop function open_turn(uuid, text, uuid, boolean, uuid, uuid, text, timestamptz, text, text, bytea, boolean);
alter type opened_turn add attribute before jsonb;

-- The first write of a turn: the session's conversation, the visitor's message, and what Bob needs to answer.
-- state: open (answer it), answered (replay answer), running, reused (the idempotency key is taken).
create function open_turn(
  p_tenant uuid, p_session text,
  -- the conversation that the visitor's token names, or null
  p_known uuid,
  -- whether the session id cannot be guessed, so that it continues its conversation by itself
  p_unguessable boolean,
  -- p_message names this run of the turn too
  p_new_conversation uuid, p_message uuid, p_body text, p_now timestamptz,
  p_scope text, p_key text, p_fingerprint bytea,
  -- whether a test key asks
  p_test boolean,
  -- how many messages before this one are told: as many as a model is to know
  p_remembered integer,
  out state text, out answer jsonb, out conversation_id uuid, out message_id uuid, out controller text,
  -- escalated: what is open, a handoff before a task
  out control_epoch integer, out escalated text, out memo jsonb,
  out knowledge_version bigint, out brief_version bigint, out before jsonb,
  -- whether Bob's answer costs credits, and the run that was cut off before this one took the turn up
  out pays boolean, out cut_off uuid
) language plpgsql as $$
declare
  claim record;
begin
  perform set_config('app.tenant', p_tenant::text, true);

  state := 'open';
  pays := false;
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
    cut_off := (claim.progress ->> 'run')::uuid;
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
  end if;
  if p_key is not null then
    update idempotency_keys k
    set progress = jsonb_build_object('conversationId', conversation_id, 'messageId', message_id, 'run', p_message)
    where k.tenant_id = p_tenant and k.scope = p_scope and k.key = p_key;
  end if;

  select c.controller, c.control_epoch, c.memo, t.knowledge_version, t.brief_version,
         (select min(e.kind) from escalations e
          where e.tenant_id = p_tenant and e.conversation_id = c.id and e.status = 'open'),
         not c.test and c.controller not like 'human%'
  into controller, control_epoch, memo, knowledge_version, brief_version, escalated, pays
  from conversations c join tenants t on t.id = c.tenant_id
  where c.tenant_id = p_tenant and c.id = open_turn.conversation_id;
  before := '[]';
  if p_remembered > 0 then
    select coalesce(jsonb_agg(jsonb_build_object('author', m.author, 'text', m.body) order by m.seq), '[]') into before
    from (
      select s.author, s.body, s.seq from messages s
      where s.tenant_id = p_tenant and s.conversation_id = open_turn.conversation_id
        and s.seq < (select q.seq from messages q where q.tenant_id = p_tenant and q.id = open_turn.message_id)
      order by s.seq desc limit p_remembered) m;
  end if;
end
$$;

-- The turns of one moment in one commit. p_turns: [{at, tenant, session, …}], answered with the same `at`; p_credits is
-- what an answer costs, p_remembered how much of what was said before is told. credits: what was reserved for the answer; exhausted: too few are left for it.
--
-- Two batches never wait for each other in a circle, because all take their locks in one order: first keys and
-- conversations, by tenant and session; then balances, by tenant; then rows of the ledger, by tenant and reference.
-- Balances come late also because they are hot: each is moved once a batch and held only until it commits.
--
-- The rows of all tenants go into the ledger with one statement, which names each row's tenant just before its policy is
-- asked (offset 0 keeps that above the sort); a row that came before its tenant was named would be refused.
create function open_turns(p_turns jsonb, p_credits integer, p_remembered integer)
returns table (
  at integer, state text, answer jsonb, conversation_id uuid, message_id uuid, controller text,
  control_epoch integer, escalated text, memo jsonb, knowledge_version bigint, brief_version bigint, before jsonb,
  credits integer, exhausted boolean
) language plpgsql set lock_timeout = '200ms' as $$
declare
  v_turns opened_turn[];
  v_paid uuid[] := '{}';
  v_balance integer;
  paying record;
begin
  select array_agg((
    t.at, t.tenant, t.message, o.cut_off, o.pays, t.now, o.state, o.answer, o.conversation_id, o.message_id,
    o.controller, o.control_epoch, o.knowledge_version, o.escalated, o.brief_version, o.memo, o.before)::opened_turn)
  into v_turns
  from (
    select * from jsonb_to_recordset(p_turns) as turn(
      at integer, tenant uuid, session text, known uuid, unguessable boolean, conversation uuid, message uuid,
      body text, now timestamptz, scope text, key text, fingerprint text, test boolean)
    order by turn.tenant, turn.session, turn.at
  ) t,
  lateral open_turn(
    t.tenant, t.session, t.known, t.unguessable, t.conversation, t.message, t.body, t.now,
    t.scope, t.key, decode(t.fingerprint, 'hex'), coalesce(t.test, false), p_remembered) o;

  for paying in
    select t.tenant, max(t.now) as now, array_agg(t.run) as runs,
           array_agg(t.cut_off) filter (where t.cut_off is not null) as cut_off
    from (select * from unnest(v_turns) u where u.pays order by u.tenant, u.at) t
    group by t.tenant order by t.tenant
  loop
    v_balance := lock_balance(paying.tenant, paying.cut_off, paying.now);
    v_paid := v_paid || paying.runs[:v_balance / p_credits];
  end loop;
  insert into credit_ledger (tenant_id, kind, reference, amount, created_at)
  select t.tenant, 'reserve', 'turn ' || t.run, -p_credits, t.now
  from (select * from unnest(v_turns) u where u.run = any (v_paid) order by u.tenant, u.run offset 0) t
  where set_config('app.tenant', t.tenant::text, true) is not null;

  return query
  select t.at, t.state, t.answer, t.conversation_id, t.message_id, t.controller, t.control_epoch, t.escalated,
         t.memo, t.knowledge_version, t.brief_version, t.before,
         case when t.run = any (v_paid) then p_credits else 0 end,
         t.pays and t.run <> all (v_paid)
  from unnest(v_turns) t;
end
$$;
