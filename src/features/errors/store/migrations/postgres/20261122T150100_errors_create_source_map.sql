-- Source maps: for a file of a build, where each of its positions stood in the source. The bytes stand in the file store.
create table source_map (
  id uuid primary key,
  environment_id uuid not null references environment,
  release text not null,
  -- Path of the script below the folder that was uploaded, such as assets/app.min.js.
  name text not null,
  -- By which a script and its map know each other without a release; null when the build gave none.
  debug_id uuid,
  -- Of the map, and of what stands in the file store.
  bytes integer not null check (bytes > 0),
  packed_bytes integer not null check (packed_bytes > 0),
  -- SHA-256 of what stands in the file store, in lower-case hex.
  digest text not null,
  uploaded_at timestamptz not null,
  -- Null until all bytes are there.
  stored_at timestamptz,
  -- When an error was last read by it, by the day.
  needed_at timestamptz not null
);
-- A map stays until all bytes of the one that takes its place are there.
create unique index source_map_script on source_map (environment_id, release, name) where stored_at is not null;
create index source_map_debug_id on source_map (environment_id, debug_id) where debug_id is not null;
create index source_map_needed on source_map (environment_id, needed_at);
create index source_map_kept on source_map (needed_at);
