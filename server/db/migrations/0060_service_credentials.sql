-- What internal services are known by: tokens that were signed for them, and the names in their certificates.
create table service_credentials (
  id uuid primary key,
  kind text not null check (kind in ('token', 'certificate')),
  name text not null check (name ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  scopes text[] not null,
  -- the tenants that it may speak for; null: every one
  tenants uuid[],
  created_at timestamptz not null,
  -- a certificate says itself how long it lasts
  expires_at timestamptz check ((kind = 'token') = (expires_at is not null)),
  revoked_at timestamptz
);

create unique index service_credentials_certificate on service_credentials (name)
  where kind = 'certificate' and revoked_at is null;

grant select, insert, update (revoked_at) on service_credentials to office_app;
