-- Who asked for the view: they are told when the decision is made. Null: an erased person, or a script.
alter table decision_view add column asked_by uuid references person;
create index decision_view_asked on decision_view (asked_by);
