-- By which people on duty are reached: their addresses, who sends, what was handed over and what was answered.
create table channel_address (
  id uuid primary key,
  -- Null: of the installation, such as a channel of the team.
  person_id uuid references person,
  channel text not null check (channel in ('email', 'in_app', 'web_push', 'sms', 'voice', 'telegram', 'ntfy', 'pushover', 'slack',
    'mattermost', 'teams', 'webhook', 'pagerduty', 'opsgenie')),
  label text not null,
  -- Number, token, address: JSON. Null: what the account has anyway.
  sealed_target bytea,
  -- A keyed digest of what the provider calls it in answers, by which it is found without being readable.
  digest bytea,
  -- Enough to recognise it by, such as …4711.
  hint text not null,
  -- An owner approved that it lies in a private network.
  private_allowed boolean not null,
  position integer not null,
  verified_at timestamptz,
  tested_at timestamptz,
  turned_off_at timestamptz,
  turned_off_reason text,
  created_at timestamptz not null
);
create index channel_address_person_idx on channel_address (person_id);
create index channel_address_digest_idx on channel_address (channel, digest) where digest is not null;
create unique index channel_address_own_idx on channel_address (person_id, channel) where sealed_target is null and person_id is not null;

-- What was sent to an address to prove it. One at a time.
create table channel_code (
  address_id uuid primary key references channel_address on delete cascade,
  code_hash bytea not null,
  attempts integer not null,
  -- Sent within the hour, with this one.
  sent integer not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null
);

create table channel_provider (
  channel text primary key,
  settings jsonb not null,
  sealed_secrets bytea not null,
  private_allowed boolean not null,
  version integer not null default 1,
  changed_at timestamptz not null
);

create table channel_message (
  id uuid primary key,
  -- The same at every retry.
  key text not null unique,
  address_id uuid not null,
  -- Of the address when it was handed over; null for the installation's.
  person_id uuid,
  channel text not null,
  subject text not null,
  lines jsonb not null,
  href text not null,
  severity text not null check (severity in ('critical', 'major', 'minor', 'notify')),
  answers text[] not null,
  state text not null check (state in ('handing_over', 'handed_over', 'delivered', 'failed', 'answered')),
  -- What the provider calls it.
  reference text,
  reason text,
  provider_answer text not null,
  attempts integer not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  -- What it was about is over: nothing rings any more.
  settled_at timestamptz
);
create index channel_message_address_idx on channel_message (address_id, id);
create index channel_message_reference_idx on channel_message (channel, reference) where reference is not null;
create index channel_message_ringing_idx on channel_message (person_id) where channel = 'in_app' and settled_at is null;

create table channel_answer (
  message_id uuid not null references channel_message on delete cascade,
  answer text not null check (answer in ('acknowledge', 'escalate', 'resolve')),
  person_id uuid,
  at timestamptz not null,
  primary key (message_id, answer)
);
