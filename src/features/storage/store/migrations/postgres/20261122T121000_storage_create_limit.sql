-- How much room telemetry may take in ClickHouse; one row.
create table storage_limit (
  only_one boolean primary key default true check (only_one),
  -- Null: as much as the disk allows.
  bytes_max bigint check (bytes_max >= 1073741824),
  version integer not null default 1
);
insert into storage_limit default values;

-- Days, or weeks of roll-ups, that were dropped before their time. Noted before they are dropped, so that nothing goes unsaid.
create table storage_dropped (
  table_name text not null,
  -- The first day of what was dropped, UTC.
  day date not null,
  keep_days integer not null,
  -- The day after the last, UTC.
  until_day date not null,
  -- Of all times that it was dropped: what comes late makes it anew.
  bytes bigint not null,
  reason text not null check (reason in ('limit', 'disk')),
  dropped_at timestamptz not null,
  primary key (table_name, day, keep_days)
);
create index storage_dropped_latest_idx on storage_dropped (dropped_at desc);
