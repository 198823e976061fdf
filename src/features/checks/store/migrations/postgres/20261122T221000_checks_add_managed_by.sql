-- Path of the configuration file that manages a check; empty: people do, in the console.
alter table uptime_check add column managed_by text;
