-- How far each reaction has come. Moved in the transaction that holds the reaction's writes; locked while it runs.
create table reaction_cursor (
  reaction text primary key,
  seq bigint not null,
  moved_at timestamptz not null
);

-- Events that wait because the reaction failed on their record: the failed one first, those that followed behind it.
create table reaction_parked (
  id uuid primary key,
  reaction text not null,
  record_id uuid not null,
  seq bigint not null,
  -- Runs so far; 0 for events that only wait behind another one.
  attempts integer not null,
  error text,
  parked_at timestamptz not null,
  -- When it is tried next; null for those that wait behind another one, and once no further try is planned.
  retry_at timestamptz,
  unique (reaction, record_id, seq)
);
