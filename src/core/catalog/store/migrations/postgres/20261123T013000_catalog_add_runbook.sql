-- Where it is written what to do when the application is in trouble; empty: nowhere yet.
alter table application add column runbook_url text;
