-- What browsers told of pages: views, vitals, requests, uses of features, time spent. Addresses are patterns, sessions are names that a
-- page made up and forgot.
--
-- Answers by its key: one kind of item of an environment within hours, by route. Every read names the environments that its caller may
-- see. A part holds one day and is dropped whole when its time is over. Filled from the segments.
--

create table if not exists {table page_item by cityHash64(env, session)} (
  env UUID comment 'Environment whose page it was; the id of PostgreSQL''s table environment. 01890a5d-ac96-774b-bcce-b302099a8057',
  kind LowCardinality(String) comment 'view, route, vital, fetch, feature or time. vital',
  t DateTime64(3, 'UTC') comment 'When it happened by our clock, UTC. 2026-11-22 10:00:05.123' codec(Delta(8), ZSTD(1)),
  route LowCardinality(String) comment 'Pattern of the address of the page. /orders/:id',
  name LowCardinality(String) comment 'Of the vital, the feature or the request; empty otherwise. LCP',
  value Float64 comment 'Milliseconds; the shift of CLS; 1 for a feature. 1840' codec(ZSTD(1)),
  status UInt16 comment 'HTTP status of a request, 0 when the browser does not say. 200' codec(ZSTD(1)),
  session UInt64 comment 'Name of the session. 1311768467463790320' codec(ZSTD(1)),
  release LowCardinality(String) comment 'Of the application, empty when nobody said. web@7'
)
engine = {engine MergeTree}
partition by toDate(t)
order by (env, kind, toStartOfHour(t), route, name)
ttl toDateTime(t) + toIntervalDay(30)
{settings ttl_only_drop_parts = 1};
