-- How an application escalates; without a row it follows the plan.
create table escalation_policy (
  application_id uuid primary key references application,
  id uuid not null unique,
  steps jsonb not null,
  repeats integer not null check (repeats >= 0),
  version integer not null default 1,
  updated_at timestamptz not null
);

-- What somebody on duty is asked to answer.
create table page (
  id uuid primary key,
  client_id uuid references client,
  -- null: it is about the organisation itself.
  application_id uuid references application,
  environment_id uuid references environment,
  title text not null,
  severity text not null check (severity in ('critical', 'major', 'minor')),
  state text not null check (state in ('held', 'open', 'acknowledged', 'unanswered', 'ended')),
  -- Named: why it stands as it does.
  reason text not null,
  -- Turns taken, from 0; of a policy with three steps, turn 4 is the second step of the first repeat.
  turn integer not null default 0,
  -- When the next turn comes, or the end of waiting while it is held.
  next_at timestamptz,
  opened_at timestamptz not null,
  answered_by uuid references person,
  answered_at timestamptz,
  answered_via text,
  ended_at timestamptz
);
create index page_place_idx on page (application_id, opened_at desc);
create index page_open_idx on page (opened_at) where state <> 'ended';
create index page_answered_by_idx on page (answered_by) where answered_by is not null;

-- What a page is about. The key keeps one thing from paging twice.
create table page_subject (
  about_kind text not null check (about_kind in ('alert', 'incident')),
  about_id uuid not null,
  page_id uuid not null references page,
  title text not null,
  -- The rule that woke somebody; null for incidents.
  rule_key text,
  joined_at timestamptz not null,
  over_at timestamptz,
  primary key (about_kind, about_id, page_id)
);
create index page_subject_page_idx on page_subject (page_id);

-- Every decision about a page with its named reason.
create table page_decision (
  id uuid primary key,
  page_id uuid not null references page,
  at timestamptz not null,
  kind text not null,
  reason text not null,
  person_id uuid references person,
  detail jsonb not null default '{}'
);
create index page_decision_page_idx on page_decision (page_id, id);
create index page_decision_person_idx on page_decision (person_id) where person_id is not null;

-- One row for each recipient, address and turn. Its id is the idempotency key with which the channel gets it.
create table page_message (
  id uuid primary key,
  page_id uuid not null references page,
  turn integer not null,
  person_id uuid not null references person,
  address_id uuid not null,
  channel text not null,
  state text not null default 'queued' check (state in ('queued', 'handed_over', 'delivered', 'failed', 'answered', 'called_off')),
  -- Named: why this person, why this channel, and what the channel said.
  why_person text not null,
  why_channel text not null,
  outcome text,
  attempts integer not null default 0,
  -- Handed over again although the channel may have taken it before; under the same key.
  repeats integer not null default 0,
  try_at timestamptz,
  -- Who hands it over now, until when.
  sent_by uuid,
  sent_until timestamptz,
  reference text,
  queued_at timestamptz not null,
  handed_over_at timestamptz,
  unique (page_id, turn, address_id)
);
create index page_message_due_idx on page_message (try_at) where try_at is not null;
create index page_message_person_idx on page_message (person_id, queued_at);
create index page_message_open_idx on page_message (handed_over_at) where state = 'handed_over';
