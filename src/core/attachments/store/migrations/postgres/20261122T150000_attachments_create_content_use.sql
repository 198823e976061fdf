-- Things of other parts that need bytes of the file store.
create table attachment_content_use (
  -- Of the thing itself.
  id uuid primary key,
  digest text not null references attachment_content
);
-- Whether bytes are still named by anything.
create index attachment_content_use_digest on attachment_content_use (digest);
