-- What there is to do at watched databases, as of their last reading: what is not found any more is removed.
create table database_finding (
  database_id uuid not null references watched_database on delete cascade,
  kind text not null,
  -- An index, a table; empty for the database as a whole.
  subject text not null,
  -- Statements that mend it, for somebody who may run them.
  fix text,
  wins_bytes bigint,
  facts jsonb not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (database_id, kind, subject)
);
