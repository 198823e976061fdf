-- An application's open work by due time. Without it the list of all clients was walked until a page of this application was found.
create index record_application_due on record (application_id, kind, state, coalesce(due_at, 'infinity'::timestamptz), id) where deleted_at is null;
