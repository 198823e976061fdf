-- Which environment something belongs to that comes with a key of an application or a client: its rules, in the order in which they are tried.
create table mapping (
  owner_kind text not null check (owner_kind in ('application', 'client')),
  owner_id uuid not null,
  rules jsonb not null,
  version integer not null,
  updated_at timestamptz not null,
  primary key (owner_kind, owner_id)
);
