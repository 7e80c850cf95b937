-- Publishable keys: every visitor of the tenant's site can read them, so they are kept as they are.
create table widget_keys (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  environment text not null check (environment in ('live', 'test')),
  key text not null unique check (key ~ '^pk_(live|test)_[A-Za-z0-9_-]{32}$'),
  created_at timestamptz not null,
  revoked_at timestamptz,
  primary key (tenant_id, id)
);

-- The pages that may call with a tenant's keys: production ones with pk_live_, test ones with pk_test_.
create table widget_origins (
  tenant_id uuid not null references tenants (id),
  origin text not null check (origin = lower(origin)),
  environment text not null check (environment in ('production', 'test')),
  -- the last call from there that was answered, to the minute
  last_seen_at timestamptz,
  primary key (tenant_id, origin)
);

create index widget_origins_origin on widget_origins (origin);

create table widget_settings (
  tenant_id uuid primary key references tenants (id),
  theme jsonb not null,
  launcher jsonb not null,
  updated_at timestamptz not null
);

do $$
declare
  name text;
begin
  foreach name in array array['widget_keys', 'widget_origins', 'widget_settings'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (tenant_id = current_tenant())', name);
    execute format('grant select, insert, update, delete on %I to office_app', name);
  end loop;
end
$$;

-- who names a key or an origin exactly sees its row, before any tenant is known
create policy lookup on widget_keys for select using (key = current_setting('app.widget_key', true));
create policy lookup on widget_origins for select using (origin = current_setting('app.widget_origin', true));

-- The key that is not revoked, and the origins that may use it. id is null for any other text.
create function find_widget_key(
  p_key text, out id uuid, out tenant_id uuid, out environment text, out origins text[]
) language plpgsql as $$
begin
  perform set_config('app.widget_key', p_key, true);
  select k.id, k.tenant_id, k.environment into id, tenant_id, environment
  from widget_keys k where k.key = p_key and k.revoked_at is null;
  if id is null then
    return;
  end if;

  perform set_config('app.tenant', tenant_id::text, true);
  origins := array(
    select o.origin from widget_origins o
    where o.tenant_id = find_widget_key.tenant_id
      and o.environment = case find_widget_key.environment when 'live' then 'production' else 'test' end);
end
$$;

-- Whether any tenant allows an origin: all that can be asked before a key is sent.
create function is_widget_origin(p_origin text) returns boolean language plpgsql as $$
begin
  perform set_config('app.widget_origin', p_origin, true);
  return exists (select from widget_origins o where o.origin = p_origin);
end
$$;
