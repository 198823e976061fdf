-- Values that somebody chose; a setting without a row has its default, and a row with null has it again.
create table setting (
  key text primary key check (length(key) <= 100),
  value jsonb,
  version integer not null default 1,
  changed_at timestamptz not null
);

-- Walks over the chain of events, with their progress and result.
create table audit_verification (
  id uuid primary key,
  state text not null check (state in ('running', 'passed', 'failed', 'broken_off')),
  started_at timestamptz not null,
  started_by_kind text not null,
  started_by_id text not null,
  -- When the walk last said how far it is; a running one that falls silent has died.
  progress_at timestamptz not null,
  checked_seq bigint not null default 0,
  finished_at timestamptz,
  from_seq bigint,
  to_seq bigint,
  head text,
  fault_seq bigint,
  fault_what text,
  check ((state = 'running') = (finished_at is null)),
  check ((state = 'failed') = (fault_what is not null))
);

-- One walk at a time, on all nodes together.
create unique index audit_verification_running on audit_verification (state) where state = 'running';

-- Since when nothing needs a caller; the row goes when something does.
create table now_quiet (
  caller_key text primary key,
  since timestamptz not null
);
