-- Hours that were kept before there were roll-ups. Repeatable: a mark too many makes an hour again.

insert into rollup_hour (env, hour, marks, made) select env, toStartOfHour(t) as hour, 1, 0 from sample group by env, hour;
