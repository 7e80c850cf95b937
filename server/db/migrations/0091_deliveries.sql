-- Takes deliveries whose jobs have come, and says what to do with each. p_jobs: [{tenant, subscription, delivery}].
-- verdict: send (it is leased now), wait (until due_at), drop (there is nothing to do any more), alone (whoever leased it
-- twice came to grief, so it is to be claimed with p_alone while nothing else is being sent).
--
-- Two batches never wait for each other in a circle: all go by tenant and subscription, and a delivery has one job.
create function claim_deliveries(
  p_jobs jsonb, p_lease uuid, p_now timestamptz, p_leased_until timestamptz, p_alone boolean
) returns table (
  delivery_id uuid, verdict text, due_at timestamptz, tenant_id uuid, subscription_id uuid, attempt integer, claims integer,
  url text, secret text, previous_secret text, headers text,
  event_id uuid, event text, conversation_id uuid, data json, traceparent text, created_at timestamptz
) language plpgsql set lock_timeout = '2s' as $$
declare
  j record;
  d webhook_deliveries;
  s webhook_subscriptions;
  e events;
begin
  for j in
    select * from jsonb_to_recordset(p_jobs) as job(tenant uuid, subscription uuid, delivery uuid)
    order by job.tenant, job.subscription, job.delivery
  loop
    perform set_config('app.tenant', j.tenant::text, true);
    delivery_id := j.delivery;
    tenant_id := j.tenant;
    subscription_id := j.subscription;
    due_at := null;

    select * into d from webhook_deliveries wd
    where wd.tenant_id = j.tenant and wd.id = j.delivery for no key update;
    if d.state is null or d.state not in ('pending', 'retrying') then
      verdict := 'drop';
      return next;
      continue;
    end if;
    if d.leased_until > p_now or d.due_at > p_now + interval '1 second' then
      verdict := 'wait';
      due_at := greatest(d.leased_until, d.due_at);
      return next;
      continue;
    end if;

    select * into s from webhook_subscriptions ws where ws.tenant_id = j.tenant and ws.id = j.subscription;
    select * into e from events ev where ev.tenant_id = j.tenant and ev.id = d.event_id;
    if s.id is null or e.id is null then
      -- the subscription was deleted, or the event is kept no longer
      perform settle_delivery(d, 'cancelled', p_now);
      verdict := 'drop';
      return next;
      continue;
    end if;
    if d.claims >= 5 then
      perform bury_delivery(d, 'poison', p_now);
      verdict := 'drop';
      return next;
      continue;
    end if;
    if d.claims >= 2 and not p_alone then
      verdict := 'alone';
      return next;
      continue;
    end if;

    if d.event <> 'webhook.test' then
      if s.status <> 'active' and subscription_rests(j.tenant, j.subscription) then
        update webhook_deliveries wd set state = 'held', due_at = null, lease = null, leased_until = null, slotted = false
        where wd.tenant_id = j.tenant and wd.id = j.delivery;
        verdict := 'drop';
        return next;
        continue;
      end if;
      due_at := coalesce(wait_for_breaker(s, p_now), wait_for_slot(s, d, p_now));
      if due_at > p_now then
        update webhook_deliveries wd
        set due_at = claim_deliveries.due_at, lease = null, leased_until = null,
            slotted = s.breaker_until is null and s.rate_limit is not null
        where wd.tenant_id = j.tenant and wd.id = j.delivery;
        verdict := 'wait';
        return next;
        continue;
      end if;
    end if;

    update webhook_deliveries wd
    set lease = p_lease, leased_until = p_leased_until, claims = d.claims + 1, slotted = false
    where wd.tenant_id = j.tenant and wd.id = j.delivery;
    verdict := 'send';
    attempt := d.attempts + 1;
    claims := d.claims + 1;
    url := s.url;
    secret := s.secret;
    previous_secret := case when s.previous_secret_until > p_now then s.previous_secret end;
    headers := s.headers;
    event_id := d.event_id;
    event := e.event;
    conversation_id := e.conversation_id;
    data := e.data;
    traceparent := e.traceparent;
    created_at := e.created_at;
    return next;
  end loop;
