-- Every step of every trace, once: a span that is sent again replaces itself.
--
-- Answers by its key: the spans of one trace in one environment (the id is sought in each hour, by index), and the latest first
-- spans of the traces of an environment (the hours are read from the last one back). The hour stands before the trace, so that a
-- short range reads little, and the trace before the time, so that its spans lie together. Every read names the environments
-- that its caller may see. A part holds one day and is dropped whole when its time is over, never rewritten. Filled from the
-- segments; nothing is rolled up from it.

create table if not exists {table span by trace} (
  keep UInt16 comment 'Days for which the span is kept, from its beginning on. 15',
  env UUID comment 'Environment that sent it; the id of PostgreSQL''s table environment. 01890a5d-ac96-774b-bcce-b302099a8057',
  t DateTime('UTC') comment 'When it began, UTC, whole seconds. 2026-11-22 10:00:05' codec(DoubleDelta, ZSTD(1)),
  trace UUID comment 'Id of the trace: 16 bytes, shown without dashes. 0af76519-16cd-43dd-8448-eb211c80319c',
  id UInt64 comment 'Id of the span: 8 bytes, shown as hexadecimal digits. 13197515541391893425' codec(ZSTD(1)),
  parent UInt64 comment 'Id of the span for which this one was done; 0 for the first of a trace. 0' codec(ZSTD(1)),
  start UInt64 comment 'When it began, nanoseconds since 1970. 1790000000000000000' codec(Delta(8), ZSTD(1)),
  duration UInt64 comment 'How long it took, nanoseconds. 12500000' codec(ZSTD(1)),
  service LowCardinality(String) comment 'Name of what did it. shop',
  name LowCardinality(String) comment 'What was done. GET /cart',
  kind UInt8 comment '0 unspecified, 1 internal, 2 server, 3 client, 4 producer, 5 consumer. 2',
  status UInt8 comment '0 unset, 1 ok, 2 error. 0',
  status_message String comment 'Why it failed, as its sender says. connection refused' codec(ZSTD(1)),
  scope LowCardinality(String) comment 'Library that saw it. @opentelemetry/instrumentation-http',
  attributes Map(LowCardinality(String), String) comment 'What its sender says of it. {''http.route'': ''/cart''}' codec(ZSTD(1)),
  resource Map(LowCardinality(String), String) comment 'What its sender says of itself. {''host.name'': ''shop-1''}' codec(ZSTD(1)),
  events Array(String) comment 'What happened meanwhile, each as JSON: at (nanoseconds), name, attributes. [''{"at":"1790000000000000000","name":"exception"}'']' codec(ZSTD(1)),
  links Array(String) comment 'Spans that have to do with it, each as JSON: traceId, spanId, attributes. []' codec(ZSTD(1))
)
engine = {engine ReplacingMergeTree}
partition by (keep, toDate(t))
order by (env, toStartOfHour(t), trace, t, id)
ttl t + toIntervalDay(keep)
{settings ttl_only_drop_parts = 1};
