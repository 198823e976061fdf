-- No two declared states of a component may overlap: the constraint needs equality of UUIDs and overlap of ranges in one index.
create extension if not exists btree_gist;

create table status_page (
  id uuid primary key,
  client_id uuid references client,
  -- The application that it was made for; null: of several, or of the organisation itself.
  application_id uuid references application,
  name text not null check (length(name) between 1 and 120),
  slug text not null check (length(slug) between 1 and 60),
  intro text not null default '' check (length(intro) <= 2000),
  state text not null default 'draft' check (state in ('draft', 'published')),
  -- Opens by its private link only.
  is_private boolean not null default false,
  -- Rises when the private link is renewed: links of smaller numbers open nothing.
  link_number integer not null default 1,
  language text not null check (language in ('en', 'de')),
  -- #rrggbb; null: the product's own.
  colour text check (colour ~ '^#[0-9a-f]{6}$'),
  support_url text check (length(support_url) <= 2000),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint status_page_slug_unique unique (slug)
);
create index status_page_application_idx on status_page (application_id);
create index status_page_client_idx on status_page (client_id);

create table status_component (
  id uuid primary key,
  page_id uuid not null references status_page on delete cascade,
  name text not null check (length(name) between 1 and 120),
  -- Components of one group stand together; empty: none.
  group_name text not null default '' check (length(group_name) <= 120),
  weight integer not null default 1 check (weight between 1 and 100),
  position integer not null,
  -- What it stands for in the catalog: incidents of it are its own.
  application_id uuid references application,
  component_id uuid references component,
  -- Checks that say how it is; null: those of the application's production environments, whichever there are.
  check_ids uuid[],
  since timestamptz not null
);
create index status_component_page_idx on status_component (page_id);
create index status_component_application_idx on status_component (application_id);
create index status_component_component_idx on status_component (component_id);
