create table idempotency_keys (
  tenant_id uuid not null references tenants (id),
  scope text not null,
  key text not null,
  fingerprint bytea not null,
  -- what the first run had written when it was cut off, so that a second run takes it up
  progress jsonb,
  -- the run that holds the lease; another run may not answer for it
  runner uuid,
  answer jsonb,
  leased_until timestamptz not null,
  created_at timestamptz not null,
  primary key (tenant_id, scope, key)
);

create index idempotency_keys_age on idempotency_keys (tenant_id, created_at);
alter table idempotency_keys enable row level security;
alter table idempotency_keys force row level security;
create policy tenant on idempotency_keys using (tenant_id = current_tenant());
grant select, insert, update, delete on idempotency_keys to office_app;

-- Claims a key for 30 s. state: claimed (run it), answered (replay), running (wait), reused (another request).
create function claim_idempotency(
  p_tenant uuid, p_scope text, p_key text, p_fingerprint bytea, p_runner uuid, p_now timestamptz,
  out state text, out answer jsonb, out progress jsonb
) language plpgsql as $$
declare
  lease constant interval := '30 seconds';
  kept constant interval := '24 hours';
  seen idempotency_keys;
begin
  select * into seen from idempotency_keys k
  where k.tenant_id = p_tenant and k.scope = p_scope and k.key = p_key;
  if seen.answer is not null and seen.fingerprint = p_fingerprint and seen.created_at >= p_now - kept then
    state := 'answered';
    answer := seen.answer;
    return;
  end if;

  -- the first run may still hold its uncommitted row: say so instead of waiting for it
  if not pg_try_advisory_xact_lock(hashtextextended(concat_ws(chr(10), p_tenant, p_scope, p_key), 1)) then
    state := 'running';
    return;
  end if;

  select * into seen from idempotency_keys k
  where k.tenant_id = p_tenant and k.scope = p_scope and k.key = p_key;

  if seen.key is null or seen.created_at < p_now - kept then
    insert into idempotency_keys (tenant_id, scope, key, fingerprint, runner, leased_until, created_at)
    values (p_tenant, p_scope, p_key, p_fingerprint, p_runner, p_now + lease, p_now)
    on conflict (tenant_id, scope, key) do update
      set fingerprint = excluded.fingerprint, runner = excluded.runner, progress = null, answer = null,
          leased_until = excluded.leased_until, created_at = excluded.created_at;
    state := 'claimed';
  elsif seen.fingerprint <> p_fingerprint then
    state := 'reused';
  elsif seen.answer is not null then
    state := 'answered';
    answer := seen.answer;
  elsif seen.leased_until > p_now then
    state := 'running';
  else
    update idempotency_keys k set leased_until = p_now + lease, runner = p_runner
    where k.tenant_id = p_tenant and k.scope = p_scope and k.key = p_key;
    state := 'claimed';
    progress := seen.progress;
  end if;
end
$$;

create function settle_idempotency(p_tenant uuid, p_scope text, p_key text, p_answer jsonb) returns void
language sql
begin atomic
  update idempotency_keys set answer = p_answer
  where tenant_id = p_tenant and scope = p_scope and key = p_key;
end;

-- Lets another run take a key at once, after this one has failed.
create function release_idempotency(p_tenant uuid, p_scope text, p_key text, p_runner uuid) returns void
language plpgsql as $$
begin
  perform set_config('app.tenant', p_tenant::text, true);
  update idempotency_keys set leased_until = '-infinity'
  where tenant_id = p_tenant and scope = p_scope and key = p_key and runner = p_runner and answer is null;
end
$$;

-- Forgets keys older than a day, tenant by tenant because row-level security binds this too.
create function forget_idempotency(p_now timestamptz) returns bigint
language plpgsql as $$
declare
  tenant uuid;
  gone bigint;
  total bigint := 0;
begin
  for tenant in select id from tenants loop
    perform set_config('app.tenant', tenant::text, true);
    delete from idempotency_keys where tenant_id = tenant and created_at < p_now - interval '24 hours';
    get diagnostics gone = row_count;
    total := total + gone;
  end loop;
  return total;
end
$$;
