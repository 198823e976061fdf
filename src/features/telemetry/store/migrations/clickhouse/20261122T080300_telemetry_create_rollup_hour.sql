-- Which hours of which environments have samples, and how many of their marks a roll-up has seen: an hour with more marks than
-- made ones is to be made. Counted and not timed, because clocks of two nodes differ.
--
-- Answers by its key: which hours of an environment are not made. Marked by each node after it has handed on samples, once for an
-- hour that is still running and with every segment for one that has ended; marks carry the segment's token, so that one that is
-- sent again counts once. Nothing is rolled up from it. Kept a little longer than samples.

create table if not exists {table rollup_hour by cityHash64(env)} (
  env UUID comment 'Environment that was measured; the id of PostgreSQL''s table environment. 01890a5d-ac96-774b-bcce-b302099a8057',
  hour DateTime('UTC') comment 'Start of the hour, UTC. 2026-11-21 10:00:00',
  marks SimpleAggregateFunction(sum, UInt64) comment 'How often it was said that samples of the hour came. 2',
  made SimpleAggregateFunction(max, UInt64) comment 'How many of those marks the last roll-up knew. 2'
)
engine = {engine AggregatingMergeTree}
order by (env, hour)
ttl hour + toIntervalDay(20)
{settings};
