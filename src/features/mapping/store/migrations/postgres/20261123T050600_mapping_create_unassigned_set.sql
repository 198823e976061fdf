-- Labels of what no rule assigned; of what was measured nothing is kept.
create table unassigned_set (
  owner_kind text not null check (owner_kind in ('application', 'client')),
  owner_id uuid not null,
  -- Of the other columns that tell a set from others.
  digest bytea not null,
  protocol text not null,
  reason text not null check (reason in ('no_rule', 'environment_away')),
  -- A list of pairs, scrubbed and cut.
  labels jsonb not null,
  -- Samples, lines or spans, as the protocol says.
  items bigint not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (owner_kind, owner_id, digest)
);
create index unassigned_set_last_idx on unassigned_set (last_at);
