-- Steps that are known before anything happens, for an application or for all of them.
create table incident_playbook (
  id uuid primary key,
  -- null: of all applications.
  application_id uuid references application,
  name text not null check (length(name) between 1 and 120),
  -- For which incidents it is suggested; domain/playbooks.ts.
  fits jsonb not null,
  -- What is done in which order by whom; domain/playbooks.ts.
  steps jsonb not null check (jsonb_array_length(steps) between 1 and 30),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index incident_playbook_application on incident_playbook (application_id);

-- Tasks of an incident that came from a playbook, and whose they are as long as nobody has them.
create table incident_step (
  task_id uuid primary key references task,
  incident_id uuid not null references incident,
  -- null: the playbook was removed since.
  playbook_id uuid references incident_playbook on delete set null,
  -- null: anybody's.
  role text check (role in ('lead', 'communications', 'scribe', 'technical')),
  applied_at timestamptz not null
);
create index incident_step_incident on incident_step (incident_id);
create index incident_step_playbook on incident_step (playbook_id);
