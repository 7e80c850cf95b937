-- The role that the product works under. It owns nothing, so row-level security always binds it.
do $$
begin
  create role office_app nologin;
exception
  when duplicate_object or unique_violation then null;
end
$$;
grant office_app to current_user;

create extension if not exists pg_trgm;

create function current_tenant() returns uuid
language sql stable
return nullif(current_setting('app.tenant', true), '')::uuid;

create table tenants (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  name text not null,
  status text not null default 'active' check (status in ('active', 'suspended')),
  domain text unique check (domain = lower(domain)),
  languages text[] not null check (cardinality(languages) > 0),
  time_zone text not null,
  greeting text,
  -- moves with every change of what Bob may quote, so that an index in memory knows when it is old
  knowledge_version bigint not null default 1,
  created_at timestamptz not null
);

alter table tenants enable row level security;
alter table tenants force row level security;
-- anyone may look a tenant up: the public paths start from its slug or domain
create policy lookup on tenants for select using (true);
create policy creation on tenants for insert with check (true);
create policy change on tenants for update using (id = current_tenant());

grant select, insert, update on tenants to office_app;
