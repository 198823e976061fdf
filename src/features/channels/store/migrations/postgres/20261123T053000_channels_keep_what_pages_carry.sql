-- The page behind a link shows what the message carried: the course as it was drawn then, and where it is written what to do.
alter table channel_message add column chart jsonb;
alter table channel_message add column runbook_url text;
