-- What every record of every feature has in common. A feature's own table uses the same id as its primary key; links, comments,
-- permissions, search and live updates read only what stands here.
create table record (
  id uuid primary key,
  -- Kind of thing, as in kit/ids.ts.
  kind text not null,
  -- Counts up within the kind from a sequence `record_number_<kind>` that the feature's migration makes; roll-backs leave gaps.
  number bigint not null,
  client_id uuid references client,
  application_id uuid references application,
  audience text not null check (audience in ('internal', 'client', 'public')),
  title text not null check (length(title) between 1 and 300),
  state text not null,
  -- Title and search text of the kind, folded without a language: records hold many.
  search tsvector not null,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- Set while deleted; lists leave it out, and it can be brought back.
  deleted_at timestamptz,
  constraint record_number_unique unique (kind, number)
);

-- Lists show the newest first; ids are made in the order of time. One index for each way in which a list is narrowed.
create index record_kind on record (kind, id desc) where deleted_at is null;
create index record_state on record (kind, state, id desc) where deleted_at is null;
create index record_client on record (client_id, kind, id desc) where deleted_at is null;
create index record_application on record (application_id, kind, id desc) where deleted_at is null;
