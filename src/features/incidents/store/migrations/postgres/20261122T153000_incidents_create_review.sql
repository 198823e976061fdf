-- What was learnt from an incident. Its facts are read from the log; these are the words of people.
create table incident_review (
  incident_id uuid primary key references incident,
  -- Markdown.
  causes text not null default '' check (length(causes) <= 20000),
  lessons text not null default '' check (length(lessons) <= 20000),
  went_well text not null default '' check (length(went_well) <= 20000),
  finished_at timestamptz,
  -- null while it is not finished; an erased person, or a script.
  finished_by uuid references person
);
create index incident_review_finished_by on incident_review (finished_by);