end
$$;

-- While the breaker of a subscription is open: when to ask again. Null: it is closed, or this is the one attempt that it
-- lets through a minute.
create function wait_for_breaker(s webhook_subscriptions, p_now timestamptz) returns timestamptz
language plpgsql as $$
begin
  if s.breaker_until is null then
    return null;
  end if;
  if s.breaker_until <= p_now then
    update webhook_subscriptions ws set breaker_until = p_now + interval '1 minute'
    where ws.tenant_id = s.tenant_id and ws.id = s.id and ws.breaker_until = s.breaker_until;
    if found then
      return null;
    end if;
    s.breaker_until := p_now + interval '1 minute';
  end if;
  -- spread, so that all who wait do not come at once
  return s.breaker_until + random() * interval '30 seconds';
end
$$;

-- Where a subscription takes only so many attempts a second: the place of a delivery among them, which it keeps.
create function wait_for_slot(s webhook_subscriptions, d webhook_deliveries, p_now timestamptz) returns timestamptz
language plpgsql as $$
declare
  v_next timestamptz;
  v_every interval;
begin
  if s.rate_limit is null or d.slotted then
    return null;
  end if;
  v_every := interval '1 second' / s.rate_limit;
  update webhook_subscriptions ws set next_slot = greatest(ws.next_slot, p_now) + v_every
  where ws.tenant_id = s.tenant_id and ws.id = s.id
  returning next_slot into v_next;
  return v_next - v_every;
end
$$;

-- Ends a delivery without another attempt.
create function settle_delivery(d webhook_deliveries, p_state text, p_now timestamptz) returns void language sql
begin atomic
  update webhook_deliveries wd
  set state = p_state, due_at = null, lease = null, leased_until = null, finished_at = p_now
  where wd.tenant_id = d.tenant_id and wd.id = d.id;
end;

create function bury_delivery(d webhook_deliveries, p_reason text, p_now timestamptz) returns void language sql
begin atomic
  select settle_delivery(d, 'dead_letter', p_now);
  insert into webhook_dead_letters (
    tenant_id, delivery_id, subscription_id, event_id, event, reason, attempts, last_status, last_error, created_at)
  values (
    d.tenant_id, d.id, d.subscription_id, d.event_id, d.event, p_reason, d.attempts, d.last_status, d.last_error, p_now);
end;

-- Keeps what came of attempts. p_attempts: [{at, tenant, subscription, delivery, lease, id, number, started, delivered,
-- status, error, address, dns_ms, connect_ms, tls_ms, first_byte_ms, total_ms, response, due, buried, blamed, gone, now}];
-- `due`: when the next attempt is, `buried`: why none will be, `blamed`: it tells of the endpoint, `gone`: the endpoint wants
-- no more. kept: the lease still held; else the attempt is kept, but moves nothing. disabled: why the subscription was, by this.
create function finish_deliveries(p_attempts jsonb)
returns table (at integer, kept boolean, due_at timestamptz, disabled text)
language plpgsql set lock_timeout = '2s' as $$
declare
  a record;
  d webhook_deliveries;
  v_kept integer[] := '{}';
