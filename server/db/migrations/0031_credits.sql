-- What a tenant can still spend: the sum of its ledger, kept so that a reservation reads one row.
create table credit_balances (
  tenant_id uuid primary key references tenants (id),
  balance integer not null default 0 check (balance >= 0)
);

-- Every movement of credits. A reservation takes the most that an answer can cost; closing it, settled or released,
-- gives back what was not used.
create table credit_ledger (
  tenant_id uuid not null references credit_balances (tenant_id),
  -- in the order in which a tenant's balance moved
  id bigint generated always as identity,
  kind text not null check (kind in ('grant', 'reserve', 'settle', 'release')),
  -- what moved it: a month, or the turn that is paid for
  reference text not null,
  amount integer not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  check (case kind when 'grant' then amount > 0 when 'reserve' then amount < 0 else amount >= 0 end)
);

-- whoever asks again changes nothing: one grant, one reservation and one close of it for a reference
create unique index credit_ledger_once on credit_ledger (
  tenant_id, reference, (case when kind in ('settle', 'release') then 'close' else kind end));

alter table credit_balances enable row level security;
alter table credit_balances force row level security;
create policy tenant on credit_balances using (tenant_id = current_tenant());
alter table credit_ledger enable row level security;
alter table credit_ledger force row level security;
create policy tenant on credit_ledger using (tenant_id = current_tenant());
-- the product appends; only the owner's trigger moves a balance. Updating the id of a tenant is what locking needs
grant select, insert (tenant_id), update (tenant_id) on credit_balances to office_app;
grant select, insert on credit_ledger to office_app;

create function move_balance() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update credit_balances set balance = balance + new.amount where tenant_id = new.tenant_id;
  return null;
end
$$;
create trigger moves_balance after insert on credit_ledger for each row execute function move_balance();

-- False: it was granted before.
create function grant_credits(p_tenant uuid, p_reference text, p_credits integer, p_now timestamptz) returns boolean
language plpgsql as $$
begin
  perform set_config('app.tenant', p_tenant::text, true);
  insert into credit_balances (tenant_id) values (p_tenant) on conflict do nothing;
  insert into credit_ledger (tenant_id, kind, reference, amount, created_at)
  values (p_tenant, 'grant', p_reference, p_credits, p_now)
  on conflict do nothing;
  return found;
end
$$;

-- How a reservation stands: reserved, settled or released. Null: there is none.
create function reservation_state(p_tenant uuid, p_reference text) returns text
language sql stable
return (
  select case l.kind when 'reserve' then 'reserved' when 'settle' then 'settled' else 'released' end
  from credit_ledger l
  where l.tenant_id = p_tenant and l.reference = p_reference and l.kind <> 'grant'
  order by l.id desc
  limit 1
);

-- How the reservation stands afterwards, or exhausted: nothing was taken.
create function reserve_credits(p_tenant uuid, p_reference text, p_credits integer, p_now timestamptz) returns text
language plpgsql as $$
declare
  v_balance integer;
  v_state text;
begin
  perform set_config('app.tenant', p_tenant::text, true);
  -- the callers of a tenant pass one by one, so that what is read here still holds when it is written
  select b.balance into v_balance from credit_balances b where b.tenant_id = p_tenant for update;
  v_state := reservation_state(p_tenant, p_reference);
  if v_state is not null then
    return v_state;
  end if;
  if coalesce(v_balance, 0) < p_credits then
    return 'exhausted';
  end if;
  insert into credit_ledger (tenant_id, kind, reference, amount, created_at)
  values (p_tenant, 'reserve', p_reference, -p_credits, p_now);
  return 'reserved';
end
$$;

-- Closes a reservation once, as settle or release, and tells how it stands afterwards. Null: there is none.
create function close_reservation(p_tenant uuid, p_reference text, p_kind text, p_used integer, p_now timestamptz)
returns text language plpgsql as $$
begin
  perform set_config('app.tenant', p_tenant::text, true);
  perform from credit_balances b where b.tenant_id = p_tenant for update;
  if reservation_state(p_tenant, p_reference) = 'reserved' then
    insert into credit_ledger (tenant_id, kind, reference, amount, created_at)
    select p_tenant, p_kind, p_reference, -l.amount - least(greatest(p_used, 0), -l.amount), p_now
    from credit_ledger l
    where l.tenant_id = p_tenant and l.reference = p_reference and l.kind = 'reserve';
  end if;
  return reservation_state(p_tenant, p_reference);
end
$$;
