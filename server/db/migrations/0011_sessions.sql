-- One sign-in: a family of refresh tokens, of which the newest is the only one that is still good.
create table sessions (
  tenant_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);

create index sessions_user on sessions (tenant_id, user_id);
create index sessions_expiry on sessions (tenant_id, expires_at);

create table refresh_tokens (
  tenant_id uuid not null,
  id uuid not null,
  session_id uuid not null,
  -- SHA-256 of the token; the token itself is kept nowhere
  hash bytea not null unique,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, session_id) references sessions (tenant_id, id) on delete cascade
);

create index refresh_tokens_session on refresh_tokens (tenant_id, session_id);

alter table sessions enable row level security;
alter table sessions force row level security;
create policy tenant on sessions using (tenant_id = current_tenant());
alter table refresh_tokens enable row level security;
alter table refresh_tokens force row level security;
create policy tenant on refresh_tokens using (tenant_id = current_tenant());
-- a refresh knows no tenant yet: it sees the one row whose hash its transaction has named
create policy refresh on refresh_tokens for select
  using (hash = decode(nullif(current_setting('app.refresh_hash', true), ''), 'hex'));
grant select, insert, update, delete on sessions, refresh_tokens to office_app;

-- Forgets sessions that ended by themselves, tenant by tenant because row-level security binds this too.
create function forget_sessions(p_now timestamptz) returns bigint
language plpgsql as $$
declare
  tenant uuid;
  gone bigint;
  total bigint := 0;
begin
  for tenant in select id from tenants loop
    perform set_config('app.tenant', tenant::text, true);
    delete from sessions where tenant_id = tenant and expires_at < p_now;
    get diagnostics gone = row_count;
    total := total + gone;
  end loop;
  return total;
end
$$;
