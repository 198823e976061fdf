-- Events as actions write them: a queue that the sealer empties. An insert takes no lock that another action waits for.
create table event_pending (
  -- Drawn while the action holds the locks of what it changed, so events about one record have the order of its changes.
  ordinal bigint generated always as identity primary key,
  id uuid not null,
  kind text not null,
  version integer not null,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('person', 'api_key', 'system', 'nobody')),
  actor_id text not null,
  record_kind text not null,
  record_id uuid not null,
  client_id uuid,
  application_id uuid,
  audience text not null check (audience in ('internal', 'client', 'public')),
  -- The person under whose key `personal` is encrypted.
  subject uuid,
  -- JSON text; its very bytes are what the chain proves, so it is never rewritten.
  particulars text not null,
  particulars_digest bytea not null,
  -- Nonce, AES-256-GCM ciphertext and tag of the personal particulars.
  personal bytea,
  personal_digest bytea
)
-- Rows live for milliseconds: vacuum by count, without pausing, so that the queue stays a few pages.
with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000, autovacuum_vacuum_cost_delay = 0, autovacuum_analyze_threshold = 1000000);

-- The log. Row n + 1 proves row n: hash = SHA-256(domain tag, hash of n, canonical JSON of the header of n + 1).
create table event (
  seq bigint primary key,
  hash bytea not null,
  id uuid not null,
  kind text not null,
  version integer not null,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('person', 'api_key', 'system', 'nobody')),
  actor_id text not null,
  record_kind text not null,
  record_id uuid not null,
  client_id uuid,
  application_id uuid,
  audience text not null check (audience in ('internal', 'client', 'public')),
  subject uuid,
  particulars text not null,
  particulars_digest bytea not null,
  personal bytea,
  personal_digest bytea
)
-- Only ever appended to: freeze early, in small steps.
with (autovacuum_vacuum_insert_threshold = 100000, autovacuum_vacuum_insert_scale_factor = 0, autovacuum_freeze_min_age = 0);

-- The timeline of a record; the audit trail by actor and by kind, which reactions read too; a stretch of time.
create index event_record_idx on event (record_id, seq);
create index event_actor_idx on event (actor_id, seq);
create index event_kind_idx on event (kind, seq);
create index event_at_idx on event using brin (at) with (pages_per_range = 16);

create function event_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the event log is append-only: % is refused', tg_op using errcode = 'insufficient_privilege';
end
$$;

create trigger event_append_only before update or delete or truncate on event
  for each statement execute function event_refuse_change();
