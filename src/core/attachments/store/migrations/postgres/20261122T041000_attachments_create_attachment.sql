-- Bytes that stand in the file store, or may: written down before they are put there, so that none is there unknown.
create table attachment_content (
  -- SHA-256 in lower-case hex; the name in the file store.
  digest text primary key check (digest ~ '^[0-9a-f]{64}$'),
  -- Found in the bytes.
  media_type text not null
);

create table attachment (
  id uuid primary key,
  record_id uuid not null references record,
  -- Null: an erased person.
  uploader_id uuid references person,
  name text not null check (length(name) <= 200),
  audience text not null check (audience in ('internal', 'client')),
  -- As announced; what arrives is as long, or refused.
  bytes integer not null check (bytes >= 0),
  -- Null until all bytes have arrived. One row of several with the same bytes.
  digest text references attachment_content,
  version integer not null default 1,
  announced_at timestamptz not null,
  -- Null while it is arriving.
  stored_at timestamptz check (stored_at is null or digest is not null),
  -- Set while deleted, or given up before it arrived.
  deleted_at timestamptz
);

-- Ids are made in the order of time.
create index attachment_record on attachment (record_id, id desc);
create index attachment_uploader on attachment (uploader_id);
-- Whether bytes are still named by anything.
create index attachment_digest on attachment (digest);
create index attachment_arriving on attachment (announced_at) where stored_at is null;
create index attachment_deleted on attachment (deleted_at) where deleted_at is not null;
