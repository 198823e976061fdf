-- How each session began, with what beside it, and when its person last proved who they are.
alter table session
  add column method text not null default 'password' check (method in ('password', 'passkey', 'oidc', 'invitation', 'password_reset', 'set_up')),
  add column second_factor text check (second_factor in ('totp', 'passkey', 'recovery_code')),
  add column proved_at timestamptz;
update session set proved_at = created_at;
alter table session
  alter column method drop default,
  alter column proved_at set not null;

-- A WebAuthn credential. `counter` never falls; an authenticator that does not count leaves it at 0.
create table passkey (
  id uuid primary key,
  person_id uuid not null references person,
  credential_id bytea not null unique check (length(credential_id) between 1 and 1023),
  public_key bytea not null,
  counter bigint not null check (counter >= 0),
  transports text[] not null,
  -- Whether the credential can live on several devices, and whether it does.
  synced boolean not null,
  backed_up boolean not null,
  name text not null check (length(name) between 1 and 100),
  created_at timestamptz not null,
  last_used_at timestamptz
);

create index passkey_person on passkey (person_id, created_at);

-- The secret of an authenticator app, sealed under the master key. Counts from `confirmed_at` on.
create table totp (
  person_id uuid primary key references person,
  sealed_secret bytea not null,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  -- The last time step whose code was taken: no code works twice, and none after a later one.
  last_step bigint not null default 0
);

-- Recovery codes that are left, as keyed hashes; the row goes when the code is used.
create table recovery_code (
  person_id uuid not null references person,
  code_hash bytea not null check (length(code_hash) = 32),
  created_at timestamptz not null,
  primary key (person_id, code_hash)
);

-- What was begun and waits for its second half: a code, the answer of a passkey, the return from a provider. A few minutes each.
create table sign_in_challenge (
  token_hash bytea primary key check (length(token_hash) = 32),
  purpose text not null check (
    purpose in ('second_factor', 'passkey_sign_in', 'passkey_second_factor', 'passkey_proof', 'passkey_registration', 'oidc')
  ),
  -- null: nobody in particular yet.
  person_id uuid references person,
  -- What only the second half may learn, sealed under the master key.
  sealed bytea,
  expires_at timestamptz not null
);

create index sign_in_challenge_expires on sign_in_challenge (expires_at);
