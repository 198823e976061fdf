-- Words of texts that belong to a record and are not its own, such as comments, each for those who may read that text.
create table record_text (
  -- Of the text, as its part knows it.
  id uuid primary key,
  record_id uuid not null references record,
  audience text not null check (audience in ('internal', 'client', 'public')),
  search tsvector not null
);

create index record_text_search on record_text using gin (search);
create index record_text_record on record_text (record_id);
