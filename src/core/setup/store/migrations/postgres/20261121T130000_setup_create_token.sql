-- The SHA-256 of the token in the link that the last start printed; no row once set-up is done.
create table setup_token (
  only_one boolean primary key default true check (only_one),
  token_hash bytea not null check (length(token_hash) = 32),
  created_at timestamptz not null
);
