-- The tenant of the platform itself: its own site's visitors ask it, and what operators do is logged under it.
insert into tenants (id, slug, name, languages, time_zone, plan, created_at)
values ('01900000-0000-7000-8000-000000168052', 'office16852', 'Office 168/52', '{en}', 'UTC', 'enterprise', now());
select grant_credits(
  '01900000-0000-7000-8000-000000168052', 'month ' || to_char(now() at time zone 'UTC', 'YYYY-MM'), 250000, now());
