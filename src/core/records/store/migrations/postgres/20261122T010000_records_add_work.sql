-- Who works on a record, until when and how urgently: what lists of every kind are filtered and sorted by.
alter table record
  add column assignee_id uuid references person,
  add column due_at timestamptz,
  -- 1 is the most urgent; what the numbers are called is up to the kind.
  add column priority smallint check (priority between 1 and 9);

-- A list walks one of these from its beginning, once for each state and each client, application or person that it is narrowed to,
-- and stops after a page. Without a date or a priority a record comes last, so that the place after a row can be named.
drop index record_kind, record_state, record_client, record_application;
create index record_state on record (kind, state, id) where deleted_at is null;
create index record_due on record (kind, state, coalesce(due_at, 'infinity'::timestamptz), id) where deleted_at is null;
create index record_priority on record (kind, state, coalesce(priority, 99), id) where deleted_at is null;
create index record_client on record (client_id, kind, state, id) where deleted_at is null;
create index record_client_due on record (client_id, kind, state, coalesce(due_at, 'infinity'::timestamptz), id) where deleted_at is null;
-- The client stands at the end for who sees an application of one client only.
create index record_application on record (application_id, kind, state, id, client_id) where deleted_at is null;
create index record_assignee on record (assignee_id, kind, state, coalesce(due_at, 'infinity'::timestamptz), id) where deleted_at is null;
