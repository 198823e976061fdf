-- A signed-in browser. Only the SHA-256 of its cookie is kept: reading this table signs nobody in.
create table session (
  id uuid primary key,
  person_id uuid not null references person,
  token_hash bytea not null unique check (length(token_hash) = 32),
  created_at timestamptz not null,
  -- Written at most once a minute.
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  address text not null,
  user_agent text not null check (length(user_agent) <= 500)
);

create index session_person on session (person_id, last_seen_at desc);
create index session_expires on session (expires_at);

-- An invitation link. The person it is for stands in `person` already, invited, with the roles they will have.
create table invitation (
  id uuid primary key,
  person_id uuid not null references person,
  token_hash bytea not null unique check (length(token_hash) = 32),
  state text not null check (state in ('open', 'accepted', 'revoked')),
  -- null: made by the command line.
  invited_by uuid references person,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

-- One open invitation a person: a newer one replaces it.
create unique index invitation_open on invitation (person_id) where state = 'open';

-- A link for choosing a new password; the row goes when it is used. A newer link replaces it.
create table password_reset (
  person_id uuid primary key references person,
  token_hash bytea not null unique check (length(token_hash) = 32),
  created_at timestamptz not null,
  expires_at timestamptz not null
);

-- A script's key. It holds those of its scopes that its person holds; deleting the row revokes it.
create table api_key (
  id uuid primary key,
  person_id uuid not null references person,
  name text not null check (length(name) between 1 and 200),
  prefix text not null,
  secret_hash bytea not null unique check (length(secret_hash) = 32),
  scopes text[] not null check (cardinality(scopes) between 1 and 200),
  created_at timestamptz not null,
  expires_at timestamptz,
  -- Written at most once a minute.
  last_used_at timestamptz
);

create index api_key_person on api_key (person_id, created_at desc);

-- Failed sign-ins by account and by address, both as keyed hashes; rows live for a day.
create table sign_in_attempt (
  key bytea primary key check (length(key) = 32),
  failures integer not null check (failures >= 0),
  last_at timestamptz not null
);

create index sign_in_attempt_last on sign_in_attempt (last_at);
