-- What users say, to an error or to nothing in particular.
create table error_feedback (
  -- Made of all that it is, so that one that is sent again is the same.
  id uuid primary key,
  environment_id uuid not null references environment,
  -- By which files name it; null for what older clients send.
  event_id uuid,
  -- The error that it is about, as its client calls it; null when nobody said.
  error_id uuid,
  -- Of that error, once it was found; the group follows from it.
  fingerprint uuid,
  at timestamptz not null,
  kept_at timestamptz not null,
  -- As its author gave them, to be answered; may be empty. The address is in lower case.
  name text not null,
  email text not null,
  text text not null,
  url text not null,
  -- Keyed hash of whoever said it, as a decimal number; empty when nobody is named.
  user_hash text not null
);
create index error_feedback_place on error_feedback (environment_id, at desc, id desc);
create index error_feedback_fingerprint on error_feedback (environment_id, fingerprint) where fingerprint is not null;
-- Those whose error was not found yet.
create index error_feedback_unplaced on error_feedback (kept_at) where fingerprint is null and error_id is not null;
create index error_feedback_kept on error_feedback (kept_at);

-- Files that came with errors or feedback. The bytes stand in the file store.
create table error_file (
  -- Made of all that it is, so that one that is sent again is the same.
  id uuid primary key,
  environment_id uuid not null references environment,
  -- Of the error or the feedback, as its client calls it.
  event_id uuid not null,
  name text not null,
  -- Found in the bytes.
  media_type text not null,
  bytes integer not null check (bytes >= 0),
  -- SHA-256 in lower-case hex.
  digest text not null,
  -- Keyed hash of whom it happened to, as a decimal number; empty when nobody is named.
  user_hash text not null,
  kept_at timestamptz not null,
  -- Null until all bytes are there.
  stored_at timestamptz
);
create index error_file_event on error_file (environment_id, event_id);
create index error_file_kept on error_file (kept_at);
