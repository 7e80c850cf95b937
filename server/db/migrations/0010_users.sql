create table users (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  email text not null constraint users_email unique check (email = lower(email)),
  name text not null,
  role text not null check (role in ('owner', 'admin', 'agent', 'viewer')),
  -- argon2id as a PHC string
  password_hash text not null,
  status text not null default 'active' check (status in ('active', 'disabled')),
  created_at timestamptz not null,
  -- sessions that are older than this are over
  password_changed_at timestamptz not null,
  primary key (tenant_id, id)
);

alter table users enable row level security;
alter table users force row level security;
create policy tenant on users using (tenant_id = current_tenant());
-- a login knows no tenant yet: it sees the one row whose e-mail its transaction has named
create policy login on users for select using (email = nullif(current_setting('app.login_email', true), ''));
grant select, insert, update, delete on users to office_app;
