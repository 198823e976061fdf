-- A group of the sign-in provider gives a role for a client or an application that there is.
alter table provider_group add constraint provider_group_client_fk foreign key (client_id) references client;
alter table provider_group add constraint provider_group_application_fk foreign key (application_id) references application;
create index provider_group_client on provider_group (client_id);
create index provider_group_application on provider_group (application_id);
