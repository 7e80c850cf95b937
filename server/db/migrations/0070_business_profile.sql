-- How a business presents itself, beside its name and time zone, which stand in tenants.
create table business_profiles (
  tenant_id uuid primary key references tenants (id),
  contact jsonb not null,
  address jsonb,
  hours jsonb not null,
  holidays jsonb not null,
  departments jsonb not null,
  services jsonb not null,
  updated_at timestamptz not null
);
alter table business_profiles enable row level security;
alter table business_profiles force row level security;
create policy tenant on business_profiles using (tenant_id = current_tenant());
grant select, insert, update on business_profiles to office_app;

-- since when an origin is allowed
alter table widget_origins add column created_at timestamptz not null default now();
