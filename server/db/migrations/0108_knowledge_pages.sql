alter table knowledge_sources drop constraint knowledge_sources_kind_check;
alter table knowledge_sources
  add check (kind in ('text', 'faq', 'url', 'file', 'site')),
  -- how often in a row it could not be read for now
  add outages integer not null default 0,
  -- of kind site: its pages, those named that stand on other hosts, and those that are too many
  add pages_ready integer not null default 0,
  add pages_failed integer not null default 0,
  add pages_elsewhere integer not null default 0,
  add pages_left_out integer not null default 0;

create table knowledge_pages (
  tenant_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  url text not null,
  -- in which order they are read
  ordinal integer not null,
  -- as the sitemap says it
  lastmod text,
  title text,
  status text not null default 'queued' check (status in ('queued', 'ready', 'failed')),
  attempts integer not null default 0,
  failure text,
  failure_code text,
  chunk_count integer not null default 0,
  -- what was read last: where it was found, what the site called it, and what it said
  found_url text,
  etag text,
  last_modified text,
  hash bytea,
  fetched_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, source_id, url),
  foreign key (tenant_id, source_id) references knowledge_sources (tenant_id, id) on delete cascade
);

-- The crawl of a site that runs: who holds the ticket goes on with it.
create table knowledge_crawls (
  tenant_id uuid not null,
  source_id uuid not null,
  ticket uuid not null,
  -- whether the sitemaps have been read
  named boolean not null default false,
  -- where its pages may stand
  hosts text[] not null default '{}',
  -- how often the pages that are read now were tried
  round integer not null default 0,
  -- whether Bob may quote something else than before
  changed boolean not null default false,
  primary key (tenant_id, source_id),
  foreign key (tenant_id, source_id) references knowledge_sources (tenant_id, id) on delete cascade
);

alter table knowledge_chunks
  add page_id uuid,
  add foreign key (tenant_id, page_id) references knowledge_pages (tenant_id, id) on delete cascade,
  drop constraint knowledge_chunks_tenant_id_source_id_ordinal_key,
  add unique nulls not distinct (tenant_id, source_id, page_id, ordinal);
create index knowledge_chunks_page on knowledge_chunks (tenant_id, page_id) where page_id is not null;

alter table knowledge_pages enable row level security;
alter table knowledge_pages force row level security;
create policy tenant on knowledge_pages using (tenant_id = current_tenant());
alter table knowledge_crawls enable row level security;
alter table knowledge_crawls force row level security;
create policy tenant on knowledge_crawls using (tenant_id = current_tenant());
grant select, insert, update, delete on knowledge_pages, knowledge_crawls to office_app;
