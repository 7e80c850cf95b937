-- What the payment system told: one row for each invoice whose payment has ever failed.
create table payment_failures (
  tenant_id uuid not null references tenants (id),
  -- the payment system's own name of it
  invoice text not null,
  reason text,
  failed_at timestamptz not null,
  recovered_at timestamptz,
  primary key (tenant_id, invoice)
);

create index payment_failures_open on payment_failures (tenant_id) where recovered_at is null;
alter table payment_failures enable row level security;
alter table payment_failures force row level security;
create policy tenant on payment_failures using (tenant_id = current_tenant());
grant select, insert, update on payment_failures to office_app;
