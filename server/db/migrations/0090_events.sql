-- A new UUIDv7 of a moment. Source: RFC 9562, 5.7.
create function uuid_at(p_at timestamptz) returns uuid language sql
return encode(
  set_bit(set_bit(
    overlay(uuid_send(gen_random_uuid())
            placing substring(int8send((extract(epoch from p_at) * 1000)::bigint) from 3) from 1 for 6),
    52, 1), 53, 1),
  'hex')::uuid;

-- The least UUIDv7 of a moment: what was made before it is less.
create function uuid_floor(p_at timestamptz) returns uuid language sql stable
return (lpad(to_hex((extract(epoch from p_at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;

-- What happened in a business. `data` is json, so that a retry sends the bytes of the first attempt.
create table events (
  tenant_id uuid not null,
  id uuid not null,
  event text not null,
  conversation_id uuid,
  data json not null,
  -- W3C trace context of who published it
  traceparent text,
  -- streams follow the order of commits by it: an id is made before its transaction commits
  xid xid8 not null default pg_current_xact_id(),
  created_at timestamptz not null,
  primary key (tenant_id, id)
) partition by range (id);
create index events_in_order on events (tenant_id, xid, id);

-- The keys under which internal callers have published, so that a second time publishes nothing.
create table event_keys (
  tenant_id uuid not null,
  key text not null,
  event_id uuid not null,
  fingerprint bytea not null,
  created_at timestamptz not null,
  primary key (tenant_id, key)
);
create index event_keys_by_age on event_keys (tenant_id, created_at);

alter table webhook_subscriptions
  add status text not null default 'active' check (status in ('active', 'paused', 'disabled')),
  add status_reason text,
  add status_since timestamptz,
  add headers text,
  add header_names text[] not null default '{}',
  -- attempts a second, and when the next of them may be
  add rate_limit integer check (rate_limit > 0),
  add next_slot timestamptz,
  -- the secret before this one, which signs too until then
  add previous_secret text,
  add previous_secret_until timestamptz,
  -- attempts that have failed since the last that did not
  add failures integer not null default 0,
  add failing_since timestamptz,
  -- nothing is sent until then, and one attempt after it
  add breaker_until timestamptz;
comment on column webhook_subscriptions.headers is 'sealed';
comment on column webhook_subscriptions.previous_secret is 'sealed';

-- One event for one subscription. While it is leased, it is being delivered.
create table webhook_deliveries (
  tenant_id uuid not null,
  id uuid not null,
  subscription_id uuid not null,
  event_id uuid not null,
  event text not null,
  state text not null check (state in ('pending', 'retrying', 'held', 'delivered', 'dead_letter', 'cancelled')),
  -- the next attempt; null when none will come by itself
  due_at timestamptz,
  -- attempts that were recorded
  attempts integer not null default 0,
  lease uuid,
  leased_until timestamptz,
  -- leases since the last recorded attempt: whoever took them came to grief
  claims integer not null default 0,
  -- due_at is its place in the rate limit
  slotted boolean not null default false,
  last_status integer,
  last_error text,
  replay_of uuid,
  replay_id uuid,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (tenant_id, id),
  check ((state in ('pending', 'retrying')) = (due_at is not null)),
  check ((state in ('delivered', 'dead_letter', 'cancelled')) = (finished_at is not null))
) partition by range (id);
create index webhook_deliveries_by_subscription on webhook_deliveries (tenant_id, subscription_id, id);
create index webhook_deliveries_by_event on webhook_deliveries (tenant_id, event, id);
create index webhook_deliveries_unfinished on webhook_deliveries (tenant_id, state, id) where state <> 'delivered';

create table webhook_attempts (
  tenant_id uuid not null,
  id uuid not null,
  delivery_id uuid not null,
  number integer not null,
  started_at timestamptz not null,
  status integer,
  -- null: it was delivered; status: another status than 2xx came
  error text,
  address text,
  -- milliseconds; null for what did not happen
  dns_ms real,
  connect_ms real,
  tls_ms real,
  first_byte_ms real,
  total_ms real not null,
  -- the first 1 KiB of the answer
  response text,
  primary key (tenant_id, delivery_id, id)
) partition by range (id);

-- What will not be delivered by itself any more.
create table webhook_dead_letters (
  tenant_id uuid not null,
  delivery_id uuid not null,
  subscription_id uuid not null,
  event_id uuid not null,
  event text not null,
  reason text not null check (reason in ('attempts_exhausted', 'gone', 'poison')),
  attempts integer not null,
  last_status integer,
  last_error text,
  created_at timestamptz not null,
  primary key (tenant_id, delivery_id)
) partition by range (delivery_id);

-- Deliveries of a filter that are sent again, page by page.
create table webhook_replays (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  state text not null check (state in ('running', 'completed', 'cancelled')),
  filter jsonb not null,
  -- the last delivery that was looked at, and the last that will be
  after_id uuid,
  last_id uuid not null,
  replayed integer not null default 0,
  skipped integer not null default 0,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (tenant_id, id)
);

do $$
declare
  v_table text;
begin
  foreach v_table in array array[
    'events', 'event_keys', 'webhook_deliveries', 'webhook_attempts', 'webhook_dead_letters', 'webhook_replays']
  loop
    execute format('alter table %I enable row level security', v_table);
    execute format('alter table %I force row level security', v_table);
    execute format('create policy tenant on %I using (tenant_id = current_tenant())', v_table);
    execute format('grant select, insert, update, delete on %I to office_app', v_table);
  end loop;
end
$$;

-- Makes the partitions of this month and the next two, and drops the months that ended longer ago than p_keep. What no
-- month takes lies in the default partition, so that nothing is refused. Tells how many were dropped.
create function keep_partitions(p_now timestamptz, p_keep interval) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_table text;
  v_month timestamptz;
  v_name text;
  v_dropped integer := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('keep_partitions', 0));
  foreach v_table in array array['events', 'webhook_deliveries', 'webhook_attempts', 'webhook_dead_letters'] loop
    for v_month in
      select generate_series(0, 2) * interval '1 month' + date_trunc('month', p_now, 'UTC')
      union all select null
    loop
      v_name := v_table || coalesce(to_char(v_month at time zone 'UTC', '_YYYY_MM'), '_other');
      continue when to_regclass(v_name) is not null;
      begin
        if v_month is null then
          execute format('create table %I partition of %I default', v_name, v_table);
        else
          execute format(
            'create table %I partition of %I for values from (%L) to (%L)', v_name, v_table,
            uuid_floor(v_month), uuid_floor(v_month + interval '1 month'));
        end if;
        execute format('alter table %I enable row level security', v_name);
        execute format('alter table %I force row level security', v_name);
        execute format('create policy tenant on %I using (tenant_id = current_tenant())', v_name);
      exception when check_violation then
        raise warning 'rows of % lie in the default partition already', v_name;
      end;
    end loop;
    for v_name in
      select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = v_table::regclass and c.relname ~ '_\d{4}_\d{2}$'
        and (to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month') at time zone 'UTC' <= p_now - p_keep
    loop
      execute format('drop table %I', v_name);
      v_dropped := v_dropped + 1;
    end loop;
  end loop;
  return v_dropped;
end
$$;
revoke execute on function keep_partitions(timestamptz, interval) from public;
grant execute on function keep_partitions(timestamptz, interval) to office_app;
select keep_partitions(now(), interval '90 days');

-- Keeps events, and a delivery of each for every subscription that wants it. p_events: [{at, tenant, id, event, data,
-- conversation, now, traceparent, target, key, fingerprint}]; `target`: for this subscription, whatever it wants. A line for
-- each event, and one for each delivery that is to be sent now. state: published, known (the key has published it),
-- reused (the key has published something else).
create function publish_events(p_events jsonb)
returns table (at integer, state text, event_id uuid, delivery_id uuid, subscription_id uuid)
language plpgsql as $$
declare
  e record;
  s record;
  k record;
begin
  for e in
    select * from jsonb_to_recordset(p_events) as event(
      at integer, tenant uuid, id uuid, event text, data text, conversation uuid, now timestamptz,
      traceparent text, target uuid, key text, fingerprint text)
    order by event.tenant, event.key, event.at
  loop
    perform set_config('app.tenant', e.tenant::text, true);
    at := e.at;
    state := 'published';
    event_id := e.id;
    delivery_id := null;
    subscription_id := null;
    if e.key is not null then
      insert into event_keys (tenant_id, key, event_id, fingerprint, created_at)
      values (e.tenant, e.key, e.id, decode(e.fingerprint, 'hex'), e.now)
      on conflict do nothing;
      if not found then
        select ek.event_id, ek.fingerprint into k from event_keys ek where ek.tenant_id = e.tenant and ek.key = e.key;
        event_id := k.event_id;
        state := case when k.fingerprint = decode(e.fingerprint, 'hex') then 'known' else 'reused' end;
        return next;
        continue;
      end if;
    end if;
    insert into events (tenant_id, id, event, conversation_id, data, traceparent, created_at)
    values (e.tenant, e.id, e.event, e.conversation, e.data::json, e.traceparent, e.now);
    return next;

    for s in
      select ws.id, ws.status from webhook_subscriptions ws
      where ws.tenant_id = e.tenant
        and case when e.target is null then ws.events && array[e.event, '*'] else ws.id = e.target end
    loop
      subscription_id := s.id;
      delivery_id := uuid_at(e.now);
      if s.status <> 'active' and e.target is null and subscription_rests(e.tenant, s.id) then
        insert into webhook_deliveries (tenant_id, id, subscription_id, event_id, event, state, created_at)
        values (e.tenant, delivery_id, s.id, e.id, e.event, 'held', e.now);
      else
        insert into webhook_deliveries (tenant_id, id, subscription_id, event_id, event, state, due_at, created_at)
        values (e.tenant, delivery_id, s.id, e.id, e.event, 'pending', e.now, e.now);
        return next;
      end if;
    end loop;
  end loop;
end
$$;

-- Whether a subscription is paused or disabled, and stays so until this transaction ends: who resumes it then finds what
-- was held. Null: it is gone.
create function subscription_rests(p_tenant uuid, p_subscription uuid) returns boolean language plpgsql as $$
declare
  v_status text;
begin
  select ws.status into v_status from webhook_subscriptions ws
  where ws.tenant_id = p_tenant and ws.id = p_subscription for share;
  return v_status <> 'active';
end
$$;
