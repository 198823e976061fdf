-- After a restore blocks of facts are copied again under tokens that ClickHouse has not seen yet.
alter table fact_block add column era uuid;
