-- Contacts act too: they come by a link, without an account.
alter table event_pending drop constraint event_pending_actor_kind_check;
alter table event_pending add constraint event_pending_actor_kind_check
  check (actor_kind in ('person', 'contact', 'api_key', 'system', 'nobody'));
alter table event drop constraint event_actor_kind_check;
alter table event add constraint event_actor_kind_check
  check (actor_kind in ('person', 'contact', 'api_key', 'system', 'nobody'));
