-- Two more reasons why somebody is told: they are asked for something, or asked for it themselves.
alter table notification drop constraint notification_reason_check;
alter table notification add constraint notification_reason_check
  check (reason in ('assigned', 'asked', 'mentioned', 'owner', 'deputy', 'author', 'asker', 'watching'));
