create table conversations (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  session_id text not null,
  controller text not null default 'bob',
  -- moves when control changes hands; a write that speaks to the visitor names the epoch it started under
  control_epoch integer not null default 1,
  last_seq integer not null default 0,
  token_required boolean not null default false,
  -- Bob's last reply offered to ask the team, so a plain "yes" accepts it
  handoff_offered boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id)
);

create index conversations_session on conversations (tenant_id, session_id, id desc);

create table messages (
  tenant_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  seq integer not null,
  author text not null check (author in ('visitor', 'bob', 'human')),
  body text not null,
  citations jsonb not null default '[]',
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, conversation_id, seq),
  foreign key (tenant_id, conversation_id) references conversations (tenant_id, id) on delete cascade
);

create table escalations (
  tenant_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  reason text not null,
  status text not null default 'open' check (status in ('open', 'resolved')),
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, conversation_id) references conversations (tenant_id, id) on delete cascade
);

create unique index escalations_open on escalations (tenant_id, conversation_id) where status = 'open';

create table decision_traces (
  tenant_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  question_id uuid not null,
  reply_id uuid not null,
  engine text not null,
  engine_version text not null,
  knowledge_version bigint not null,
  language text not null,
  intent text not null,
  verdict text not null,
  reasons text[] not null,
  -- [{chunkId, hash, score}] of everything that was quoted
  evidence jsonb not null,
  duration_us integer not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, conversation_id) references conversations (tenant_id, id) on delete cascade
);

create index decision_traces_reply on decision_traces (tenant_id, reply_id);

do $$
declare
  name text;
begin
  foreach name in array array['conversations', 'messages', 'escalations', 'decision_traces'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (tenant_id = current_tenant())', name);
    execute format('grant select, insert, update, delete on %I to office_app', name);
  end loop;
end
$$;
