-- How runs of a program ended, for the share of them that did not crash. A row is one run, which replaces itself with each of its
-- reports, or the sum of several that a server reports together.
--
-- Answers by its key: the runs of a release in an environment by hour. Every read names the environments that its caller may see. A
-- part holds one day and is dropped whole when its time is over, never rewritten. Filled from the segments.

create table if not exists {table session_count by env} (
  keep UInt16 comment 'Days for which it is kept. 90',
  env UUID comment 'Environment that reported it; the id of PostgreSQL''s table environment. 01890a5d-ac96-774b-bcce-b302099a8057',
  release LowCardinality(String) comment 'Release that ran. shop@1.4.2',
  t DateTime('UTC') comment 'Hour in which it began, UTC. 2026-11-22 10:00:00' codec(DoubleDelta, ZSTD(1)),
  id UUID comment 'Of the run, as the client calls it, or made up for a sum. 9ec79c33-ec99-42ab-8353-589fcb2e04dc' codec(ZSTD(1)),
  seq UInt64 comment 'Rises with each report of a run; the last one stays. 3' codec(ZSTD(1)),
  sessions UInt32 comment 'How many runs these are. 1' codec(ZSTD(1)),
  errored UInt32 comment 'Of them, those with an error that was caught. 0' codec(ZSTD(1)),
  crashed UInt32 comment 'Of them, those that an error ended. 0' codec(ZSTD(1)),
  abnormal UInt32 comment 'Of them, those that ended otherwise than they should. 0' codec(ZSTD(1))
)
engine = {engine ReplacingMergeTree(seq)}
partition by (keep, toDate(t))
order by (env, release, t, id)
ttl t + toIntervalDay(keep)
{settings ttl_only_drop_parts = 1};
