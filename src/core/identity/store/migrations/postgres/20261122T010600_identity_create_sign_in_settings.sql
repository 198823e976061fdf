-- How people may sign in. One row, made here.
create table sign_in_settings (
  only_one boolean primary key default true check (only_one),
  version integer not null default 1,
  -- Roles whose holders need a second factor, since when, and how long they have to set one up.
  second_factor_roles text[] not null default '{}',
  second_factor_grace_days integer not null default 7 check (second_factor_grace_days between 0 and 90),
  second_factor_since timestamptz,
  -- OpenID Connect; null issuer: not offered.
  oidc_issuer text check (length(oidc_issuer) <= 500),
  oidc_client_id text check (length(oidc_client_id) <= 500),
  oidc_sealed_secret bytea,
  oidc_label text check (length(oidc_label) between 1 and 100),
  oidc_domains text[] not null default '{}',
  -- The role of people who join by signing in; null: nobody joins like that.
  oidc_join_role text,
  -- Whether everybody but owners must come this way.
  oidc_only boolean not null default false,
  check (oidc_issuer is null or (oidc_client_id is not null and oidc_sealed_secret is not null and oidc_label is not null)),
  check (not oidc_only or oidc_issuer is not null)
);

insert into sign_in_settings default values;

-- Who a person is at the provider. An issuer never gives one subject to two people.
create table external_identity (
  issuer text not null,
  subject text not null check (length(subject) between 1 and 255),
  person_id uuid not null references person,
  linked_at timestamptz not null,
  last_used_at timestamptz not null,
  primary key (issuer, subject)
);

create index external_identity_person on external_identity (person_id);

-- Who comes from a provider has no password.
alter table person drop constraint person_check;

-- A revoked key keeps its row, so that timelines can still say which one it was.
alter table api_key add column revoked_at timestamptz;
