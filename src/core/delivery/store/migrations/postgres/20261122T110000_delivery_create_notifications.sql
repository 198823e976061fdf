-- What people are told inside Pitcrew: one row for one person and one record, into which what follows within minutes is folded.
create table notification (
  id uuid primary key,
  person_id uuid not null references person,
  topic text not null,
  reason text not null check (reason in ('assigned', 'mentioned', 'owner', 'deputy', 'author', 'watching')),
  record_kind text not null,
  record_id uuid not null,
  href text not null,
  is_page boolean not null,
  -- What happened, oldest first, at most twenty: [{event, at, actorKind, actorId, words}]. Words name no person.
  items jsonb not null,
  -- How many things happened; more than `items` when the oldest were dropped.
  count integer not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  read_at timestamptz
);

create index notification_person on notification (person_id, changed_at desc, id desc);
create index notification_unread on notification (person_id) where read_at is null;
create index notification_record on notification (person_id, record_id, created_at desc);

-- What a channel beside the console did about a notification, and why.
create table notification_channel (
  notification uuid not null references notification on delete cascade,
  channel text not null,
  state text not null check (state in ('waiting', 'digest', 'sent', 'skipped')),
  reason text not null check (
    reason in ('wanted', 'folded', 'quiet_hours', 'digest', 'page', 'channel_off', 'topic_off', 'record_off', 'reason_off', 'read_meanwhile', 'left')
  ),
  -- When it goes out; null when it is over or waits for the digest.
  send_at timestamptz,
  -- Items that are sent already.
  sent_count integer not null default 0,
  sent_at timestamptz,
  -- UUID of the message.
  message uuid,
  primary key (notification, channel)
);

-- "Less of this": what a person does not want, by channel. No row: wanted.
create table notice_refusal (
  person_id uuid not null references person,
  channel text not null,
  about text not null check (about in ('topic', 'record', 'reason')),
  -- Key of the topic, id of the record as people see it (`app_…`), or the reason.
  key text not null,
  since timestamptz not null,
  primary key (person_id, channel, about, key)
);

-- How a person wants to be told; without a row the defaults of the code count.
create table notice_preference (
  person_id uuid primary key references person,
  mail text not null check (mail in ('each', 'daily', 'weekly', 'off')),
  -- Local time of the digest, in whole hours, and the day of a weekly one (1 is Monday).
  digest_hour integer not null check (digest_hour between 0 and 23),
  digest_weekday integer not null check (digest_weekday between 1 and 7),
  -- Local times HH:MM between which no mail is sent; both null for none.
  quiet_from text,
  quiet_to text,
  version integer not null default 1,
  check ((quiet_from is null) = (quiet_to is null))
);
