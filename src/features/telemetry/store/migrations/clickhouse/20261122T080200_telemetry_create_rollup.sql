-- What the samples of a series say together in steps of five minutes and of an hour, so that months can be read like hours.
--
-- Answers by its key: one metric in one environment in one step length over weeks, for all its series or some. Made from `sample`
-- by schedule, one closed hour at a time; an hour to which samples came late is made again, and of two rows for one step that of
-- the higher run counts: reads say `final`. Every read names the environments that its caller may see. A part holds one week of
-- one step length and is dropped whole when its time is over.
--
-- Values are those that are finite numbers. `min` is NaN where it is the first value and `max` where it is the last, as with every
-- counter that did not start anew: then they take no room. What falls more than once in five minutes, and in a quarter of its
-- values, is no counter and has no first value. An hour's row is made from its twelve.

create table if not exists {table rollup by series} (
  keep UInt16 comment 'Days for which the row is kept, from its time on. 90' codec(ZSTD(1)),
  env UUID comment 'Environment that was measured; the id of PostgreSQL''s table environment. 01890a5d-ac96-774b-bcce-b302099a8057' codec(ZSTD(1)),
  metric LowCardinality(String) comment 'Name as it was sent. http_requests_total' codec(ZSTD(1)),
  step UInt16 comment 'Length of the step in seconds. 300' codec(ZSTD(1)),
  series UInt64 comment 'series.id. 14250239017563471922' codec(ZSTD(1)),
  t DateTime('UTC') comment 'Start of the step, UTC. 2026-11-21 10:05:00' codec(DoubleDelta, ZSTD(1)),
  run UInt64 comment 'How often samples of the hour had been marked when it was made. 1' codec(ZSTD(1)),
  count UInt32 comment 'Values in the step; 0 when those that were there have since been replaced by none. 20' codec(ZSTD(1)),
  sum Float64 comment 'Of the values. 8.4' codec(Delta(8), ZSTD(3)),
  min Float64 comment 'Smallest value; NaN: it is the first. 0.11' codec(Delta(8), ZSTD(3)),
  max Float64 comment 'Largest value; NaN: it is the last. 0.97' codec(Delta(8), ZSTD(3)),
  first Float64 comment 'Earliest value of a counter; NaN: the series is none. 0.42' codec(Delta(8), ZSTD(3)),
  last Float64 comment 'Latest value. 0.40' codec(Delta(8), ZSTD(3)),
  fallen Float64 comment 'What a counter had reached each time it started anew, added up: the values after which a smaller one came. 0' codec(ZSTD(1))
)
engine = {engine ReplacingMergeTree(run)}
partition by (keep, toMonday(t))
order by (env, metric, step, series, t)
ttl t + toIntervalDay(keep)
{settings ttl_only_drop_parts = 1};
