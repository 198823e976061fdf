-- What statements of watched databases did between two readings, one row for each that ran, once.
--
-- Answers by its key: the statements of one database over a range. Texts carry no values and repeat from row to row, which packs
-- to nothing. Every read names the environment that its caller may see. A part holds one day and is dropped whole when its time is
-- over. Filled from the segments; nothing is rolled up from it.

create table if not exists {table database_statement by fingerprint} (
  keep UInt16 comment 'Days for which the row is kept. 30',
  env UUID comment 'Environment of the database; the id of PostgreSQL''s table environment. 01890a5d-ac96-774b-bcce-b302099a8057',
  db UUID comment 'The watched database; the id of PostgreSQL''s table watched_database. 01890a5d-ac96-774b-bcce-b302099a8058',
  t DateTime('UTC') comment 'End of the time in which it ran, UTC. 2026-11-22 10:00:05' codec(DoubleDelta, ZSTD(1)),
  fingerprint String comment 'As the server tells statements apart. -7046029254386353131' codec(ZSTD(1)),
  text String comment 'Without values; empty when the server has forgotten it. select * from cart where id = $1' codec(ZSTD(1)),
  calls UInt64 comment 'How often it ran. 120' codec(T64, ZSTD(1)),
  total Float64 comment 'Milliseconds that all calls took. 340.5' codec(ZSTD(1)),
  n_rows UInt64 comment 'Rows that all calls brought or changed. 120' codec(T64, ZSTD(1))
)
engine = {engine ReplacingMergeTree}
partition by (keep, toDate(t))
order by (env, db, toStartOfHour(t), fingerprint, t)
ttl t + toIntervalDay(keep)
{settings ttl_only_drop_parts = 1};
