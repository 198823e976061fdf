-- One row per idempotency key that a caller used on a route within the last 24 hours.
create table idempotency_key (
  caller text not null,
  route text not null,
  key text not null,
  -- SHA-256 of method, address, If-Match and body: the same key with another request is refused.
  fingerprint bytea not null,
  -- Changes hands when the process that held it died before its effect; fences the old holder off.
  claim uuid not null,
  claimed_at timestamptz not null,
  -- Commits together with the request's effect.
  effect_at timestamptz,
  -- The answer, sealed: it may hold a secret that is shown once.
  answer bytea,
  primary key (caller, route, key)
);

create unique index idempotency_key_claim on idempotency_key (claim);
create index idempotency_key_claimed_at on idempotency_key (claimed_at);
