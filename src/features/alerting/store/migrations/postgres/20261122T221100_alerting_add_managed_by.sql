-- Path of the configuration file that manages a rule; empty: people do, in the console.
alter table alert_rule add column managed_by text;
