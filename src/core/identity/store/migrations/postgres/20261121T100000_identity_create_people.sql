-- The support organisation. One installation has one; set-up that loses the race inserts nothing.
create table organisation (
  id uuid primary key,
  only_one boolean not null default true unique check (only_one),
  name text not null check (length(name) between 1 and 200),
  zone text not null,
  version integer not null default 1,
  created_at timestamptz not null
);

-- People who sign in, from invitation on. Rows stay when somebody leaves: what they did names them.
create table person (
  id uuid primary key,
  name text not null check (length(name) between 1 and 254),
  email text not null check (length(email) between 3 and 254),
  -- argon2id in PHC form; null until the invitation is accepted.
  password_hash text,
  state text not null check (state in ('invited', 'active', 'deactivated')),
  locale text not null,
  zone text not null,
  theme text not null default 'system' check (theme in ('system', 'light', 'dark')),
  density text not null default 'comfortable' check (density in ('comfortable', 'compact')),
  version integer not null default 1,
  created_at timestamptz not null,
  check (state <> 'active' or password_hash is not null)
);

create unique index person_email on person (lower(email));
-- The list of people is paged by this.
create index person_name on person (lower(name), id);

-- Each person's key for personal particulars in the event log, sealed under the master key. Emptying
-- `sealed_key` is erasure; the row stays so that the person gets no new key.
create table person_key (
  person_id uuid primary key references person,
  sealed_key bytea,
  created_at timestamptz not null
);

-- A role that a person holds; null client and application mean everywhere. catalog adds the foreign keys to its tables.
create table role_grant (
  id uuid primary key,
  person_id uuid not null references person,
  role text not null check (
    role in ('owner', 'technical_lead', 'support_engineer', 'user_support', 'qa', 'developer', 'project_manager', 'client_contact')
  ),
  client_id uuid,
  application_id uuid,
  -- null: given by set-up.
  granted_by uuid references person,
  granted_at timestamptz not null,
  check (role <> 'owner' or (client_id is null and application_id is null)),
  check (role <> 'client_contact' or client_id is not null),
  unique nulls not distinct (person_id, role, client_id, application_id)
);
