-- How the pager itself is; one row.
create table pager_state (
  the_row boolean primary key default true check (the_row),
  -- When a node last handed over all that was due.
  beat_at timestamptz,
  -- When a node last tested the whole way.
  tested_at timestamptz,
  -- What the last test found dead: name and named reason.
  dead jsonb not null default '[]',
  -- The address outside that is called while all is well.
  called_at timestamptz,
  -- Why the last call failed, in the words of the way out; null: it did not.
  call_failure text
);
insert into pager_state default values;
