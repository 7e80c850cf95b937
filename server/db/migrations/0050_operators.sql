create function platform_tenant() returns uuid language sql immutable
return '01900000-0000-7000-8000-000000168052'::uuid;

-- Who runs the platform: people of the tenant that is the platform itself, so only a transaction about it sees them.
create table operators (
  tenant_id uuid not null references tenants (id) check (tenant_id = platform_tenant()),
  id uuid not null,
  email text not null constraint operators_email unique check (email = lower(email)),
  name text not null,
  role text not null check (role in ('platform_admin', 'support', 'auditor')),
  -- argon2id as a PHC string
  password_hash text not null,
  status text not null default 'active' check (status in ('active', 'disabled')),
  -- sealed; asked for at a login once it is confirmed
  totp_secret text,
  totp_confirmed_at timestamptz check (totp_confirmed_at is null or totp_secret is not null),
  -- the 30 seconds whose code was taken last: no code is taken twice
  totp_step bigint,
  -- SHA-256 in hex of the recovery codes that are left
  recovery_hashes text[] not null default '{}',
  created_at timestamptz not null,
  -- sessions that are older than this are over
  password_changed_at timestamptz not null,
  primary key (tenant_id, id)
);

create table operator_sessions (
  tenant_id uuid not null,
  id uuid not null,
  operator_id uuid not null,
  -- SHA-256 of the cookie; the cookie itself is kept nowhere
  token_hash bytea not null unique,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  -- when a password or a one-time code was last given
  proved_at timestamptz not null,
  revoked_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, operator_id) references operators (tenant_id, id) on delete cascade
);

create index operator_sessions_operator on operator_sessions (tenant_id, operator_id);

alter table operators enable row level security;
alter table operators force row level security;
create policy tenant on operators using (tenant_id = current_tenant());
alter table operator_sessions enable row level security;
alter table operator_sessions force row level security;
create policy tenant on operator_sessions using (tenant_id = current_tenant());
grant select, insert, update on operators to office_app;
grant select, insert, update, delete on operator_sessions to office_app;
