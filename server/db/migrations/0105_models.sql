-- How models were asked and what came: {promptVersion, promptHash, rungs, output, used, dropped}; null: none was.
alter table decision_traces add column model jsonb;
alter type committed_turn add attribute charge integer;

-- The last write of a turn: Bob's reply, why he gave it, and what he did. taken_over: somebody took over meanwhile;
-- superseded: another run with the same key has the lease. Neither writes anything. escalated: this asked for a person,
-- and nobody had before.
create or replace function commit_turn(
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
    persona_id, persona_version, policy_version, model)
  values (
    p_tenant, p_trace, p_conversation, p_question, p_reply,
    p_decision ->> 'engine', p_decision ->> 'engineVersion', (p_decision ->> 'knowledgeVersion')::bigint,
    p_decision ->> 'language', p_decision ->> 'intent', p_decision ->> 'verdict',
    array(select jsonb_array_elements_text(p_decision -> 'reasons')), p_decision -> 'evidence',
    (p_decision ->> 'durationUs')::integer, p_now,
    (p_decision ->> 'personaId')::uuid, (p_decision ->> 'personaVersion')::integer, p_decision ->> 'policyVersion',
    nullif(p_decision -> 'model', 'null'));

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
-- so much of it as `charge` says is charged with the reply, the rest is given back; all of it where none was written.
create or replace function commit_turns(p_turns jsonb) returns table (at integer, outcome text, escalated boolean)
language plpgsql set lock_timeout = '200ms' as $$
declare
  v_turns committed_turn[];
  dropped record;
begin
  select array_agg((
    t.tenant, t.runner, t.credits, t.now, t.at, c.outcome, c.escalated,
    least(coalesce(t.charge, t.credits), t.credits))::committed_turn)
  into v_turns
  from (
    select * from jsonb_to_recordset(p_turns) as turn(
      at integer, tenant uuid, session text, conversation uuid, epoch integer, question uuid, reply uuid, body text,
      citations jsonb, trace uuid, decision jsonb, memo jsonb, escalation uuid, reason text,
      kind text, department text, now timestamptz, scope text, key text, runner uuid, answer jsonb, credits integer, charge integer)
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
  for dropped in
    select t.tenant, t.run, t.now, t.charge from unnest(v_turns) t
    where t.outcome = 'committed' and t.credits > t.charge
    order by t.tenant, t.run
  loop
    perform close_reservation(dropped.tenant, 'turn ' || dropped.run, 'settle', dropped.charge, dropped.now);
  end loop;

  -- moves no balance, so it needs no lock of one. A conflict: it was taken for stranded and given back, and stays free
  insert into credit_ledger (tenant_id, kind, reference, amount, charged, created_at)
  select t.tenant, 'settle', 'turn ' || t.run, 0, t.credits, t.now
  from (
    select * from unnest(v_turns) u where u.outcome = 'committed' and u.credits > 0 and u.credits = u.charge
    order by u.tenant, u.run offset 0
  ) t
  where set_config('app.tenant', t.tenant::text, true) is not null
  on conflict do nothing;

  return query select t.at, t.outcome, t.escalated from unnest(v_turns) t;
end
$$;
