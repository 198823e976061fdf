-- Who is on duty when. Rotations are computed; what people said of single days stands in overrides.
create table duty_schedule (
  id uuid primary key,
  name text not null,
  -- IANA name
  zone text not null,
  -- The last one is on top.
  layers jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- Pages of earlier days still name it.
  deleted_at timestamptz
);

create table duty_override (
  id uuid primary key,
  schedule_id uuid not null references duty_schedule,
  person_id uuid not null references person,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  is_swap boolean not null,
  created_at timestamptz not null,
  check (ends_at > starts_at)
);
create index duty_override_schedule_idx on duty_override (schedule_id, ends_at);
create index duty_override_person_idx on duty_override (person_id);

-- One asks another to take over a time, or to give one in return.
create table duty_swap (
  id uuid primary key,
  schedule_id uuid not null references duty_schedule,
  asker_id uuid not null references person,
  asked_id uuid not null references person,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- What the asker takes in return; null: nothing.
  return_starts_at timestamptz,
  return_ends_at timestamptz,
  state text not null default 'asked' check (state in ('asked', 'accepted', 'declined', 'withdrawn')),
  created_at timestamptz not null,
  settled_at timestamptz,
  check (ends_at > starts_at),
  check ((return_starts_at is null) = (return_ends_at is null))
);
create index duty_swap_schedule_idx on duty_swap (schedule_id, ends_at);
create index duty_swap_asker_idx on duty_swap (asker_id);
create index duty_swap_asked_idx on duty_swap (asked_id);

-- What whoever was on duty leaves for the next one.
create table duty_note (
  id uuid primary key,
  schedule_id uuid not null references duty_schedule,
  person_id uuid not null references person,
  text text not null,
  created_at timestamptz not null
);
create index duty_note_schedule_idx on duty_note (schedule_id, created_at desc);
create index duty_note_person_idx on duty_note (person_id);

-- Secret addresses of calendar feeds; a feed is of a schedule, or of a person's own shifts.
create table duty_feed (
  id uuid primary key,
  person_id uuid not null references person,
  -- Null: the shifts of the person.
  schedule_id uuid references duty_schedule,
  secret_hash bytea not null unique,
  created_at timestamptz not null,
  unique nulls not distinct (person_id, schedule_id)
);
