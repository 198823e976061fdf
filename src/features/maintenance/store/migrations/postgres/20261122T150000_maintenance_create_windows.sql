-- Windows and freezes. Title and state stand in `record` under the same id, and when the next occurrence starts, as its due time.
create sequence record_number_maintenance_window;

create table maintenance_window (
  id uuid primary key references record,
  application_id uuid not null references application,
  kind text not null check (kind in ('window', 'freeze')),
  -- What it is about; empty: all of the application.
  environment_ids uuid[] not null default '{}',
  component_ids uuid[] not null default '{}',
  zone text not null,
  -- First start by the clock on the wall: 2026-03-29T02:30.
  starts_local text not null check (starts_local ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d$'),
  duration_minutes integer not null check (duration_minutes between 1 and 527040),
  -- Value of an RRULE; null: once.
  rule text check (length(rule) <= 200),
  holds_alerts boolean not null,
  pauses_clocks boolean not null,
  freezes_releases boolean not null,
  is_public boolean not null,
  -- What clients and status pages are told.
  public_text text not null check (length(public_text) <= 2000),
  note text not null check (length(note) <= 2000),
  -- Its key in the support plan that it follows; null: somebody planned it here.
  plan_key text,
  -- null: the plan, an API key, or nobody knows any more.
  created_by uuid references person
);

create index maintenance_window_application on maintenance_window (application_id);
create index maintenance_window_created_by on maintenance_window (created_by);
create unique index maintenance_window_plan on maintenance_window (application_id, plan_key);

-- The times of a window, written out some months ahead; those of the past stay.
create table window_occurrence (
  id uuid primary key,
  window_id uuid not null references maintenance_window,
  -- Where the rule puts its start; its name within the window wherever it is moved.
  local text not null,
  state text not null check (state in ('planned', 'under_way', 'ended', 'skipped')),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at >= starts_at),
  planned_ends_at timestamptz not null,
  is_moved boolean not null default false,
  is_reminded boolean not null default false,
  -- Whether it stayed inside, as a named reason; null until it is decided.
  verdict text,
  -- How many checks of the application were down when it started.
  checks_down_before integer,
  checks_down_after integer,
  unique (window_id, local)
);

create index window_occurrence_ends on window_occurrence (ends_at, starts_at);

-- Which checks there are and whether they are down, as their events tell.
create table window_check (
  check_id uuid primary key,
  application_id uuid not null references application,
  environment_id uuid not null references environment,
  is_down boolean not null
);

create index window_check_application on window_check (application_id);

-- What happened in an application during an occurrence and shortly after.
create table window_evidence (
  occurrence_id uuid not null references window_occurrence,
  thing text not null check (thing in ('check', 'alert')),
  thing_id uuid not null,
  title text not null,
  at timestamptz not null,
  is_within boolean not null,
  recovered_at timestamptz,
  primary key (occurrence_id, thing, thing_id)
);

create index window_evidence_thing on window_evidence (thing_id) where recovered_at is null;

-- Secret addresses of calendar feeds, one a person; only hashes are kept.
create table window_feed (
  person_id uuid primary key references person,
  token_hash bytea not null unique,
  created_at timestamptz not null
);
