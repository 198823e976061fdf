-- What contacts were called before: texts of others may still name them so when they are erased.
create table contact_former_name (
  contact_id uuid not null references contact,
  name text not null,
  primary key (contact_id, name)
);
