-- The samples of the first table, which could hold one twice. Repeatable: the same rows replace themselves.

insert into sample (keep, env, metric, series, t, v) select keep, env, metric, series, t, v from samples;
