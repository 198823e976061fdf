-- What the organisation, a client or an application sets in its support plan, one row for each time it was changed. The newest
-- row counts; nothing is ever updated or deleted, so the plan of any instant can be read again.
create table plan_version (
  id uuid primary key,
  -- Both null: the organisation's layer.
  client_id uuid references client,
  application_id uuid references application,
  version integer not null check (version >= 1),
  -- As somebody wrote it, comments too; people stand in it by id.
  source text not null check (length(source) <= 200000),
  -- What the source sets, as [path, value, version in which it got this value], in the order of the source.
  leaves jsonb not null,
  note text not null default '' check (length(note) <= 500),
  restored_from integer,
  -- How many values differ from the version before.
  changes integer not null,
  actor_kind text not null,
  actor_id text not null,
  created_at timestamptz not null,
  check (client_id is null or application_id is null),
  constraint plan_version_unique unique nulls not distinct (client_id, application_id, version)
);
