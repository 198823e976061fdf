-- Since when somebody stays an owner although the group that made them one no longer does; null for every other role. Without it
-- each sign-in would tell the same again.
alter table role_grant add column kept_at timestamptz;
