-- Who wants to hear from a business, and what about.
create table leads (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  conversation_id uuid,
  name text,
  email text check (email = lower(email)),
  -- E.164
  phone text check (phone like '+%'),
  interest text,
  source text not null check (source in ('chat', 'form', 'portal')),
  status text not null default 'new' check (status in ('new', 'contacted', 'closed')),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  check (email is not null or phone is not null)
);
create unique index leads_by_email on leads (tenant_id, email);
create unique index leads_by_phone on leads (tenant_id, phone);
alter table leads enable row level security;
alter table leads force row level security;
create policy tenant on leads using (tenant_id = current_tenant());
grant select, insert, update, delete on leads to office_app;

-- Keeps a lead. Somebody whose e-mail address or phone number is known is the same person: what was not known of them is
-- added, and what they want now takes the place of what they wanted. is_new: nobody had their address or number.
create function keep_lead(
  p_tenant uuid, p_id uuid, p_conversation uuid, p_name text, p_email text, p_phone text, p_interest text,
  p_source text, p_now timestamptz, out id uuid, out is_new boolean
) language plpgsql as $$
begin
  -- two leads of one person at once must meet, whichever of their addresses each of them names
  perform pg_advisory_xact_lock(hashtextextended(concat_ws(chr(10), p_tenant, 'leads'), 3));
  select l.id into id from leads l
  where l.tenant_id = p_tenant and (l.email = p_email or l.phone = p_phone)
  order by l.email = p_email desc nulls last limit 1;
  is_new := id is null;
  if is_new then
    id := p_id;
    insert into leads (
      tenant_id, id, conversation_id, name, email, phone, interest, source, created_at, updated_at)
    values (p_tenant, p_id, p_conversation, p_name, p_email, p_phone, p_interest, p_source, p_now, p_now);
    return;
  end if;
  update leads l
  set name = coalesce(l.name, p_name),
      email = coalesce(l.email, p_email),
      -- a number that somebody else has stays theirs
      phone = coalesce(l.phone, case when not exists (
        select from leads o where o.tenant_id = p_tenant and o.phone = p_phone) then p_phone end),
      interest = coalesce(p_interest, l.interest), updated_at = p_now
  where l.tenant_id = p_tenant and l.id = keep_lead.id;
end
$$;

-- what Bob remembers of a conversation: {offered, misses, lead}
alter table conversations add column memo jsonb not null default '{}';
update conversations set memo =
  case when handoff_offered then '{"offered": true}'::jsonb else '{}' end
  || case when misses > 0 then jsonb_build_object('misses', misses) else '{}' end;
alter table conversations drop column handoff_offered, drop column misses;
create index conversations_with_lead on conversations (tenant_id, updated_at) where memo ? 'lead';

drop function open_turns(jsonb, integer);
drop function open_turn(uuid, text, uuid, boolean, uuid, uuid, text, timestamptz, text, text, bytea, boolean);
alter type opened_turn drop attribute offered;
alter type opened_turn drop attribute misses;
alter type opened_turn add attribute memo jsonb;

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
  out state text, out answer jsonb, out conversation_id uuid, out message_id uuid, out controller text,
  -- escalated: what is open, a handoff before a task
  out control_epoch integer, out escalated text, out memo jsonb,
  out knowledge_version bigint, out brief_version bigint,
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
end
$$;

-- The turns of one moment in one commit. p_turns: [{at, tenant, session, …}], answered with the same `at`; p_credits is
-- what an answer costs. credits: what was reserved for the answer; exhausted: too few are left for it.
--
-- Two batches never wait for each other in a circle, because all take their locks in one order: first keys and
-- conversations, by tenant and session; then balances, by tenant; then rows of the ledger, by tenant and reference.
-- Balances come late also because they are hot: each is moved once a batch and held only until it commits.
--
-- The rows of all tenants go into the ledger with one statement, which names each row's tenant just before its policy is
-- asked (offset 0 keeps that above the sort); a row that came before its tenant was named would be refused.
create function open_turns(p_turns jsonb, p_credits integer)
returns table (
  at integer, state text, answer jsonb, conversation_id uuid, message_id uuid, controller text,
  control_epoch integer, escalated text, memo jsonb, knowledge_version bigint, brief_version bigint,
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
    o.controller, o.control_epoch, o.knowledge_version, o.escalated, o.brief_version, o.memo)::opened_turn)
  into v_turns
  from (
    select * from jsonb_to_recordset(p_turns) as turn(
      at integer, tenant uuid, session text, known uuid, unguessable boolean, conversation uuid, message uuid,
      body text, now timestamptz, scope text, key text, fingerprint text, test boolean)
    order by turn.tenant, turn.session, turn.at
  ) t,
  lateral open_turn(
    t.tenant, t.session, t.known, t.unguessable, t.conversation, t.message, t.body, t.now,
    t.scope, t.key, decode(t.fingerprint, 'hex'), coalesce(t.test, false)) o;

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
         t.memo, t.knowledge_version, t.brief_version,
         case when t.run = any (v_paid) then p_credits else 0 end,
         t.pays and t.run <> all (v_paid)
  from unnest(v_turns) t;
end
$$;

drop function commit_turns(jsonb);
drop function commit_turn(
  uuid, uuid, integer, uuid, uuid, text, jsonb, uuid, jsonb, boolean, integer, uuid, text, text, text, timestamptz, text, text,
  uuid, jsonb);

