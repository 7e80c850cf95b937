create table knowledge_sources (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  kind text not null check (kind in ('text')),
  title text not null,
  language text not null,
  url text,
  body text not null,
  status text not null default 'queued' check (status in ('queued', 'processing', 'ready', 'failed')),
  failure text,
  chunk_count integer not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id)
);

create table knowledge_chunks (
  tenant_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  ordinal integer not null,
  headings text[] not null,
  body text not null,
  -- character offsets in the source's body
  start_offset integer not null,
  end_offset integer not null,
  language text not null,
  hash bytea not null,
  search tsvector not null,
  primary key (tenant_id, id),
  unique (tenant_id, source_id, ordinal),
  foreign key (tenant_id, source_id) references knowledge_sources (tenant_id, id) on delete cascade
);

create index knowledge_chunks_search on knowledge_chunks using gin (search);
create index knowledge_chunks_trigram on knowledge_chunks using gin (body gin_trgm_ops);

-- The full-text configuration of a language; one that PostgreSQL does not know is searched word by word.
create function search_configuration(p_language text) returns regconfig
language sql immutable
return case p_language
  when 'en' then 'english' when 'es' then 'spanish' when 'de' then 'german' when 'fr' then 'french'
  when 'it' then 'italian' when 'pt' then 'portuguese' when 'nl' then 'dutch'
  else 'simple'
end::regconfig;

alter table knowledge_sources enable row level security;
alter table knowledge_sources force row level security;
create policy tenant on knowledge_sources using (tenant_id = current_tenant());
alter table knowledge_chunks enable row level security;
alter table knowledge_chunks force row level security;
create policy tenant on knowledge_chunks using (tenant_id = current_tenant());
grant select, insert, update, delete on knowledge_sources, knowledge_chunks to office_app;
