-- A key may belong to an application or a client instead: then mapping rules say which environment each thing that comes with it belongs to.
alter table ingest_key
  alter column environment_id drop not null,
  add column application_id uuid references application,
  add column client_id uuid references client,
  add constraint ingest_key_owner_check check (num_nonnulls(environment_id, application_id, client_id) = 1);
create index ingest_key_application_idx on ingest_key (application_id) where revoked_at is null and application_id is not null;
create index ingest_key_client_idx on ingest_key (client_id) where revoked_at is null and client_id is not null;
