-- Which queue schema stands beside this one, so that a start with nothing to change changes nothing.
create table queue_installations (
  only_row boolean primary key default true check (only_row),
  hash text not null
);
