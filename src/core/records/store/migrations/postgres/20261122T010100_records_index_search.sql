-- Full text, and for a client the newest first: a common word is found sooner by walking than by collecting all who have it.
create index record_search on record using gin (search) where deleted_at is null;
create index record_client_newest on record (client_id, created_at) where deleted_at is null;

-- Every word that a record has, for finding what a misspelt one was meant to be. A word that stands nowhere any more is taken out.
create extension if not exists pg_trgm;
create table word (
  text text primary key check (length(text) between 3 and 40)
);
create index word_alike on word using gin (text gin_trgm_ops);
