-- What each hour of a week said of a signal, so that eight weeks are read in eight rows. Older weeks are removed.
create table signal_week (
  environment_id uuid not null,
  signal text not null,
  -- Its Monday, UTC.
  week date not null,
  -- 168 times what an hour said, or null: [value, how much stands behind it].
  hours jsonb not null,
  primary key (environment_id, signal, week)
);

-- Which hours of an environment stand in signal_week.
create table signal_read (
  environment_id uuid primary key,
  read_from timestamptz not null,
  -- Exclusive.
  read_to timestamptz not null
);

-- What is usual of a signal, and how it stands against that.
create table baseline (
  environment_id uuid not null,
  signal text not null,
  -- 168 times the band of an hour of the week on the clock of the zone, or null; empty where it is refused.
  hours jsonb not null,
  refused_as text check (refused_as in ('nothing_arrives', 'too_few_weeks')),
  weeks int not null,
  odd_weeks int not null,
  zone text not null,
  learned_at timestamptz not null,
  -- Of the last hour that has ended.
  verdict text not null,
  value float8,
  lower float8,
  expected float8,
  upper float8,
  judged_to timestamptz not null,
  -- It is away from what is usual since then, in that direction.
  since timestamptz,
  turn text check (turn in ('above', 'below')),
  primary key (environment_id, signal),
  check ((since is null) = (turn is null))
);
