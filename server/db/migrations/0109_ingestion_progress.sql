-- how far the reading of a source is; null: it is not read, or cannot be counted
alter table knowledge_sources
  add progress_done integer,
  add progress_total integer,
  add progress_failed integer,
  add check (num_nulls(progress_done, progress_total, progress_failed) in (0, 3));
