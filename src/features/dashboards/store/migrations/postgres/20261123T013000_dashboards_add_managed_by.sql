-- Path of the configuration file that manages a dashboard; empty: people do, in the console. Files find theirs by it.
alter table dashboard add column managed_by text;
