-- Organisations that are served. Nothing of the catalog is deleted: archived rows keep history and figures readable.
create table client (
  id uuid primary key,
  name text not null check (length(name) between 1 and 120),
  -- Stays taken after archiving, so that bringing back never clashes.
  slug text not null check (length(slug) between 1 and 60),
  -- null: the organisation's zone.
  zone text,
  state text not null default 'active' check (state in ('active', 'archived')),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint client_slug_unique unique (slug)
);

create index client_name on client (lower(name), id);

create table application (
  id uuid primary key,
  -- null: the organisation's own.
  client_id uuid references client,
  name text not null check (length(name) between 1 and 120),
  slug text not null check (length(slug) between 1 and 60),
  description text not null default '' check (length(description) <= 5000),
  kind text not null check (kind in ('watched', 'self')),
  url text check (length(url) <= 2000),
  state text not null default 'active' check (state in ('active', 'archived')),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint application_slug_unique unique (slug),
  -- Pitcrew itself belongs to the organisation and stays.
  check (kind <> 'self' or (client_id is null and state = 'active'))
);

create index application_name on application (lower(name), id);
create index application_client on application (client_id);
create unique index application_self on application (kind) where kind = 'self';

create table environment (
  id uuid primary key,
  application_id uuid not null references application,
  name text not null check (length(name) between 1 and 120),
  kind text not null check (kind in ('production', 'qa', 'development')),
  url text check (length(url) <= 2000),
  position integer not null default 0,
  state text not null default 'active' check (state in ('active', 'archived')),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create unique index environment_name_unique on environment (application_id, lower(name)) where state = 'active';
create index environment_place on environment (application_id, position, lower(name), id);

create table component (
  id uuid primary key,
  application_id uuid not null references application,
  name text not null check (length(name) between 1 and 120),
  kind text not null check (kind in ('web', 'api', 'worker', 'database', 'cache', 'queue', 'host', 'external', 'other')),
  description text not null default '' check (length(description) <= 5000),
  position integer not null default 0,
  state text not null default 'active' check (state in ('active', 'archived')),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (application_id, id)
);

create unique index component_name_unique on component (application_id, lower(name)) where state = 'active';
create index component_place on component (application_id, position, lower(name), id);

-- `from` needs `to`; without circles, which the action checks under a lock on the application. The application stands in the
-- row so that both ends belong to it.
create table component_dependency (
  application_id uuid not null,
  from_id uuid not null,
  to_id uuid not null,
  primary key (from_id, to_id),
  foreign key (application_id, from_id) references component (application_id, id),
  foreign key (application_id, to_id) references component (application_id, id),
  check (from_id <> to_id)
);

create index component_dependency_to on component_dependency (to_id);
create index component_dependency_application on component_dependency (application_id);

create table feature (
  id uuid primary key,
  application_id uuid not null references application,
  name text not null check (length(name) between 1 and 120),
  importance text not null check (importance in ('core', 'safety_critical', 'ordinary')),
  description text not null default '' check (length(description) <= 5000),
  -- Patterns such as `POST /orders/:id`.
  routes text[] not null default '{}' check (cardinality(routes) <= 100),
  state text not null default 'active' check (state in ('active', 'archived')),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (application_id, id)
);

create unique index feature_name_unique on feature (application_id, lower(name)) where state = 'active';

create table feature_component (
  application_id uuid not null,
  feature_id uuid not null,
  component_id uuid not null,
  primary key (feature_id, component_id),
  foreign key (application_id, feature_id) references feature (application_id, id),
  foreign key (application_id, component_id) references component (application_id, id)
);

create index feature_component_component on feature_component (component_id);

-- Who looks after an application (component null) or a component: one owner and any deputies each.
create table ownership (
  id uuid primary key,
  application_id uuid not null references application,
  component_id uuid,
  person_id uuid not null references person,
  part text not null check (part in ('owner', 'deputy')),
  foreign key (application_id, component_id) references component (application_id, id),
  constraint ownership_person_unique unique nulls not distinct (application_id, component_id, person_id)
);

create unique index ownership_one_owner on ownership (application_id, component_id) nulls not distinct where part = 'owner';
create index ownership_person on ownership (person_id);

-- Roles of people point at what stands above.
alter table role_grant add constraint role_grant_client_fk foreign key (client_id) references client;
alter table role_grant add constraint role_grant_application_fk foreign key (application_id) references application;
create index role_grant_client on role_grant (client_id);
create index role_grant_application on role_grant (application_id);
