alter table tenants
  add column plan text not null default 'starter' check (plan in ('starter', 'pro', 'enterprise'));
