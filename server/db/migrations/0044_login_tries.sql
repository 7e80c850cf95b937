-- When each try was made, so that any minute is bounded and not only one that begins with a try; and a try that was
-- refused is no failure.
drop function count_login_attempt(text[], integer[], interval[], timestamptz);
delete from login_attempts;
alter table login_attempts drop column tries;
alter table login_attempts add column tries timestamptz[] not null;

-- Counts one try under every key, or under none and tells in how many seconds the next may come.
create function count_login_attempt(p_keys text[], p_most integer[], p_windows interval[], p_now timestamptz)
returns integer language plpgsql as $$
declare
  wait integer;
begin
  insert into login_attempts as a (key, tries, ends_at)
  select k.key, '{}', p_now + k.length
  from unnest(p_keys, p_windows) as k (key, length)
  -- everybody in the same order, so that two logins never wait for each other in a circle
  order by k.key
  on conflict (key) do update set tries = array(
    select t from unnest(a.tries) as t
    where a.ends_at > p_now and t > p_now - (excluded.ends_at - p_now)
    order by t);

  select max(ceil(extract(epoch from a.tries[cardinality(a.tries) - k.most + 1] + k.length - p_now))) into wait
  from login_attempts a join unnest(p_keys, p_most, p_windows) as k (key, most, length) on k.key = a.key
  where cardinality(a.tries) >= k.most;
  if wait is null then
    update login_attempts a set tries = a.tries || p_now, ends_at = p_now + k.length
    from unnest(p_keys, p_windows) as k (key, length) where k.key = a.key;
  end if;
  return wait;
end
$$;

-- Who got in was not guessing: forgets the tries at the account, and this one try of the network. It deletes nothing,
-- because rows that come and go cannot be locked in order.
create function forgive_login_attempt(p_account text[], p_network text, p_at timestamptz)
returns void language sql as $$
  insert into login_attempts as a (key, tries, ends_at)
  select k, '{}', p_at from unnest(p_account || p_network) as k order by k
  on conflict (key) do update set tries = case
    when a.key <> p_network then '{}'
    else coalesce(
      a.tries[: array_position(a.tries, p_at) - 1] || a.tries[array_position(a.tries, p_at) + 1 :], a.tries)
  end
$$;
