-- How long a kind of data is kept, where somebody chose otherwise than the standard. Null days: for ever.
create table retention_rule (
  kind text primary key check (length(kind) <= 100),
  days integer check (days >= 1),
  version integer not null default 1,
  changed_at timestamptz not null
);

-- Who was erased: ids and keyed hashes of addresses, so that the same can be done again to a restored backup, and nobody is named.
create table erasure (
  id uuid primary key,
  person_ids uuid[] not null,
  contact_ids uuid[] not null,
  email_hashes text[] not null,
  reason text not null check (length(reason) <= 500),
  requested_by_kind text not null,
  requested_by_id text not null,
  requested_at timestamptz not null,
  -- What the last steps still need, sealed under the master key; emptied with the last of them.
  sealed_subject bytea,
  -- Files that nothing names any more and that are to be removed.
  files text[] not null,
  -- What was done: rows by part and kind.
  counts jsonb not null,
  -- Where texts that others wrote still have a name or address, once searched.
  remains jsonb,
  finished_at timestamptz
);

-- A consent that somebody gave, and when they withdrew it. Rows are kept as proof and go with the person.
create table consent (
  id uuid primary key,
  email text not null check (length(email) between 3 and 254),
  purpose text not null check (length(purpose) between 1 and 200),
  -- Which text they agreed to.
  text_version text not null check (length(text_version) between 1 and 100),
  how text not null check (how in ('form', 'e_mail', 'telephone', 'paper', 'contract', 'other')),
  note text not null check (length(note) <= 1000),
  given_at timestamptz not null,
  recorded_by_kind text not null,
  recorded_by_id text not null,
  withdrawn_at timestamptz,
  withdrawn_how text check (withdrawn_how in ('form', 'e_mail', 'telephone', 'paper', 'contract', 'other')),
  check ((withdrawn_at is null) = (withdrawn_how is null))
);

create index consent_email on consent (lower(email));
