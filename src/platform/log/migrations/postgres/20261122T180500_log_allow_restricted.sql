-- Events about records that are not for the whole team.
alter table event_pending drop constraint event_pending_audience_check;
alter table event_pending add constraint event_pending_audience_check check (audience in ('restricted', 'internal', 'client', 'public'));
alter table event drop constraint event_audience_check;
alter table event add constraint event_audience_check check (audience in ('restricted', 'internal', 'client', 'public'));
