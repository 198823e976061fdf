-- The weekly test of each channel of everybody on duty. Its id is the idempotency key with which the channel gets it.
create table duty_test (
  id uuid primary key,
  person_id uuid not null references person,
  address_id uuid not null,
  channel text not null,
  -- Monday of the week where the person is: one test a week.
  week date not null,
  queued_at timestamptz not null,
  -- For whom it is to be handed over, until when another node may.
  sent_until timestamptz,
  -- handed_over, or the named reason why the channel did not take it; null: not handed over yet.
  outcome text,
  confirmed_at timestamptz,
  -- When its person was told that nothing came back.
  told_at timestamptz,
  unique (address_id, week)
);
create index duty_test_person_idx on duty_test (person_id, queued_at desc);
create index duty_test_open_idx on duty_test (queued_at) where confirmed_at is null and told_at is null;