-- The last write of a turn: Bob's reply, why he gave it, and what he did. taken_over: somebody took over meanwhile;
-- superseded: another run with the same key has the lease. Neither writes anything. escalated: this asked for a person,
-- and nobody had before.
create function commit_turn(
  p_tenant uuid, p_conversation uuid, p_epoch integer, p_question uuid,
  p_reply uuid, p_body text, p_citations jsonb,
  p_trace uuid, p_decision jsonb, p_memo jsonb,
  p_escalation uuid, p_escalation_reason text, p_kind text, p_department text, p_now timestamptz,
  p_scope text, p_key text, p_runner uuid, p_answer jsonb,
  out outcome text, out escalated boolean) language plpgsql as $$
begin
  escalated := false;
  perform set_config('app.tenant', p_tenant::text, true);

  if p_key is not null then
    update idempotency_keys k set answer = p_answer
    where k.tenant_id = p_tenant and k.scope = p_scope and k.key = p_key and k.runner = p_runner and k.answer is null;
    if not found then
      outcome := 'superseded';
      return;
    end if;
  end if;

  if append_message(
    p_tenant, p_conversation, p_epoch, p_reply, 'bob', p_body, p_citations, false, p_now) is null then
    -- the key must stay unanswered: what it asked for has not been written
    update idempotency_keys k set answer = null
    where k.tenant_id = p_tenant and k.scope = p_scope and k.key = p_key;
    outcome := 'taken_over';
    return;
  end if;

  insert into decision_traces (
    tenant_id, id, conversation_id, question_id, reply_id, engine, engine_version, knowledge_version,
    language, intent, verdict, reasons, evidence, duration_us, created_at,
    persona_id, persona_version, policy_version)
  values (
    p_tenant, p_trace, p_conversation, p_question, p_reply,
    p_decision ->> 'engine', p_decision ->> 'engineVersion', (p_decision ->> 'knowledgeVersion')::bigint,
    p_decision ->> 'language', p_decision ->> 'intent', p_decision ->> 'verdict',
    array(select jsonb_array_elements_text(p_decision -> 'reasons')), p_decision -> 'evidence',
    (p_decision ->> 'durationUs')::integer, p_now,
    (p_decision ->> 'personaId')::uuid, (p_decision ->> 'personaVersion')::integer, p_decision ->> 'policyVersion');

  if p_escalation is not null then
    insert into escalations (tenant_id, id, conversation_id, reason, kind, department, created_at)
    values (p_tenant, p_escalation, p_conversation, p_escalation_reason, p_kind, p_department, p_now)
    on conflict (tenant_id, conversation_id, kind) where status = 'open' do nothing;
    escalated := found;
  end if;
  update conversations c
  set memo = p_memo,
      controller = case when p_kind = 'handoff' and c.controller = 'bob' then 'queue' else c.controller end
  where c.tenant_id = p_tenant and c.id = p_conversation and (c.memo <> p_memo or p_kind = 'handoff');

  outcome := 'committed';
end
$$;

-- Commits the turns of one moment; their locks are taken in the order of open_turns. credits: what this run has reserved;
-- it is charged with the reply, and given back where none was written.
create function commit_turns(p_turns jsonb) returns table (at integer, outcome text, escalated boolean)
language plpgsql set lock_timeout = '200ms' as $$
declare
  v_turns committed_turn[];
  dropped record;
begin
  select array_agg((t.tenant, t.runner, t.credits, t.now, t.at, c.outcome, c.escalated)::committed_turn)
  into v_turns
  from (
    select * from jsonb_to_recordset(p_turns) as turn(
      at integer, tenant uuid, session text, conversation uuid, epoch integer, question uuid, reply uuid, body text,
      citations jsonb, trace uuid, decision jsonb, memo jsonb, escalation uuid, reason text,
      kind text, department text, now timestamptz, scope text, key text, runner uuid, answer jsonb, credits integer)
    order by turn.tenant, turn.session, turn.at
  ) t,
  lateral commit_turn(
    t.tenant, t.conversation, t.epoch, t.question, t.reply, t.body, t.citations, t.trace, t.decision, t.memo,
    t.escalation, t.reason, t.kind, t.department, t.now, t.scope, t.key, t.runner, t.answer) c;

  for dropped in
    select t.tenant, t.run, t.now from unnest(v_turns) t
    where t.outcome <> 'committed' and t.credits > 0
    order by t.tenant, t.run
  loop
    perform close_reservation(dropped.tenant, 'turn ' || dropped.run, 'release', 0, dropped.now);
  end loop;

  -- moves no balance, so it needs no lock of one. A conflict: it was taken for stranded and given back, and stays free
  insert into credit_ledger (tenant_id, kind, reference, amount, charged, created_at)
  select t.tenant, 'settle', 'turn ' || t.run, 0, t.credits, t.now
  from (
    select * from unnest(v_turns) u where u.outcome = 'committed' and u.credits > 0
    order by u.tenant, u.run offset 0
  ) t
  where set_config('app.tenant', t.tenant::text, true) is not null
  on conflict do nothing;

  return query select t.at, t.outcome, t.escalated from unnest(v_turns) t;
end
$$;

drop function waiting_for_people(uuid, timestamptz, timestamptz, integer);

-- What of a tenant waits for people. idle: the person in control has not been heard of since p_idle. alone: a visitor waits
-- since p_alone and was not told that nobody has come. lead: they left how they can be reached and went away before p_left.
create function waiting_for_people(
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
    where c.tenant_id = p_tenant and c.memo ? 'lead' and c.updated_at < p_left
    limit p_most;
end
$$;
