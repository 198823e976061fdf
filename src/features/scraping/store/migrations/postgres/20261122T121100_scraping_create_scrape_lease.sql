-- Which node scrapes a target until when, and how its last scrape went. Written every few seconds, so apart from the target.
create table scrape_lease (
  target_id uuid primary key references scrape_target on delete cascade,
  -- Made anew at each start of a node.
  holder uuid not null,
  until timestamptz not null,
  last_at timestamptz,
  last jsonb
) with (fillfactor = 50);
create index scrape_lease_holder_idx on scrape_lease (holder);
