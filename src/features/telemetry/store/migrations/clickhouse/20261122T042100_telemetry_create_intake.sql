-- What arrived, by minute: how many samples of whom were kept, and how many were not and why. Several nodes add to one minute.
--
-- Answers by its key: what came for an environment since a time. Every read names the environments that its caller may see.
-- Written every few seconds by each node from its memory; a crash loses the counts of those seconds, never a sample. Nothing is
-- rolled up from it. Kept 90 days.

create table if not exists {table intake by cityHash64(env)} (
  env UUID comment 'Environment for which it came; the id of PostgreSQL''s table environment. 01890a5d-ac96-774b-bcce-b302099a8057',
  key UUID comment 'ingest_key.id of PostgreSQL; zeros for the program''s own collector. 01890a5d-ac96-774b-bcce-b302099a8058',
  protocol LowCardinality(String) comment 'How it came. remote_write',
  outcome LowCardinality(String) comment 'kept, or the reason for which it was not. too_many_series',
  t DateTime('UTC') comment 'Start of the minute, UTC. 2026-11-22 10:00:00' codec(DoubleDelta, ZSTD(1)),
  requests UInt64 comment 'Requests with this outcome for some of their samples. 4',
  samples UInt64 comment 'Samples; 0 for requests that could not be read. 8000',
  bytes UInt64 comment 'Bytes of the requests as they came, packed, counted with what was kept. 160000'
)
engine = {engine SummingMergeTree((requests, samples, bytes))}
order by (env, t, key, protocol, outcome)
ttl t + toIntervalDay(90)
{settings};
