-- What somebody looks for in the log lines of an application, under a name.
create table log_search (
  id uuid primary key,
  application_id uuid not null references application,
  -- Whose it is; null: the team's.
  owner_id uuid references person,
  name text not null check (length(name) between 1 and 80),
  -- Words, severity, service, attributes, resource and range; domain/saved-search.ts.
  search jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- Set while deleted; it can be brought back.
  deleted_at timestamptz
);

create index log_search_application on log_search (application_id);
create index log_search_owner on log_search (owner_id);
