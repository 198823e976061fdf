-- Something that harms people now. Title, state, lead, severity (as priority) and the next due time stand in `record` under the same id.
create sequence record_number_incident;

create table incident (
  id uuid primary key references record,
  severity text not null check (severity in ('critical', 'major', 'minor')),
  -- Why the severity is what it is; domain/severity.ts.
  severity_reason text not null,
  -- What it was weighed by; null while an alert alone says how bad it is.
  effect text,
  reach text,
  -- Markdown: what is known, for whoever comes to it.
  summary text not null default '' check (length(summary) <= 20000),
  environment_id uuid references environment,
  -- The alert it was declared from; null: people declared it.
  alert_id uuid,
  -- Whether contacts of the client see it.
  is_shared boolean not null default false,
  people_affected integer check (people_affected >= 0),
  harm_started_at timestamptz not null,
  -- When a person first did something about it.
  touched_at timestamptz,
  -- Since when none of its alerts fires; null while one does, or without any.
  recovered_at timestamptz,
  -- Markdown; what was found out by the end.
  cause text not null default '' check (length(cause) <= 20000),
  fix text not null default '' check (length(fix) <= 20000),
  response_due_at timestamptz,
  resolution_due_at timestamptz,
  post_due_at timestamptz,
  first_post_at timestamptz,
  last_post_at timestamptz,
  -- null: Pitcrew, an API key, or an erased person.
  declared_by uuid references person
);
create index incident_environment on incident (environment_id);
create index incident_alert_id on incident (alert_id) where alert_id is not null;
create index incident_declared_by on incident (declared_by);

-- What state and severity it had from when on, oldest first by id. Clocks and times are read from these.
create table incident_move (
  id uuid primary key,
  incident_id uuid not null references incident,
  at timestamptz not null,
  state text not null,
  severity text not null,
  -- Named; what a person says about it stands beside it.
  reason text not null,
  note text not null default '' check (length(note) <= 500),
  -- Whether Pitcrew itself did it.
  is_own boolean not null
);
create index incident_move_incident on incident_move (incident_id, id);

create table incident_component (
  incident_id uuid not null references incident,
  component_id uuid not null references component,
  primary key (incident_id, component_id)
);
create index incident_component_component on incident_component (component_id);

-- Who does what beside the lead.
create table incident_role (
  incident_id uuid not null references incident,
  role text not null check (role in ('communications', 'scribe', 'technical')),
  person_id uuid not null references person,
  primary key (incident_id, role)
);
create index incident_role_person on incident_role (person_id);

-- Alerts that are its evidence. Titles are the alerts' own.
create table incident_alert (
  incident_id uuid not null references incident,
  alert_id uuid not null,
  title text not null,
  severity text not null,
  component_id uuid,
  rule_key text not null,
  -- Whether it spoke for itself when it came.
  speaks boolean not null,
  opened_at timestamptz not null,
  recovered_at timestamptz,
  primary key (incident_id, alert_id)
);
create index incident_alert_alert on incident_alert (alert_id);
create index incident_alert_rule on incident_alert (rule_key);
