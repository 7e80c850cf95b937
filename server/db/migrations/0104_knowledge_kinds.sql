alter table knowledge_sources drop constraint knowledge_sources_kind_check;
alter table knowledge_sources
  add check (kind in ('text', 'faq', 'url', 'file')),
  -- whether the owner said them; else a page or a file does
  add title_given boolean not null default true,
  add language_given boolean not null default true,
  -- what was sent, for kind file
  add file_name text,
  add original bytea,
  -- why it failed, in a word
  add failure_code text,
  add fetched_at timestamptz;
