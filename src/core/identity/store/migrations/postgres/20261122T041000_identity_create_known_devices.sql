-- Browsers in which somebody signed in before, so that a sign-in from any other can be told. Only the SHA-256 of the cookie is kept.
create table known_device (
  person_id uuid not null references person,
  token_hash bytea not null check (length(token_hash) = 32),
  seen_at timestamptz not null,
  primary key (person_id, token_hash)
);

create index known_device_seen on known_device (seen_at);
