-- A business has one owner at any time; who they are changes in one transaction.
create unique index users_one_owner on users (tenant_id) where role = 'owner';

-- Somebody who was asked to join. A row is open until it is accepted, revoked or too old; what became of it is in the
-- audit log.
create table invitations (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  email text not null check (email = lower(email)),
  role text not null check (role in ('admin', 'agent', 'viewer')),
  invited_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  -- SHA-256 of the token in the newest mail; null until that was sent
  token_hash bytea unique,
  primary key (tenant_id, id),
  unique (tenant_id, email)
);

create table password_resets (
  tenant_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  token_hash bytea not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);
create index password_resets_user on password_resets (tenant_id, user_id);

do $$
declare
  name text;
begin
  foreach name in array array['invitations', 'password_resets'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (tenant_id = current_tenant())', name);
    execute format('grant select, insert, update, delete on %I to office_app', name);
    -- who holds a token knows no tenant yet: they see the one row whose hash their transaction has named
    execute format($policy$create policy token on %I for select
      using (token_hash = decode(nullif(current_setting('app.mailed_hash', true), ''), 'hex'))$policy$, name);
  end loop;
end
$$;
