-- How far the ledger of a tenant was swept: every reservation up to that id is closed.
create table credit_sweeps (
  tenant_id uuid primary key references tenants (id),
  closed_to bigint not null
);
alter table credit_sweeps enable row level security;
alter table credit_sweeps force row level security;
create policy tenant on credit_sweeps using (tenant_id = current_tenant());
grant select, insert, update on credit_sweeps to office_app;

-- The reservations of the current tenant that nobody has closed, after a place in its ledger and up to another.
create function open_reservations(p_tenant uuid, p_after bigint, p_to bigint)
returns table (reference text, credits integer) language sql stable
begin atomic
  select r.reference, -r.amount from credit_ledger r
  where r.tenant_id = p_tenant and r.id > p_after and r.id <= p_to and r.kind = 'reserve'
    and not exists (
      select from credit_ledger c
      where c.tenant_id = p_tenant and c.reference = r.reference and c.kind in ('settle', 'release'));
end;

-- Gives back what was reserved before p_before and never closed, and tells how many that were. It reads the ledger from
-- where the last sweep ended: a tenant's reservations get their ids under the lock of its balance, so none appears later
-- among those that were read. A turn may be settling one of them meanwhile; neither waits long for the other.
create function release_stranded(p_tenant uuid, p_before timestamptz, p_now timestamptz) returns integer
language plpgsql set lock_timeout = '200ms' as $$
declare
  v_after bigint;
  v_to bigint;
  v_reference text;
  v_released integer := 0;
begin
  perform set_config('app.tenant', p_tenant::text, true);
  select s.closed_to into v_after from credit_sweeps s where s.tenant_id = p_tenant;
  v_after := coalesce(v_after, 0);
  select coalesce(min(l.id) filter (where l.created_at >= p_before) - 1, max(l.id)) into v_to
  from credit_ledger l where l.tenant_id = p_tenant and l.id > v_after and l.kind = 'reserve';
  if coalesce(v_to, v_after) = v_after then
    return 0;
  end if;
  for v_reference in select o.reference from open_reservations(p_tenant, v_after, v_to) o order by o.reference loop
    if close_reservation(p_tenant, v_reference, 'release', 0, p_now) = 'released' then
      v_released := v_released + 1;
    end if;
  end loop;
  insert into credit_sweeps as s (tenant_id, closed_to) values (p_tenant, v_to)
  on conflict (tenant_id) do update set closed_to = greatest(s.closed_to, excluded.closed_to);
  return v_released;
end
$$;
