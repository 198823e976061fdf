-- Errors of one kind, as somebody deals with them. Title, state and assignee stand in `record` under the same id.
create sequence record_number_error_group;

create table error_group (
  id uuid primary key references record,
  environment_id uuid not null references environment,
  -- Why its errors are taken to be the same; domain/fingerprint.ts.
  reason text not null,
  culprit text not null,
  level text not null,
  platform text not null,
  events bigint not null check (events >= 0),
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  first_release text not null,
  last_release text not null,
  -- Set while resolved: from when on errors of it are a regression, and whether only those of releases that came later are.
  resolved_at timestamptz,
  resolved_in_next_release boolean not null default false,
  -- Set while ignored: whichever comes first ends it; all empty: nothing does.
  ignored_until_at timestamptz,
  ignored_until_events bigint,
  ignored_until_release_after timestamptz,
  -- Set while its errors count for another group.
  merged_into uuid references error_group
);
create index error_group_place on error_group (environment_id, last_seen_at desc, id desc);
create index error_group_merged_into on error_group (merged_into) where merged_into is not null;

-- What identifies a kind, and the group that it counts for. Merging moves fingerprints to another group, splitting moves them back.
create table error_fingerprint (
  environment_id uuid not null references environment,
  fingerprint uuid not null,
  group_id uuid not null references error_group,
  -- Where it was seen first and goes back to.
  origin_group_id uuid not null references error_group,
  events bigint not null check (events >= 0),
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  primary key (environment_id, fingerprint)
);
create index error_fingerprint_group on error_fingerprint (group_id);
create index error_fingerprint_origin on error_fingerprint (origin_group_id);

-- Releases of an environment by when an error or a session of them was first seen: that order says which is later.
create table error_release (
  environment_id uuid not null references environment,
  release text not null,
  first_seen_at timestamptz not null,
  primary key (environment_id, release)
);

-- Segments whose errors are counted in the groups, so that one that is handed on again after a crash does not count twice.
create table error_batch (
  token text primary key,
  counted_at timestamptz not null
);
create index error_batch_counted_at on error_batch (counted_at);

-- From which pages errors are taken; an environment without a row takes them from all.
create table error_origins (
  environment_id uuid primary key references environment,
  origins text[] not null
);
