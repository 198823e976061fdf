-- Incidents about security: private until they are released, worked on in steps, with notices that the law may want.
alter table incident add column type text not null default 'operational' check (type in ('operational', 'security'));
-- Since when the whole team sees it; null: it is private, or was never.
alter table incident add column released_at timestamptz;
-- The earliest notice that is neither given nor needless.
alter table incident add column notice_due_at timestamptz;

-- What was done in one of the steps, and whether it was undone.
create table incident_measure (
  id uuid primary key,
  incident_id uuid not null references incident,
  step text not null check (step in ('isolate', 'analyse', 'contain', 'document', 'fix')),
  what text not null check (length(what) between 1 and 2000),
  -- How it is undone; empty when there is nothing to undo.
  undo text not null check (length(undo) <= 2000),
  done_at timestamptz not null,
  -- null: an API key, or an erased person.
  done_by uuid references person,
  undone_at timestamptz,
  undone_by uuid references person
);
create index incident_measure_incident on incident_measure (incident_id, id);
create index incident_measure_done_by on incident_measure (done_by);
create index incident_measure_undone_by on incident_measure (undone_by);

-- What became of a notice that a framework of the support plan wants. Without a row it is due.
create table incident_notice (
  incident_id uuid not null references incident,
  framework text not null,
  state text not null check (state in ('given', 'needless')),
  note text not null check (length(note) <= 500),
  at timestamptz not null,
  by_person uuid references person,
  primary key (incident_id, framework)
);
create index incident_notice_by_person on incident_notice (by_person);
