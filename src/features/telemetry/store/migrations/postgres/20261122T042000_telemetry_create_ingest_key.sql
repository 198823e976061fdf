-- Write-only keys: each lets its holder send measurements of one environment, and nothing else. The secret itself is shown once.
create table ingest_key (
  id uuid primary key,
  environment_id uuid not null references environment,
  name text not null,
  -- First characters of the secret, to recognise it by.
  prefix text not null,
  secret_hash bytea not null unique,
  created_at timestamptz not null,
  -- Exact to the minute.
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index ingest_key_environment_idx on ingest_key (environment_id) where revoked_at is null;
