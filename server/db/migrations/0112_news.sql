-- What was said in conversations since, and who is in control: what many who follow ask for at one moment, in one question.
-- p_asks: [{at, tenant, conversation, since}], answered with the same `at`: a row for each message, at most p_most; one
-- without a message where nothing was said; none where there is no such conversation.
create function read_news(p_asks jsonb, p_most integer)
returns table (
  at integer, controller text, name text,
  id uuid, conversation_id uuid, seq integer, author text, author_name text, body text, citations jsonb,
  created_at timestamptz
) language plpgsql as $$
declare
  ask record;
begin
  for ask in
    select * from jsonb_to_recordset(p_asks) as each(at integer, tenant uuid, conversation uuid, since integer)
  loop
    perform set_config('app.tenant', ask.tenant::text, true);
    return query
      select ask.at, c.controller, u.name, m.id, m.conversation_id, m.seq, m.author, m.author_name, m.body,
             m.citations, m.created_at
      from conversations c
      left join users u on u.tenant_id = c.tenant_id
        and u.id = case when c.controller like 'human:%' then substr(c.controller, 7)::uuid end
      left join lateral (
        select s.* from messages s
        where s.tenant_id = ask.tenant and s.conversation_id = ask.conversation and s.seq > ask.since
        order by s.seq limit p_most
      ) m on true
      where c.tenant_id = ask.tenant and c.id = ask.conversation
      order by m.seq;
  end loop;
end
$$;
