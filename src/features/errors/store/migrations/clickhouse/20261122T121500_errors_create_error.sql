-- Every error that was reported, once: an error that is sent again replaces itself. Scrubbed before it was stored anywhere.
--
-- Answers by its key: the errors of one kind in one environment by time, their counts, users and releases, and the latest of them.
-- Which kinds belong together (groups, merged by people) stands in PostgreSQL. Every read names the environments that its caller may
-- see. A part holds one day and is dropped whole when its time is over, never rewritten. Filled from the segments.

create table if not exists {table error by fingerprint} (
  keep UInt16 comment 'Days for which the error is kept. 90',
  env UUID comment 'Environment that reported it; the id of PostgreSQL''s table environment. 01890a5d-ac96-774b-bcce-b302099a8057',
  fingerprint UUID comment 'What errors of one kind have in common, as 16 bytes of a hash. 7f2c1ab0-9d3e-4c11-8a55-0d6b1f0e2c77',
  t DateTime64(3, 'UTC') comment 'When it happened, by the corrected clock of its sender, UTC. 2026-11-22 10:00:05.123' codec(Delta(8), ZSTD(1)),
  id UUID comment 'Id that the client gave it. 9ec79c33-ec99-42ab-8353-589fcb2e04dc' codec(ZSTD(1)),
  level LowCardinality(String) comment 'fatal, error, warning, info or debug. error',
  platform LowCardinality(String) comment 'Language or system of the client. node',
  release LowCardinality(String) comment 'Release that failed, empty when nobody said. shop@1.4.2',
  user_hash UInt64 comment 'Keyed hash of whoever was affected, 0 when nobody said. 1234567890123456789' codec(ZSTD(1)),
  trace FixedString(16) comment 'Id of the trace, zeros when there is none. 0x4bf92f3577b34da6a3ce929d0e0e4736' codec(ZSTD(1)),
  span FixedString(8) comment 'Id of the span within the trace, zeros when there is none. 0x00f067aa0ba902b7' codec(ZSTD(1)),
  title String comment 'Type and text, with marks in place of what was taken out. TypeError: x is not a function' codec(ZSTD(1)),
  tags Map(LowCardinality(String), String) comment 'What its sender says of it. {''browser'': ''Firefox''}' codec(ZSTD(1)),
  detail String comment 'Stack, what happened before, request and contexts, as JSON. {"exceptions":[]}' codec(ZSTD(3))
)
engine = {engine ReplacingMergeTree}
partition by (keep, toDate(t))
order by (env, fingerprint, t, id)
ttl toDateTime(t) + toIntervalDay(keep)
{settings ttl_only_drop_parts = 1};
