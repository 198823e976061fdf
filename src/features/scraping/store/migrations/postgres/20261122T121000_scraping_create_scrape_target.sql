-- What Pitcrew fetches metrics from.
create table scrape_target (
  id uuid primary key,
  environment_id uuid not null references environment,
  -- The label job of all its series.
  name text not null,
  url text not null,
  interval_seconds integer not null check (interval_seconds >= 5),
  timeout_seconds integer not null check (timeout_seconds >= 1),
  credential_kind text not null check (credential_kind in ('none', 'bearer', 'basic')),
  username text,
  sealed_secret bytea,
  labels jsonb not null,
  -- An owner approved that it lies in a private network.
  private_allowed boolean not null,
  state text not null check (state in ('active', 'paused')),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index scrape_target_environment_idx on scrape_target (environment_id);
