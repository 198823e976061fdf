-- Every measured value.
--
-- Answers by its key: the values of one metric in one environment over hours, for all its series or some; the hour stands
-- before the series, so that a short range of many series reads little, and the series before the time, so that values of
-- one series lie together and pack well (3.3 bytes a sample where the values are noisy). Every read names the environments
-- that its caller may see. A part holds one day of one retention class and is dropped whole when its time is over, never
-- rewritten. Roll-ups to five minutes and an hour will be filled from here, one closed hour at a time.

create table if not exists {table samples by series} (
  keep UInt16 comment 'Days for which the sample is kept, from its time on. 15',
  env UUID comment 'Environment that was measured; the id of PostgreSQL''s table environment. 01890a5d-ac96-774b-bcce-b302099a8057',
  metric LowCardinality(String) comment 'Name by the OpenTelemetry semantic conventions. system.cpu.utilization',
  series UInt64 comment 'series.id. 14250239017563471922' codec(ZSTD(1)),
  t DateTime('UTC') comment 'When it was measured, UTC, whole seconds: jitter below a second would cost a hundred times the space. 2026-11-21 10:00:05' codec(DoubleDelta, ZSTD(1)),
  v Float64 comment 'Value in the unit of the metric: ratios from 0 to 1, bytes, seconds. 0.42' codec(Delta(8), ZSTD(1))
)
engine = {engine MergeTree}
partition by (keep, toDate(t))
order by (env, metric, toStartOfHour(t), series, t)
ttl t + toIntervalDay(keep)
{settings ttl_only_drop_parts = 1};
