-- Records that only whoever has the clearance sees, and whoever was admitted by name. They are few: lists find them by this index.
alter table record drop constraint record_audience_check;
alter table record add constraint record_audience_check check (audience in ('restricted', 'internal', 'client', 'public'));
create index record_restricted on record (kind, id) where audience = 'restricted';
