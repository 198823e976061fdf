-- What ties two records of any kind together: source, type, target read as a sentence ("TSK-3 blocks TSK-4").
create table link (
  id uuid primary key,
  source_id uuid not null references record,
  target_id uuid not null references record,
  -- One of those that the parts declare.
  type text not null,
  created_at timestamptz not null,
  check (source_id <> target_id),
  constraint link_unique unique (source_id, type, target_id)
);

create index link_target on link (target_id);
