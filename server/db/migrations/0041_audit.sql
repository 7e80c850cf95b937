-- What people and services have changed, tenant by tenant. Each entry holds the hash of the one before it, and the
-- head tells which one is the last, so that an entry which was edited, taken out or cut off shows.
create table audit_heads (
  tenant_id uuid primary key references tenants (id),
  seq bigint not null,
  hash bytea not null
);

create table audit_log (
  tenant_id uuid not null references tenants (id),
  -- 1, 2, 3… without a gap
  seq bigint not null,
  at timestamptz not null,
  -- user:…, operator:…, service:… or system
  actor text not null,
  action text not null,
  -- the public id of what was changed
  subject text,
  details jsonb not null,
  request_id text not null,
  previous bytea not null,
  hash bytea not null,
  primary key (tenant_id, seq)
);

alter table audit_heads enable row level security;
alter table audit_heads force row level security;
create policy tenant on audit_heads using (tenant_id = current_tenant());
alter table audit_log enable row level security;
alter table audit_log force row level security;
create policy tenant on audit_log using (tenant_id = current_tenant());
-- the product appends and reads; place and hash in the chain are the owner's trigger's to give
grant select on audit_heads to office_app;
grant select, insert (tenant_id, at, actor, action, subject, details, request_id) on audit_log to office_app;

create function audit_hash(e audit_log) returns bytea
language sql stable set timezone = 'UTC'
return sha256(e.previous || convert_to(jsonb_build_array(
  e.tenant_id, e.seq, extract(epoch from e.at), e.actor, e.action, e.subject, e.details, e.request_id)::text, 'UTF8'));

create function chain_audit_entry() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- the entries of a tenant are written one by one: whoever comes second waits here for the first to commit
  insert into audit_heads as h (tenant_id, seq, hash) values (new.tenant_id, 0, '')
  on conflict (tenant_id) do update set seq = h.seq
  returning h.seq + 1, h.hash into new.seq, new.previous;
  new.hash := audit_hash(new);
  update audit_heads set seq = new.seq, hash = new.hash where tenant_id = new.tenant_id;
  return new;
end
$$;
create trigger chains_entry before insert on audit_log for each row execute function chain_audit_entry();

-- How many entries of the current tenant were looked at, and the first that is not as it was written; null: none.
create function verify_audit(out entries bigint, out wrong bigint) language plpgsql stable as $$
declare
  entry audit_log;
  last_hash bytea := '';
  head audit_heads;
begin
  entries := 0;
  for entry in select * from audit_log where tenant_id = current_tenant() order by seq loop
    entries := entries + 1;
    if entry.seq <> entries or entry.previous <> last_hash or entry.hash <> audit_hash(entry) then
      -- a gap is found at the entry that is missing
      wrong := entries;
      return;
    end if;
    last_hash := entry.hash;
  end loop;
  select * into head from audit_heads where tenant_id = current_tenant();
  if coalesce(head.seq, 0) <> entries or coalesce(head.hash, '') <> last_hash then
    wrong := entries + 1;
  end if;
end
$$;
