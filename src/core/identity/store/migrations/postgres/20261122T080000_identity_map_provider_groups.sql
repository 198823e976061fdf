-- The claim in which the provider names groups; null: its groups give no roles.
alter table sign_in_settings add column oidc_groups_claim text check (length(oidc_groups_claim) between 1 and 200);

-- Roles that groups of the provider give. catalog adds the foreign keys to its tables.
create table provider_group (
  position integer primary key,
  name text not null check (length(name) between 1 and 255),
  role text not null check (
    role in ('owner', 'technical_lead', 'support_engineer', 'user_support', 'qa', 'developer', 'project_manager', 'client_contact')
  ),
  client_id uuid,
  application_id uuid,
  check (role <> 'owner' or (client_id is null and application_id is null)),
  check (role <> 'client_contact' or client_id is not null),
  unique nulls not distinct (name, role, client_id, application_id)
);

-- The group that gave a role; null: somebody gave it by hand, and no group takes it away.
alter table role_grant add column by_group text check (length(by_group) between 1 and 255);
