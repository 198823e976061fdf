-- What of each page lies where static copies are put. A row outlives its page until its files are gone there.
create table status_copy (
  page_id uuid primary key,
  -- Which folder or bucket: another one begins anew.
  outlet text not null,
  -- The page's folder there.
  slug text not null,
  -- SHA-256 by path below that folder; null: may be there, with whatever content.
  files jsonb not null default '{}',
  -- As of when the copy is true; null: none is whole yet.
  built_at timestamptz,
  copied_at timestamptz,
  problem text check (problem in ('unavailable', 'no_space', 'refused', 'missing')),
  -- What the other side said.
  problem_detail text,
  -- Since when copying has failed.
  failing_since timestamptz,
  failures integer not null default 0 check (failures >= 0),
  -- Nobody begins earlier: a node is at it, or it failed.
  next_at timestamptz not null,
  check ((problem is null) = (failing_since is null)),
  constraint status_copy_slug_unique unique (outlet, slug)
);
