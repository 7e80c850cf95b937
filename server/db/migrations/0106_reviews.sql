-- What the team thinks of an answer.
create table reviews (
  tenant_id uuid not null,
  trace_id uuid not null,
  rating text not null check (rating in ('good', 'bad')),
  -- what Bob should have said
  correction text,
  reviewed_by text not null,
  reviewed_at timestamptz not null,
  -- what became of the correction
  source_id uuid,
  golden boolean not null default false,
  primary key (tenant_id, trace_id),
  foreign key (tenant_id, trace_id) references decision_traces (tenant_id, id) on delete cascade
);
alter table reviews enable row level security;
alter table reviews force row level security;
create policy tenant on reviews using (tenant_id = current_tenant());
grant select, insert, update, delete on reviews to office_app;

create index decision_traces_by_conversation on decision_traces (tenant_id, conversation_id, id);
