-- The block of events that is on its way to ClickHouse. One row: events below from_seq are there; when to_seq is set, the block
-- from_seq … to_seq may have arrived or not, and is sent again under the same token, which ClickHouse takes once.
create table fact_block (
  singleton boolean primary key default true check (singleton),
  from_seq bigint not null,
  to_seq bigint check (to_seq >= from_seq)
);

insert into fact_block (from_seq) values (1);
