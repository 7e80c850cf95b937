-- What a settled reservation has cost; the amount of its row is only what was given back. One check instead of several,
-- and no foreign key to the balance that is locked anyway: two rows of every answer pass here.
alter table credit_ledger
  add column charged integer,
  drop constraint credit_ledger_kind_check,
  drop constraint credit_ledger_check,
  drop constraint credit_ledger_tenant_id_fkey,
  add constraint credit_ledger_check check (
    case kind
      when 'grant' then amount > 0 and charged is null
      when 'reserve' then amount < 0 and charged is null
      when 'settle' then amount >= 0 and charged >= 0
      when 'release' then amount >= 0 and charged is null
      else false
    end);
-- room for the next versions of a row beside it
alter table credit_balances set (fillfactor = 50);

-- what was granted and spent from day to day
create index credit_ledger_days on credit_ledger (tenant_id, created_at)
  include (kind, amount, charged) where kind in ('grant', 'settle');

-- Moves a balance once for all that a statement adds, and not at all where nothing was given back.
create or replace function move_balance() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  moved record;
begin
  for moved in select tenant_id, sum(amount)::integer as amount from added group by tenant_id loop
    if moved.amount <> 0 then
      perform set_config('app.tenant', moved.tenant_id::text, true);
      update credit_balances set balance = balance + moved.amount where tenant_id = moved.tenant_id;
      if not found then
        raise foreign_key_violation using message = 'there is no balance to move';
      end if;
    end if;
  end loop;
  return null;
end
$$;
drop trigger moves_balance on credit_ledger;
create trigger moves_balance after insert on credit_ledger
  referencing new table as added for each statement execute function move_balance();

-- How a reservation stands afterwards, or exhausted: nothing was taken. The balance is locked so that the callers of a
-- tenant pass one by one, and what is read here still holds when it is written.
create or replace function reserve_credits(p_tenant uuid, p_reference text, p_credits integer, p_now timestamptz)
returns text language plpgsql as $$
declare
  v_balance integer;
  v_state text;
begin
  perform set_config('app.tenant', p_tenant::text, true);
  select b.balance into v_balance from credit_balances b where b.tenant_id = p_tenant for no key update;
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
create or replace function close_reservation(
  p_tenant uuid, p_reference text, p_kind text, p_used integer, p_now timestamptz
) returns text language plpgsql as $$
begin
  perform set_config('app.tenant', p_tenant::text, true);
  perform from credit_balances b where b.tenant_id = p_tenant for no key update;
  if reservation_state(p_tenant, p_reference) = 'reserved' then
    insert into credit_ledger (tenant_id, kind, reference, amount, charged, created_at)
    select p_tenant, p_kind, p_reference, -l.amount - least(greatest(p_used, 0), -l.amount),
           case p_kind when 'settle' then least(greatest(p_used, 0), -l.amount) end, p_now
    from credit_ledger l
    where l.tenant_id = p_tenant and l.reference = p_reference and l.kind = 'reserve'
    -- a turn settles without the lock above; whoever was first has closed it
    on conflict do nothing;
  end if;
  return reservation_state(p_tenant, p_reference);
end
$$;
