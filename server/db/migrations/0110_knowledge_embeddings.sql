-- What a text means to a model, as float32, little-endian, of length 1. One row a text: passages of the same text share it.
create table knowledge_embeddings (
  tenant_id uuid not null references tenants (id),
  -- of the text (knowledge_chunks.hash)
  hash bytea not null,
  -- vectors of one model can be compared with each other only
  model text not null,
  vector bytea not null,
  primary key (tenant_id, hash, model)
-- they are read all at once, so they lie with their rows, and numbers like these do not get smaller
) with (toast_tuple_target = 8160);
alter table knowledge_embeddings alter column vector set storage external;
alter table knowledge_embeddings enable row level security;
alter table knowledge_embeddings force row level security;
create policy tenant on knowledge_embeddings using (tenant_id = current_tenant());
grant select, insert, delete on knowledge_embeddings to office_app;

create index knowledge_chunks_by_hash on knowledge_chunks (tenant_id, hash);

-- Forgets what a text meant with the last passage of it; at the commit, because a source that is read again has most of
-- its texts again.
create function forget_embeddings() returns trigger language plpgsql as $$
begin
  perform set_config('app.tenant', old.tenant_id::text, true);
  delete from knowledge_embeddings e
  where e.tenant_id = old.tenant_id and e.hash = old.hash and not exists (
    select from knowledge_chunks c where c.tenant_id = old.tenant_id and c.hash = old.hash);
  return null;
end
$$;
create constraint trigger forget_embeddings after delete on knowledge_chunks
deferrable initially deferred for each row execute function forget_embeddings();

-- Sources of a tenant, not touched since, of which a passage has no vector of this model.
create function sources_to_embed(p_tenant uuid, p_model text, p_before timestamptz, p_most integer)
returns table (source_id uuid) language plpgsql as $$
begin
  perform set_config('app.tenant', p_tenant::text, true);
  return query
    select s.id from knowledge_sources s
    where s.tenant_id = p_tenant and s.updated_at < p_before and exists (
      select from knowledge_chunks c
      where c.tenant_id = p_tenant and c.source_id = s.id and not exists (
        select from knowledge_embeddings e where e.tenant_id = p_tenant and e.hash = c.hash and e.model = p_model))
    order by s.id limit p_most;
end
$$;
