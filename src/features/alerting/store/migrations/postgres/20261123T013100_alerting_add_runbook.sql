-- Where it is written what to do when the rule fires; empty: what the application says.
alter table alert_rule add column runbook_url text;
