-- Whoever wants to be told by a web hook or in Slack, beside those by e-mail.
alter table status_subscriber add column channel text not null default 'email' check (channel in ('email', 'webhook', 'slack'));
-- Where a hook leads, sealed: whoever knows it may write there. Its address is a keyed digest then.
alter table status_subscriber add column sealed_target bytea;
-- Since when a hook has taken nothing that was sent to it.
alter table status_subscriber add column failing_since timestamptz;
alter table status_subscriber add constraint status_subscriber_target check ((channel = 'email') = (sealed_target is null));
