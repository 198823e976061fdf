-- Everything in the program that falls due at an instant.
create table due (
  kind text not null,
  record uuid not null,
  at timestamptz not null,
  -- `at` at first; later after a failure.
  try_at timestamptz not null,
  attempts integer not null default 0,
  error text,
  primary key (kind, record)
);

create index due_try_idx on due (try_at);
