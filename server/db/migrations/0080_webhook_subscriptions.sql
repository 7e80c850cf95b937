-- Where a business wants to be told of events.
create table webhook_subscriptions (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  url text not null,
  events text[] not null check (cardinality(events) > 0),
  description text,
  -- sealed
  secret text not null,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
alter table webhook_subscriptions enable row level security;
alter table webhook_subscriptions force row level security;
create policy tenant on webhook_subscriptions using (tenant_id = current_tenant());
grant select, insert, update, delete on webhook_subscriptions to office_app;
