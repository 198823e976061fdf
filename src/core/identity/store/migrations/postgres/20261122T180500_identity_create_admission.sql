-- Who may see a restricted record beside whoever has the clearance. Rows go when the record is released.
create table admission (
  record_id uuid not null,
  person_id uuid not null references person,
  admitted_at timestamptz not null,
  primary key (record_id, person_id)
);
create index admission_person on admission (person_id);
