-- What stands in a Sentry DSN instead of the secret: it opens the intake of errors only, because browsers show it to everybody. It
-- follows from the hash of the secret, so that every key has one, can be shown at any time, and says nothing of the secret.
alter table ingest_key
  add column dsn_key text not null generated always as (substr(encode(sha256('dsn:'::bytea || secret_hash), 'hex'), 1, 32)) stored unique;
