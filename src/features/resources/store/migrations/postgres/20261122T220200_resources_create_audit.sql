-- How the resources of an application stood in a week, as it was written down then.
create table resource_audit (
  id uuid primary key,
  application_id uuid not null,
  -- The Monday of the week on the clock of the zone.
  week date not null,
  zone text not null,
  made_at timestamptz not null,
  -- The plan wanted one, and people were told.
  is_due boolean not null,
  -- What was found and not settled, and what was settled since the audit before.
  current jsonb not null,
  settled jsonb not null,
  unique (application_id, week)
);
