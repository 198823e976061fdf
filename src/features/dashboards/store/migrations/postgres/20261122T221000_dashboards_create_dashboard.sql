-- Charts that somebody put together, for one application or for whichever one looks at.
create table dashboard (
  id uuid primary key,
  -- null: of the installation; who looks at it chooses the application.
  application_id uuid references application,
  title text not null check (length(title) between 1 and 120),
  -- Title, kind, unit, width and expressions of each, in the order of the page; domain/panel.ts.
  panels jsonb not null check (jsonb_array_length(panels) <= 40),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- Set while deleted; it can be brought back.
  deleted_at timestamptz
);

create index dashboard_application on dashboard (application_id);
