-- What is asked of weeks and months: sessions of each day, and how often things were used in each hour. A projection is kept by the store
-- together with the rows that it counts, so an item that comes late is counted like any other, and what is dropped or erased goes from both.
-- Parts that were there before are counted in the background; until then their items themselves are read.

alter table {stored page_item} add projection if not exists sessions_by_day (
  select env, toDate(t), uniqExactIf(session, kind in ('view', 'route', 'time')) group by env, toDate(t)
);
alter table {stored page_item} add projection if not exists uses_by_hour (
  select env, toStartOfHour(t), kind, route, name, release, count() group by env, toStartOfHour(t), kind, route, name, release
);
alter table {stored page_item} materialize projection sessions_by_day;
alter table {stored page_item} materialize projection uses_by_hour;
