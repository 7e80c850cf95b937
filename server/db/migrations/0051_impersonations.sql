-- An operator in a tenant's account, for a while and for a reason that the tenant reads.
create table impersonations (
  tenant_id uuid not null references tenants (id) check (tenant_id <> platform_tenant()),
  id uuid not null,
  operator_id uuid not null,
  -- kept here because the tenant cannot see the operators
  operator_name text not null,
  -- it is over when this session is; the row outlives it
  operator_session_id uuid not null,
  reason text not null check (char_length(reason) between 5 and 500),
  started_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, id)
);

create index impersonations_open on impersonations (operator_session_id) where ended_at is null;

alter table impersonations enable row level security;
alter table impersonations force row level security;
create policy tenant on impersonations using (tenant_id = current_tenant());
-- the end of an operator's session ends what came of it, in whichever tenants
create policy platform on impersonations for select using (current_tenant() = platform_tenant());
create policy platform_end on impersonations for update using (current_tenant() = platform_tenant());
grant select, insert, update (ended_at) on impersonations to office_app;
