-- What is looked at from outside. `check` is a word of SQL, hence the longer name.
create table uptime_check (
  id uuid primary key,
  environment_id uuid not null references environment,
  application_id uuid not null references application,
  name text not null,
  kind text not null check (kind in ('http', 'tcp', 'dns', 'tls', 'ping', 'heartbeat', 'sql')),
  settings jsonb not null,
  -- A password or the value of an Authorization header, sealed.
  sealed_secret bytea,
  interval_seconds integer not null check (interval_seconds >= 5),
  time_limit_ms integer not null check (time_limit_ms > 0),
  retries integer not null check (retries >= 0),
  is_paused boolean not null default false,
  -- Its environment or application is archived: nobody looks until it is brought back.
  is_resting boolean not null default false,
  -- An owner approved that its target lies in a private network.
  is_private_allowed boolean not null default false,
  -- Made for the address of an environment, and follows it.
  follows_address boolean not null default false,
  state text not null default 'unknown' check (state in ('up', 'down', 'unknown')),
  reason text not null default 'not_looked_yet',
  detail text not null default '',
  since timestamptz not null,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index uptime_check_environment_idx on uptime_check (environment_id);
create index uptime_check_application_idx on uptime_check (application_id);
create index uptime_check_down_idx on uptime_check (since) where state = 'down';

-- What a check of kind heartbeat heard.
create table heartbeat (
  check_id uuid primary key references uptime_check on delete cascade,
  secret_hash bytea not null unique,
  armed_at timestamptz not null,
  signal text check (signal in ('start', 'success', 'failure')),
  signal_at timestamptz,
  started_at timestamptz,
  succeeded_at timestamptz
);

-- Which node looks from a location; another one may take over when the time is up.
create table probe_lease (
  location text primary key,
  node uuid not null,
  until timestamptz not null
);
