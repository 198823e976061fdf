-- What somebody has to do. Title, state, assignee, due time and priority stand in `record` under the same id.
create sequence record_number_task;

create table task (
  id uuid primary key references record,
  -- Markdown.
  description text not null default '' check (length(description) <= 20000),
  -- What it belongs to; null when it stands alone.
  record_id uuid references record,
  -- null: an API key made it, or nobody knows any more.
  created_by uuid references person,
  completed_at timestamptz
);

create index task_record on task (record_id) where record_id is not null;
create index task_created_by on task (created_by);
