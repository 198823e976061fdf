-- Which series there are, and what their labels say. One row for each series; announced again every hour while samples come.
--
-- Answers by its key: which series does a metric have in these environments; by its filters also: which series carry a label.
-- Every read names the environments that its caller may see. Filled by the sample writer; nothing is rolled up from it.
-- Kept 400 days after the last announcement, a month longer than the longest kept sample.

create table if not exists {table series by id} (
  env UUID comment 'Environment that was measured; the id of PostgreSQL''s table environment. 01890a5d-ac96-774b-bcce-b302099a8057',
  metric LowCardinality(String) comment 'Name by the OpenTelemetry semantic conventions. system.cpu.utilization',
  id UInt64 comment 'Hash of environment, metric and sorted labels; samples.series. 14250239017563471922',
  labels Map(LowCardinality(String), String) comment 'What tells the series of a metric apart. {''host.name'': ''shop-1''}',
  last_seen DateTime('UTC') comment 'Last announcement, UTC, to the hour or better; the newest row of a series wins. 2026-11-21 10:00:00',
  index label_names mapKeys(labels) type bloom_filter,
  index label_values mapValues(labels) type bloom_filter
)
engine = {engine ReplacingMergeTree(last_seen)}
order by (env, metric, id)
ttl last_seen + toIntervalDay(400)
{settings};
