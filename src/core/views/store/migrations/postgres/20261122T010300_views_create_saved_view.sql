-- Lists that somebody named: what they are narrowed to, their order and columns.
create table saved_view (
  id uuid primary key,
  -- Kind of record that is listed, as in kit/ids.ts.
  kind text not null,
  name text not null check (length(name) between 1 and 80),
  filter text not null check (length(filter) <= 1000),
  sort text not null,
  columns text[] not null check (cardinality(columns) <= 20),
  owner_id uuid not null references person,
  -- Who else has it: nobody, the holders of a role, or everybody of the team.
  shared text not null check (shared in ('personal', 'role', 'everyone')),
  role text,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- Set while deleted; it can be brought back.
  deleted_at timestamptz,
  check ((shared = 'role') = (role is not null))
);

create index saved_view_owner on saved_view (owner_id, kind);
create index saved_view_shared on saved_view (kind) where shared <> 'personal' and deleted_at is null;
