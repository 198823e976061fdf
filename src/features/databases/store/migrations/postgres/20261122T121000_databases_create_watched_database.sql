-- Databases of environments that are watched by a user who only reads: where they are, how one gets in, and how they stood at the
-- last reading. A row is read by one node at a time, by its lease.
create table watched_database (
  id uuid primary key,
  environment_id uuid not null references environment,
  name text not null,
  kind text not null check (kind in ('postgres', 'mysql', 'redis')),
  host text not null,
  port integer not null,
  -- Of the database inside the server.
  database_name text not null,
  username text not null,
  -- Sealed under the master key, bound to this row.
  sealed_password bytea not null,
  tls text not null check (tls in ('off', 'required', 'verified')),
  -- PEM of who signs the server's certificate; null: the authorities that everybody trusts.
  tls_authority text,
  -- An owner approved that the address may lie in a private network.
  private_allowed boolean not null,
  interval_seconds integer not null,
  state text not null default 'unknown' check (state in ('unknown', 'reachable', 'unreachable')),
  -- Why it cannot be reached: named, and what the server said.
  reason text,
  detail text not null default '',
  state_since timestamptz not null,
  -- The last reading that brought something.
  read_at timestamptz,
  server_version text,
  picture jsonb,
  lacks jsonb not null default '[]',
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  due_at timestamptz not null,
  lease_node uuid,
  leased_until timestamptz
);
create unique index watched_database_name_unique on watched_database (environment_id, lower(name));
create index watched_database_due_idx on watched_database (due_at);
