-- Other people's tools that send their alerts here, each with a secret of its own.
create table alert_source (
  id uuid primary key,
  application_id uuid not null references application,
  environment_id uuid not null references environment,
  kind text not null check (kind in ('alertmanager', 'pagerduty', 'grafana', 'sentry', 'uptime_kuma', 'webhook')),
  name text not null,
  -- First characters of the secret, to recognise it by.
  prefix text not null,
  secret_hash bytea not null unique,
  -- All alerts are of this component; empty: each says its own.
  component_id uuid references component,
  -- domain/settings.ts
  settings jsonb not null,
  -- With which the tool signs what it sends; only where it can.
  sealed_signing_secret bytea,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  last_received_at timestamptz,
  last_refused_at timestamptz,
  last_refusal text,
  -- From when it is being taken apart and takes nothing any more.
  removed_at timestamptz
);
create index alert_source_application on alert_source (application_id);
create index alert_source_environment on alert_source (environment_id);

-- What a source said of each of its alerts last, beside what alerting keeps.
create table source_alert (
  id uuid primary key,
  source_id uuid not null references alert_source on delete cascade,
  -- Digest of what tells it apart in the tool.
  target text not null,
  alert_id uuid,
  description text not null,
  annotations jsonb not null,
  link text,
  severity_said text,
  severity_reason text not null,
  starts_at timestamptz,
  -- When it is over unless it comes again; empty: when the tool says so.
  ends_at timestamptz,
  updated_at timestamptz not null,
  resolved_at timestamptz,
  unique (source_id, target)
);
create index source_alert_ends on source_alert (source_id, ends_at) where resolved_at is null and ends_at is not null;
create index source_alert_alert on source_alert (alert_id);
create index source_alert_resolved on source_alert (resolved_at) where resolved_at is not null;

-- How much came of a source in an hour, and what became of it.
create table source_tally (
  source_id uuid not null references alert_source on delete cascade,
  hour timestamptz not null,
  outcome text not null,
  alerts integer not null,
  last_at timestamptz not null,
  primary key (source_id, hour, outcome)
);
create index source_tally_hour on source_tally (hour);
