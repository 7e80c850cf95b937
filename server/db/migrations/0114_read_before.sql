-- The last messages before one, in order, and the epoch of the conversation; a question of one round trip while a visitor waits.
create function read_before(p_tenant uuid, p_conversation uuid, p_message uuid, p_most integer)
returns table (epoch integer, before jsonb) language plpgsql as $$
begin
  perform set_config('app.tenant', p_tenant::text, true);
  return query
    select c.control_epoch, (
      select coalesce(jsonb_agg(jsonb_build_object('author', m.author, 'text', m.body) order by m.seq), '[]')
      from (
        select s.author, s.body, s.seq from messages s
        where s.tenant_id = p_tenant and s.conversation_id = p_conversation
          and s.seq < (select q.seq from messages q where q.tenant_id = p_tenant and q.id = p_message)
        order by s.seq desc limit p_most) m)
    from conversations c where c.tenant_id = p_tenant and c.id = p_conversation;
end
$$;
