-- Logins that were tried and have not succeeded, counted in windows of time. It is of no tenant: most guesses name
-- nobody. A key is a hash, so that the table tells neither addresses nor accounts.
create table login_attempts (
  key text primary key,
  tries integer not null,
  ends_at timestamptz not null
);
create index login_attempts_end on login_attempts (ends_at);
grant select, insert, update, delete on login_attempts to office_app;

-- Counts one try under every key, and tells in how many seconds the next may come; null: this one may go on.
create function count_login_attempt(p_keys text[], p_most integer[], p_windows interval[], p_now timestamptz)
returns integer language sql as $$
  with counted as (
    insert into login_attempts as a (key, tries, ends_at)
    select k.key, 1, p_now + k.length
    from unnest(p_keys, p_windows) as k (key, length)
    -- everybody in the same order, so that two logins never wait for each other in a circle
    order by k.key
    on conflict (key) do update set
      tries = case when a.ends_at <= p_now then 1 else a.tries + 1 end,
      ends_at = case when a.ends_at <= p_now then excluded.ends_at else a.ends_at end
    returning key, tries, ends_at
  )
  select max(ceil(extract(epoch from c.ends_at - p_now)))::integer
  from counted c join unnest(p_keys, p_most) as k (key, most) on k.key = c.key
  where c.tries > k.most
$$;
