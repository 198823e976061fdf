-- What came of each slot of each check from each location, once: a result that is sent again replaces itself.
--
-- Answers by its key: the results of one check in one environment over a time, and the states of many checks over a day, which are
-- put together into runs while they are read. Every read names the environments that its caller may see. A part holds one day and
-- is dropped whole when its time is over, never rewritten. Filled from the segments; a slot without a row is one at which nobody
-- looked.

create table if not exists {table check_result by check} (
  keep UInt16 comment 'Days for which the result is kept, from its slot on. 90',
  env UUID comment 'Environment of the check; the id of PostgreSQL''s table environment. 01890a5d-ac96-774b-bcce-b302099a8057',
  check UUID comment 'The check; the id of PostgreSQL''s table uptime_check. 01890a5d-ac96-774b-bcce-b302099a8057',
  location LowCardinality(String) comment 'From where it was looked. here',
  t DateTime('UTC') comment 'The slot: when it should be looked, UTC. 2026-11-22 10:00:05' codec(DoubleDelta, ZSTD(1)),
  seconds UInt32 comment 'From this slot to the next, as the check said then. 60' codec(ZSTD(1)),
  outcome UInt8 comment '0 unknown, 1 up, 2 down. 1' codec(ZSTD(1)),
  reason LowCardinality(String) comment 'Why. status_unexpected',
  detail LowCardinality(String) comment 'The one datum that the reason speaks of. 503',
  attempts UInt8 comment 'How often it was looked in this slot. 1' codec(ZSTD(1)),
  total UInt32 comment 'How long the last attempt took, microseconds. 125000' codec(ZSTD(1)),
  dns UInt32 comment 'Of that finding the address; one more than measured, 0: no such step. 1200' codec(ZSTD(1)),
  connect UInt32 comment 'Of that connecting; one more than measured, 0: no such step. 20000' codec(ZSTD(1)),
  tls UInt32 comment 'Of that agreeing on TLS; one more than measured, 0: no such step. 40000' codec(ZSTD(1)),
  wait UInt32 comment 'Of that waiting for the first byte; one more than measured, 0: no such step. 60000' codec(ZSTD(1)),
  receive UInt32 comment 'Of that receiving the rest; one more than measured, 0: no such step. 3800' codec(ZSTD(1)),
  certificate UInt16 comment 'Days until the certificate ends, plus one; 0: there was none or it has ended. 61' codec(ZSTD(1))
)
engine = {engine ReplacingMergeTree}
partition by (keep, toDate(t))
order by (env, check, location, t)
ttl t + toIntervalDay(keep)
{settings ttl_only_drop_parts = 1};
