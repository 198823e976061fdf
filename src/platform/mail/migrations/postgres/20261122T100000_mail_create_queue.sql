-- For finding messages by any part of an address or a subject.
create extension if not exists pg_trgm;

-- Outgoing mail: one row for one recipient of one message.
create table mail_message (
  id uuid primary key,
  idempotency_key text not null unique check (length(idempotency_key) between 1 and 200),
  -- As in the header, with its angle brackets; fixed here, so that a message that is sent again is known to be the same.
  message_id text not null,
  recipient text not null,
  recipient_name text,
  -- null: the configured sender, whoever that is when it is sent.
  sender text,
  sender_name text,
  reply_to text,
  subject text not null,
  -- All null when the text is sealed or forgotten.
  text text,
  html text,
  -- Text and HTML of a message with a one-time link, under the master key; null once it is handed over.
  sealed bytea,
  confidential boolean not null,
  headers jsonb not null,
  nature text not null check (nature in ('person', 'program', 'bulk')),
  unsubscribe_url text,
  about_kind text,
  about_id uuid,
  person_id uuid,
  why text not null,
  state text not null check (state in ('queued', 'deferred', 'handed_over', 'failed', 'suppressed', 'cancelled')),
  -- Answers of the relay about this message; times when it could not be reached are not counted.
  attempts integer not null default 0,
  answer text,
  -- null: nothing more happens by itself.
  try_at timestamptz,
  -- The process that is sending it now. It holds an advisory lock under this name for as long as it lives.
  sending_by uuid,
  queued_at timestamptz not null,
  changed_at timestamptz not null
);

create index mail_message_try on mail_message (try_at, id) where try_at is not null and sending_by is null;
create index mail_message_sending on mail_message (sending_by) where sending_by is not null;
create index mail_message_state on mail_message (state, id desc);
create index mail_message_about on mail_message (about_id, id desc) where about_id is not null;
create index mail_message_person on mail_message (person_id, id desc) where person_id is not null;
create index mail_message_text on mail_message using gin (lower(recipient || ' ' || subject) gin_trgm_ops);

-- What happened to a message, in order.
create table mail_step (
  number bigint generated always as identity primary key,
  message uuid not null references mail_message on delete cascade,
  at timestamptz not null,
  state text not null check (state in ('queued', 'deferred', 'handed_over', 'failed', 'suppressed', 'cancelled')),
  answer text
);

create index mail_step_message on mail_step (message, number);

-- How mail leaves this installation; one row once somebody has said so.
create table mail_relay (
  only_one boolean primary key default true check (only_one),
  host text not null,
  port integer not null check (port between 1 and 65535),
  security text not null check (security in ('tls', 'starttls', 'starttls_if_offered')),
  username text,
  sealed_password bytea,
  private_allowed boolean not null,
  sender text not null,
  sender_name text,
  -- The key stays when signing is switched off, so that the published record stays right.
  dkim_selector text,
  sealed_dkim_key bytea,
  signs boolean not null,
  version integer not null default 1,
  changed_at timestamptz not null
);

-- Addresses that get nothing, or nothing that they may stop.
create table mail_suppression (
  -- Lower case.
  address text primary key,
  cause text not null check (cause in ('manual', 'unsubscribed', 'bounced')),
  note text,
  since timestamptz not null
);
