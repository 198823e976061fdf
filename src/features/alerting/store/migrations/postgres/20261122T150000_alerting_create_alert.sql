-- Rules that people made; those of the support plan stand in the plan and nowhere else.
create table alert_rule (
  id uuid primary key,
  application_id uuid not null references application,
  -- Empty: every environment of the application.
  environment_id uuid references environment,
  component_id uuid references component,
  name text not null,
  severity text not null check (severity in ('critical', 'major', 'minor', 'notify')),
  mode text not null check (mode in ('live', 'learning', 'off')),
  -- What it looks at and when it fires; domain/rule.ts and domain/watch.ts.
  source jsonb not null,
  condition jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index alert_rule_application on alert_rule (application_id);

-- A rule on one series or other target that has ever left `ok`, with what must survive a restart. Written in transitions only, over the
-- state that was read, keyed by the time of samples.
create table alert_watch (
  id uuid primary key,
  application_id uuid not null references application,
  environment_id uuid not null references environment,
  -- Key of a threshold of the plan, or the id of a rule.
  rule_key text not null,
  -- What tells targets of a rule apart, such as the number of a series.
  target text not null,
  labels jsonb not null,
  state text not null check (state in ('ok', 'pending', 'firing', 'clearing', 'no_data')),
  since timestamptz not null,
  firing_since timestamptz,
  recoveries jsonb not null,
  reason text not null,
  value double precision,
  unique (rule_key, environment_id, target)
);
create index alert_watch_open on alert_watch (application_id) where state <> 'ok';

-- Title, state and severity (as the priority) stand in `record` under the same id.
create sequence record_number_alert;
create table alert (
  id uuid primary key references record,
  watch_id uuid not null references alert_watch,
  target text not null,
  application_id uuid not null references application,
  environment_id uuid not null references environment,
  component_id uuid references component,
  rule_key text not null,
  rule_name text not null,
  severity text not null check (severity in ('critical', 'major', 'minor', 'notify')),
  labels jsonb not null,
  -- As they were when it opened.
  source jsonb not null,
  condition jsonb not null,
  value double precision,
  -- Users meet what it is about.
  faces_users boolean not null,
  only_with_users boolean not null,
  is_learning boolean not null,
  -- The alert whose evidence it is.
  folded_into uuid references alert,
  place_reason text not null,
  -- Since when it speaks for itself; empty while it is evidence.
  speaks_since timestamptz,
  pages boolean not null,
  page_reason text not null,
  paged_at timestamptz,
  opened_at timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by uuid references person,
  recovered_at timestamptz
);
create unique index alert_open_watch on alert (watch_id) where recovered_at is null;
create index alert_speaking on alert (environment_id, speaks_since) where recovered_at is null and folded_into is null;
create index alert_evidence on alert (folded_into) where folded_into is not null;
create index alert_held on alert (page_reason) where recovered_at is null and folded_into is null;

-- Every change of a watch with its named reason, so that an alert can say how it came about.
create table alert_transition (
  id uuid primary key,
  watch_id uuid not null references alert_watch on delete cascade,
  alert_id uuid references alert,
  -- Of the sample.
  at timestamptz not null,
  from_state text not null,
  to_state text not null,
  reason text not null,
  value double precision
);
create index alert_transition_watch on alert_transition (watch_id, at desc, id desc);
create index alert_transition_at on alert_transition (at);

-- For a time, alerts that fit all matchers wake nobody.
create table silence (
  id uuid primary key,
  -- Whose alerts it may meet; empty: of all clients.
  client_id uuid references client,
  application_id uuid references application,
  matchers jsonb not null,
  comment text not null,
  -- Empty once they are erased.
  author_id uuid references person,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  created_at timestamptz not null,
  check (ends_at >= starts_at)
);
create index silence_ends_at on silence (ends_at);

-- Which node looks at rules that read more than one series.
create table alert_lease (
  name text primary key,
  node uuid not null,
  until timestamptz not null
);
