create extension if not exists btree_gist;

-- Who of a business takes appointments; a business that names nobody takes them itself, one at a time.
create table staff (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  name text not null,
  -- the services that they give; none: all
  services text[] not null,
  -- null: when the business is open
  hours jsonb,
  active boolean not null default true,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);

create table appointments (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  conversation_id uuid,
  service text not null,
  staff_id uuid,
  staff_name text,
  -- what cannot be in two places at once: somebody of the staff, or the business itself
  resource uuid not null,
  during tstzrange not null check (not isempty(during) and lower_inc(during) and not upper_inc(during)),
  name text,
  email text,
  phone text,
  status text not null check (status in ('held', 'booked', 'cancelled')),
  held_until timestamptz,
  -- counts what changed after it was booked: SEQUENCE of RFC 5545
  revision integer not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  check ((status = 'held') = (held_until is not null)),
  -- nothing can be booked twice, whatever races
  constraint appointments_apart exclude using gist (tenant_id with =, resource with =, during with &&)
    where (status <> 'cancelled')
);
create index appointments_by_start on appointments (tenant_id, lower(during), id);

do $$
declare
  v_table text;
begin
  foreach v_table in array array['staff', 'appointments'] loop
    execute format('alter table %I enable row level security', v_table);
    execute format('alter table %I force row level security', v_table);
    execute format('create policy tenant on %I using (tenant_id = current_tenant())', v_table);
    execute format('grant select, insert, update, delete on %I to office_app', v_table);
  end loop;
end
$$;
