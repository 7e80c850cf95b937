alter table tenants
  add column suspended_at timestamptz,
  add column suspended_because text,
  -- past_due while the failure of any payment is open
  add column billing_status text not null default 'ok' check (billing_status in ('ok', 'past_due')),
  add column billing_status_since timestamptz;
