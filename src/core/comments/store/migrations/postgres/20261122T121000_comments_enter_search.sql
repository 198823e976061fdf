-- Comments that were written before search knew of comments enter it afterwards, some at a time, from the first.
insert into due (kind, record, at, try_at)
select 'comments.enter_search', '00000000-0000-0000-0000-000000000000', 'epoch', 'epoch' where exists (select from comment);
