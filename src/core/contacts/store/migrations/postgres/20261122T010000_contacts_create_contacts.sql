-- People at a client, and end users of one of its applications. They need no account.
create table contact (
  id uuid primary key,
  client_id uuid not null references client,
  -- Set: an end user of this application, who sees nothing of the client's.
  application_id uuid references application,
  name text not null,
  position text,
  -- BCP 47; null: the organisation's language.
  locale text,
  state text not null check (state in ('active', 'deactivated', 'merged')),
  -- The contact that this one turned out to be; never one that is merged itself.
  merged_into uuid references contact,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((state = 'merged') = (merged_into is not null))
);
create index contact_client_idx on contact (client_id);
create index contact_name_idx on contact (lower(name), id);
create index contact_merged_idx on contact (merged_into) where merged_into is not null;

create table contact_address (
  contact_id uuid not null references contact,
  client_id uuid not null references client,
  kind text not null check (kind in ('email', 'phone')),
  -- E-mail addresses in lower case, phone numbers as they were given.
  value text not null,
  -- The first is the one that is used.
  rank integer not null,
  primary key (contact_id, kind, value)
);
-- An address says who writes, so at one client it is one person's.
create unique index contact_address_email_unique on contact_address (client_id, value) where kind = 'email';
create index contact_address_value_idx on contact_address (value);

-- One-time links by e-mail; only their hash is kept.
create table contact_link (
  token_hash bytea primary key,
  contact_id uuid not null references contact,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index contact_link_contact_idx on contact_link (contact_id);

create table contact_session (
  id uuid primary key,
  contact_id uuid not null references contact,
  token_hash bytea not null unique,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  address text not null,
  user_agent text not null
);
create index contact_session_contact_idx on contact_session (contact_id);
