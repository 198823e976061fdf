-- Questions that several sides must look at, what they said, and what came of it. The question is the title of the record.
create sequence record_number_decision;

create table decision (
  id uuid primary key references record,
  -- Markdown.
  context text not null check (length(context) <= 20000),
  -- [{"title": …, "text": …}], in the order in which people number them.
  options jsonb not null,
  -- Of the options, from 0; null: none of them as it stands.
  chosen integer,
  -- Markdown; empty while it is open.
  outcome text not null default '' check (length(outcome) <= 20000),
  reason text not null default '' check (length(reason) <= 20000),
  -- Null also for an erased person.
  decided_by uuid references person,
  decided_at timestamptz
);

create index decision_decided_by on decision (decided_by);

-- A view that is asked of one side, and what it said.
create table decision_view (
  id uuid primary key,
  decision_id uuid not null references decision,
  side text not null check (side in ('development', 'support', 'qa', 'project_management')),
  -- Null: whoever of that side comes first.
  person_id uuid references person,
  due_at timestamptz,
  asked_at timestamptz not null,
  -- Markdown; null until it is given.
  text text check (length(text) <= 20000),
  -- Of the options, from 0; null: undecided.
  favours integer,
  given_by uuid references person,
  given_at timestamptz
);

create index decision_view_decision on decision_view (decision_id, id);
create index decision_view_waiting on decision_view (person_id) where text is null;
create index decision_view_given on decision_view (given_by);
