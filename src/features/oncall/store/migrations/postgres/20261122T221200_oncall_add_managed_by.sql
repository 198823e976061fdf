-- Path of the configuration file that manages a schedule or how an application escalates; empty: people do, in the console.
alter table duty_schedule add column managed_by text;
alter table escalation_policy add column managed_by text;