begin
  for a in
    select * from jsonb_to_recordset(p_attempts) as attempt(
      at integer, tenant uuid, subscription uuid, delivery uuid, lease uuid, id uuid, number integer,
      started timestamptz, delivered boolean, status integer, error text, address text, dns_ms real, connect_ms real,
      tls_ms real, first_byte_ms real, total_ms real, response text, due timestamptz, buried text, now timestamptz)
    order by attempt.tenant, attempt.subscription, attempt.delivery
  loop
    perform set_config('app.tenant', a.tenant::text, true);
    insert into webhook_attempts (
      tenant_id, id, delivery_id, number, started_at, status, error, address, dns_ms, connect_ms, tls_ms,
      first_byte_ms, total_ms, response)
    values (
      a.tenant, a.id, a.delivery, a.number, a.started, a.status, a.error, a.address, a.dns_ms, a.connect_ms, a.tls_ms,
      a.first_byte_ms, a.total_ms, a.response)
    on conflict do nothing;
    update webhook_deliveries wd
    set attempts = a.number, claims = 0, lease = null, leased_until = null, last_status = a.status, last_error = a.error,
        state = case when a.delivered then 'delivered' else 'retrying' end,
        due_at = case when a.delivered then null else coalesce(a.due, a.now) end,
        finished_at = case when a.delivered then a.now end
    where wd.tenant_id = a.tenant and wd.id = a.delivery and wd.lease = a.lease and wd.state in ('pending', 'retrying')
    returning * into d;
    continue when not found;
    v_kept := v_kept || a.at;
    if a.buried is not null then
      perform bury_delivery(d, a.buried, a.now);
    end if;
  end loop;

  for a in
    select * from jsonb_to_recordset(p_attempts) as attempt(
      at integer, tenant uuid, subscription uuid, delivery uuid, delivered boolean, due timestamptz, buried text,
      blamed boolean, gone boolean, now timestamptz)
    order by attempt.tenant, attempt.subscription, attempt.delivery
  loop
    perform set_config('app.tenant', a.tenant::text, true);
    at := a.at;
    kept := a.at = any (v_kept);
    due_at := a.due;
    disabled := null;
    if a.delivered then
      -- the row of a subscription that is well stays as it is, or it would be what all its deliveries wait for
      update webhook_subscriptions ws set failures = 0, failing_since = null, breaker_until = null
      where ws.tenant_id = a.tenant and ws.id = a.subscription and ws.failures > 0;
    elsif a.blamed then
      disabled := blame_subscription(a.tenant, a.subscription, a.gone, a.now);
    end if;
    return next;
  end loop;
end
$$;

-- Counts a failed attempt against its subscription: ten in a row open the breaker, five days of them disable it. Tells
-- why it was disabled, when it was by this one. Source: contract §4.
create function blame_subscription(p_tenant uuid, p_subscription uuid, p_gone boolean, p_now timestamptz) returns text
language plpgsql as $$
declare
  s webhook_subscriptions;
  v_reason text;
begin
  update webhook_subscriptions ws
  set failures = ws.failures + 1,
      failing_since = coalesce(ws.failing_since, p_now),
      breaker_until = case when ws.failures + 1 >= 10 then p_now + interval '1 minute' end
  where ws.tenant_id = p_tenant and ws.id = p_subscription
  returning * into s;
  v_reason := case when p_gone then 'gone' when s.failing_since <= p_now - interval '5 days' then 'failing' end;
  if v_reason is null or s.status = 'disabled' then
    return null;
  end if;
  update webhook_subscriptions ws set status = 'disabled', status_reason = v_reason, status_since = p_now
  where ws.tenant_id = p_tenant and ws.id = p_subscription;
  return v_reason;
end
$$;

-- What of a tenant needs repair. due: it is due and may have no job; settle: something is held for a subscription that is
-- active or gone. What was held for 30 days is cancelled, and old keys of events are forgotten.
create function sweep_deliveries(p_tenant uuid, p_now timestamptz, p_most integer)
returns table (kind text, subscription_id uuid, delivery_id uuid) language plpgsql as $$
begin
  perform set_config('app.tenant', p_tenant::text, true);
  update webhook_deliveries wd set state = 'cancelled', finished_at = p_now
  where wd.tenant_id = p_tenant and wd.state = 'held' and wd.id < uuid_floor(p_now - interval '30 days');
  delete from event_keys k where k.tenant_id = p_tenant and k.created_at < p_now - interval '30 days';
  return query
    select 'due', wd.subscription_id, wd.id from webhook_deliveries wd
    where wd.tenant_id = p_tenant and wd.state in ('pending', 'retrying')
      and wd.due_at < p_now - interval '30 seconds'
      and (wd.leased_until is null or wd.leased_until < p_now - interval '30 seconds')
    limit p_most;
  return query
    select distinct 'settle', wd.subscription_id, null::uuid
    from webhook_deliveries wd
    left join webhook_subscriptions ws on ws.tenant_id = wd.tenant_id and ws.id = wd.subscription_id
    where wd.tenant_id = p_tenant and wd.state = 'held' and (ws.id is null or ws.status = 'active');
end
$$;
