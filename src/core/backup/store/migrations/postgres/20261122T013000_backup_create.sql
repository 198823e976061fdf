-- When backups are made and how many are kept; one row.
create table backup_schedule (
  only_one boolean primary key default true check (only_one),
  -- 0: only by hand.
  every_hours integer not null default 24 check (every_hours between 0 and 720),
  keep integer not null default 7 check (keep between 1 and 366),
  version integer not null default 1
);
insert into backup_schedule default values;

-- The public half of the recovery key: backups are made for whoever holds the other half on paper.
create table backup_recovery_key (
  only_one boolean primary key default true check (only_one),
  public_key bytea not null check (length(public_key) = 32),
  made_at timestamptz not null
);

-- Backups that were made, are being made or failed. The file lies in the folder for backups.
create table backup (
  id uuid primary key,
  why text not null check (why in ('schedule', 'by_hand')),
  state text not null check (state in ('running', 'done', 'failed')),
  file_name text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  bytes bigint,
  sha256 text,
  -- The last event of the log that is in it.
  seq bigint,
  -- Whether the recovery key opens it; without, only the master key of this installation does.
  has_recovery_key boolean,
  error text,
  -- Read to its end, every digest compared.
  checked_at timestamptz,
  check_fault text,
  check ((state = 'running') = (finished_at is null)),
  check ((state = 'done') = (sha256 is not null))
);

create unique index backup_running on backup (state) where state = 'running';
