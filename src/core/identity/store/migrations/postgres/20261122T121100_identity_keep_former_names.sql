-- What people were called before: texts of others may still name them so when they are erased.
create table person_former_name (
  person_id uuid not null references person,
  name text not null,
  primary key (person_id, name)
);
