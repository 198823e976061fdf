-- What people say about records, and who hears of what happens to a record.
create table comment (
  id uuid primary key,
  record_id uuid not null references record,
  -- Null: an erased person.
  author_id uuid references person,
  -- Markdown as it was written; empty only when it was erased.
  text text not null check (length(text) <= 20000),
  audience text not null check (audience in ('internal', 'client')),
  -- People named in the text as it is now.
  mentioned uuid[] not null,
  version integer not null default 1,
  created_at timestamptz not null,
  edited_at timestamptz,
  -- Set while deleted; it can be brought back until it is removed for good.
  deleted_at timestamptz
);

-- Ids are made in the order of time.
create index comment_record on comment (record_id, id desc);
create index comment_author on comment (author_id);
create index comment_mentioned on comment using gin (mentioned);
create index comment_deleted on comment (deleted_at) where deleted_at is not null;

-- Texts as they were before each edit.
create table comment_version (
  comment_id uuid not null references comment on delete cascade,
  version integer not null,
  text text not null,
  -- When it was replaced.
  until_at timestamptz not null,
  primary key (comment_id, version)
);

create table watcher (
  record_id uuid not null references record,
  person_id uuid not null references person,
  -- The first reason stays: it answers "why me?".
  reason text not null check (reason in ('chosen', 'author', 'owner', 'mentioned', 'commented', 'asked')),
  -- Muted: stays listed and hears nothing.
  muted boolean not null default false,
  since timestamptz not null,
  primary key (record_id, person_id)
);

create index watcher_person on watcher (person_id);
