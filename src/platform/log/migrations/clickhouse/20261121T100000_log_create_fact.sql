-- One row for every sealed event, for reports: ids and closed values, never a text that a person wrote.
-- Questions: how many events of a kind in a time, by client, application or actor; durations between two kinds of one record.
-- Kept for ever: a row is some 40 bytes.
create table if not exists {table fact by seq}
(
  seq UInt64 CODEC(Delta, ZSTD(1)),          -- place in the event log, gap-free from 1
  id UUID,                                   -- of the event
  kind LowCardinality(String),               -- 'application.created'
  at DateTime64(3) CODEC(Delta, ZSTD(1)),    -- when it happened, UTC
  actor_kind LowCardinality(String),         -- 'person', 'api_key', 'system', 'nobody'
  actor_id String,                           -- UUID, or the name of a job or reaction
  record_kind LowCardinality(String),        -- 'application'
  record_id UUID,
  client_id UUID,                            -- all zero: the organisation itself
  application_id UUID,                       -- all zero: no application
  audience LowCardinality(String),           -- 'internal', 'client', 'public'
  particulars Map(String, String)            -- those declared as enum, number, boolean or id, as text
)
engine = {engine MergeTree}
partition by toYYYYMM(at)
order by (kind, at, seq)
{settings};
