-- What was found in the figures of applications. Rows that are settled stay as what was won.
create table resource_finding (
  id uuid primary key,
  application_id uuid not null,
  environment_id uuid not null,
  concern text not null check (concern in ('near_limit', 'waste', 'tune')),
  kind text not null,
  -- The same for as long as it is the same thing that is found.
  fingerprint text not null,
  about jsonb not null,
  facts jsonb not null,
  -- As it was before anything was done about it.
  figure float8 not null,
  unit text not null,
  wins float8,
  wins_unit text not null,
  state text not null check (state in ('open', 'task', 'measuring', 'dismissed', 'won', 'no_change', 'gone')),
  dismissed_as text check (dismissed_as in ('intended', 'accepted', 'not_true')),
  -- Of tasks.
  task_id uuid,
  -- Of the same figure after the task was done; null also when there is nothing left to measure.
  after float8,
  opened_at timestamptz not null,
  -- When it was found last.
  seen_at timestamptz not null,
  done_at timestamptz,
  settled_at timestamptz,
  check ((state = 'dismissed') = (dismissed_as is not null)),
  check (state not in ('task', 'measuring') or task_id is not null),
  check ((state in ('won', 'no_change', 'gone')) = (settled_at is not null))
);

create unique index resource_finding_current on resource_finding (application_id, fingerprint)
  where state in ('open', 'task', 'measuring', 'dismissed');
create index resource_finding_settled on resource_finding (application_id, settled_at desc) where settled_at is not null;
create index resource_finding_task on resource_finding (task_id) where task_id is not null;

-- When the resources of an application were looked at last.
create table resource_look (
  application_id uuid primary key,
  looked_at timestamptz not null
);
