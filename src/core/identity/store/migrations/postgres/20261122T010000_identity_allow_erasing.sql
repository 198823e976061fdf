-- An erased person keeps a row without anything personal in it, because events, comments and records name it.
alter table person add column erased_at timestamptz;

-- People without an account have particulars in the log as well, under a key of their own.
alter table person_key drop constraint person_key_person_id_fkey;
