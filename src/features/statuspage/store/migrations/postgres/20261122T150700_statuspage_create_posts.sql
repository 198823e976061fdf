-- What a page tells of: an incident, a maintenance window, an announcement. What was released stands in status_update.
create table status_post (
  id uuid primary key,
  page_id uuid not null references status_page on delete cascade,
  kind text not null check (kind in ('incident', 'maintenance', 'announcement')),
  title text not null check (length(title) between 1 and 200),
  -- Of other parts, which keep their own tables.
  incident_id uuid,
  window_id uuid,
  started_at timestamptz not null,
  planned_to timestamptz,
  -- Until when the plan wants the first post; null: none is due.
  due_at timestamptz,
  first_released_at timestamptz,
  ended_at timestamptz,
  -- How far it is, as released last; null: nothing of it is public.
  phase text,
  -- The update that waits to be released; null: none.
  draft_phase text,
  draft_text text check (length(draft_text) <= 2000),
  draft_effects jsonb,
  -- Why it was drafted; null: a person wrote it.
  draft_reason text,
  -- When maintenance is to be, once the draft is released; null: as it was.
  draft_from timestamptz,
  draft_to timestamptz,
  drafted_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((draft_phase is null) = (draft_text is null)),
  check ((draft_phase is null) = (draft_effects is null)),
  constraint status_post_incident_unique unique (page_id, incident_id),
  constraint status_post_window_unique unique (page_id, window_id)
);
create index status_post_page_idx on status_post (page_id, started_at desc);
create index status_post_incident_idx on status_post (incident_id);
create index status_post_window_idx on status_post (window_id);
create index status_post_waiting_idx on status_post (drafted_at) where draft_phase is not null;

create table status_update (
  id uuid primary key,
  post_id uuid not null references status_post on delete cascade,
  phase text not null,
  text text not null check (length(text) <= 2000),
  -- State by component, as an object.
  effects jsonb not null,
  released_at timestamptz not null,
  released_by uuid not null references person,
  corrected_at timestamptz
);
create index status_update_post_idx on status_update (post_id, released_at);
create index status_update_person_idx on status_update (released_by);

-- What released posts say of components over time, made anew from them with each release.
create table status_declared (
  component_id uuid not null references status_component on delete cascade,
  during tstzrange not null check (not isempty(during)),
  state text not null check (state in ('operational', 'maintenance', 'degraded', 'partial_outage', 'major_outage')),
  constraint status_declared_no_overlap exclude using gist (component_id with =, during with &&)
);
