-- Every log line, scrubbed before it was stored anywhere.
--
-- Answers by its key: the lines of an environment within hours, of all services or of one; the hour stands before the service, so
-- that the newest lines of all are found by reading the last hours, and the service before the time, so that lines that are alike
-- lie together and pack well. Words are found by the filter over the tokens of the body, the lines of a trace and the values of
-- attributes by filters of theirs. Every read names the environments that its caller may see. A part holds one day of one
-- retention class and is dropped whole when its time is over, never rewritten. Filled from the segments.
--

create table if not exists {table line by cityHash64(env, service)} (
  keep UInt16 comment 'Days for which the line is kept, from its time on. 30',
  env UUID comment 'Environment that wrote it; the id of PostgreSQL''s table environment. 01890a5d-ac96-774b-bcce-b302099a8057',
  service LowCardinality(String) comment 'What wrote it, empty when nobody said. checkout',
  t DateTime64(3, 'UTC') comment 'When it happened by the clock of whoever wrote it, else when it came, UTC. 2026-11-22 10:00:05.123' codec(Delta(8), ZSTD(1)),
  n UInt32 comment 'Tells lines of one millisecond apart and keeps their order; with t it names the line. 3141592653' codec(Delta(4), ZSTD(1)),
  observed DateTime64(3, 'UTC') comment 'When a collector saw it, else when it came, UTC. 2026-11-22 10:00:05.456' codec(Delta(8), ZSTD(1)),
  severity UInt8 comment 'As OpenTelemetry numbers it: 1 trace, 5 debug, 9 info, 13 warn, 17 error, 21 fatal; 0 when nobody said. 17' codec(ZSTD(1)),
  trace FixedString(16) comment 'Id of the trace, zeros when there is none. 0x4bf92f3577b34da6a3ce929d0e0e4736' codec(ZSTD(1)),
  span FixedString(8) comment 'Id of the span within the trace, zeros when there is none. 0x00f067aa0ba902b7' codec(ZSTD(1)),
  body String comment 'The text, with marks in place of what was taken out. payment of [removed:e-mail] declined' codec(ZSTD(1)),
  attributes Map(LowCardinality(String), String) comment 'What else the line says, by name. {"http.status_code": "502"}' codec(ZSTD(1)),
  resource Map(LowCardinality(String), String) comment 'What is known of the sender, by name. {"host.name": "shop-1"}' codec(ZSTD(1)),
  index by_word lowerUTF8(body) type tokenbf_v1(32768, 3, 0) granularity 1,
  index by_value mapValues(attributes) type bloom_filter(0.01) granularity 1,
  index by_trace trace type bloom_filter(0.01) granularity 1
)
engine = {engine MergeTree}
partition by (keep, toDate(t))
order by (env, toStartOfHour(t), service, t)
ttl toDateTime(t) + toIntervalDay(keep)
{settings ttl_only_drop_parts = 1};
