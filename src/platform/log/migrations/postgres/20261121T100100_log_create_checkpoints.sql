-- The key that signs checkpoints; the private half only as bytes sealed under the master key.
create table event_signing_key (
  id uuid primary key,
  public_key bytea not null,
  sealed_private_key bytea not null,
  created_at timestamptz not null,
  -- One key: whoever comes second uses the first one's.
  singleton boolean not null default true unique check (singleton)
);

-- "At `at` the log ended at `seq` with this hash": whoever rewrites rows before it would need the key as well.
create table event_checkpoint (
  seq bigint primary key,
  hash bytea not null,
  at timestamptz not null,
  signature bytea not null
);
