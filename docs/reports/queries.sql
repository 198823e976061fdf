-- Every statement that the store tests and the sweep of all routes ran. Written by `npm run generate -- --queries`.

-- alerting.countEvidence
select folded_into as id, count(*)::int as count from alert where folded_into = any($1::uuid[]) group by folded_into;

-- alerting.countRules
select count(*)::int as count from alert_rule where application_id = $1;

-- alerting.deleteRule
delete from alert_rule where id = $1;

-- alerting.endSilence
update silence set ends_at = greatest(starts_at, least(ends_at, $1)) where id = $2;

-- alerting.findAlert
select a.id, a.watch_id as "watchId", a.target, a.application_id as "applicationId", a.environment_id as "environmentId", a.component_id as "componentId", a.rule_key as "ruleKey", a.rule_name as "ruleName", a.severity, a.labels, a.source, a.condition, a.value, a.faces_users as "facesUsers", a.only_with_users as "onlyWithUsers", a.is_learning as "isLearning", a.folded_into as "foldedInto", a.place_reason as "placeReason", a.speaks_since as "speaksSince", a.pages, a.page_reason as "pageReason", a.paged_at as "pagedAt", a.opened_at as "openedAt", a.acknowledged_at as "acknowledgedAt", a.acknowledged_by as "acknowledgedBy", a.recovered_at as "recoveredAt" from alert a where a.id = $1;

-- alerting.findAlerts
select a.id, a.watch_id as "watchId", a.target, a.application_id as "applicationId", a.environment_id as "environmentId", a.component_id as "componentId", a.rule_key as "ruleKey", a.rule_name as "ruleName", a.severity, a.labels, a.source, a.condition, a.value, a.faces_users as "facesUsers", a.only_with_users as "onlyWithUsers", a.is_learning as "isLearning", a.folded_into as "foldedInto", a.place_reason as "placeReason", a.speaks_since as "speaksSince", a.pages, a.page_reason as "pageReason", a.paged_at as "pagedAt", a.opened_at as "openedAt", a.acknowledged_at as "acknowledgedAt", a.acknowledged_by as "acknowledgedBy", a.recovered_at as "recoveredAt" from alert a where a.id = any($1::uuid[]);

-- alerting.findOpenAlert
select a.id, a.watch_id as "watchId", a.target, a.application_id as "applicationId", a.environment_id as "environmentId", a.component_id as "componentId", a.rule_key as "ruleKey", a.rule_name as "ruleName", a.severity, a.labels, a.source, a.condition, a.value, a.faces_users as "facesUsers", a.only_with_users as "onlyWithUsers", a.is_learning as "isLearning", a.folded_into as "foldedInto", a.place_reason as "placeReason", a.speaks_since as "speaksSince", a.pages, a.page_reason as "pageReason", a.paged_at as "pagedAt", a.opened_at as "openedAt", a.acknowledged_at as "acknowledgedAt", a.acknowledged_by as "acknowledgedBy", a.recovered_at as "recoveredAt" from alert a where a.watch_id = $1 and a.recovered_at is null;

-- alerting.findRule
select id, application_id as "applicationId", environment_id as "environmentId", component_id as "componentId", name, severity, mode, source, condition, runbook_url as "runbookUrl", managed_by as "managedBy", version, created_at as "createdAt", updated_at as "updatedAt" from alert_rule where id = $1;

-- alerting.findWatch
select id, application_id as "applicationId", environment_id as "environmentId", rule_key as "ruleKey", target, labels, state, since, firing_since as "firingSince", recoveries, reason, value from alert_watch where rule_key = $1 and environment_id = $2 and target = $3;

-- alerting.findWatchById
select id, application_id as "applicationId", environment_id as "environmentId", rule_key as "ruleKey", target, labels, state, since, firing_since as "firingSince", recoveries, reason, value from alert_watch where id = $1;

-- alerting.forgetAcknowledgers
update alert set acknowledged_by = null where acknowledged_by = any($1::uuid[]);

-- alerting.forgetAuthors
update silence set author_id = null where author_id = any($1::uuid[]);

-- alerting.forgetTransitions
delete from alert_transition where id in (select id from alert_transition where at < $1 order by at limit $2);

-- alerting.holdLease
insert into alert_lease (name, node, until) values ('aggregating', $1, $2) on conflict (name) do update set node = excluded.node, until = excluded.until where alert_lease.node = excluded.node or alert_lease.until <= $3;

-- alerting.insertAlert
insert into alert (id, watch_id, target, application_id, environment_id, component_id, rule_key, rule_name, severity, labels, source, condition, value, faces_users, only_with_users, is_learning, folded_into, place_reason, speaks_since, pages, page_reason, paged_at, opened_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11::jsonb, $12::jsonb, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23);

-- alerting.insertRule
insert into alert_rule (id, application_id, environment_id, component_id, name, severity, mode, source, condition, runbook_url, managed_by, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9::jsonb, $10, $11, $12, $13);

-- alerting.insertSilence
insert into silence (id, client_id, application_id, matchers, comment, author_id, starts_at, ends_at, created_at) values ($1, $2, $3, $4::jsonb, $5, $6, $7, $8, $9);

-- alerting.insertTransition
insert into alert_transition (id, watch_id, alert_id, at, from_state, to_state, reason, value) values ($1, $2, $3, $4, $5, $6, $7, $8);

-- alerting.listComments
select id, comment from silence where ($1::uuid is null or id > $2::uuid) order by id limit $3;

-- alerting.listComponentHealth
select component_id as "componentId", min(array_position($1::text[], severity)) as rank, count(*)::int as alerts from alert where application_id = $2 and component_id is not null and recovered_at is null and not is_learning group by component_id order by component_id;

-- alerting.listEvidence
select a.id, r.number, r.title, r.state, a.severity, a.place_reason as "placeReason", a.opened_at as "openedAt", a.recovered_at as "recoveredAt" from alert a join record r on r.id = a.id and r.deleted_at is null where a.folded_into = $1 order by a.opened_at, a.id limit $2;

-- alerting.listHeld
select a.id from alert a where a.page_reason = any($1::text[]) and a.recovered_at is null and a.folded_into is null and ($2::uuid is null or a.application_id = $3::uuid) order by a.id limit $4;

-- alerting.listHolding
select id, client_id as "clientId", application_id as "applicationId", matchers, comment, author_id as "authorId", starts_at as "startsAt", ends_at as "endsAt", created_at as "createdAt" from silence where ends_at > $1 and starts_at <= $2 and (application_id is null or application_id = $3) and (client_id is null or client_id = $4::uuid) order by ends_at desc, id limit $5;

-- alerting.listOpenEvidence
select a.id, a.watch_id as "watchId", a.target, a.application_id as "applicationId", a.environment_id as "environmentId", a.component_id as "componentId", a.rule_key as "ruleKey", a.rule_name as "ruleName", a.severity, a.labels, a.source, a.condition, a.value, a.faces_users as "facesUsers", a.only_with_users as "onlyWithUsers", a.is_learning as "isLearning", a.folded_into as "foldedInto", a.place_reason as "placeReason", a.speaks_since as "speaksSince", a.pages, a.page_reason as "pageReason", a.paged_at as "pagedAt", a.opened_at as "openedAt", a.acknowledged_at as "acknowledgedAt", a.acknowledged_by as "acknowledgedBy", a.recovered_at as "recoveredAt" from alert a join record r on r.id = a.id and r.deleted_at is null where a.folded_into = $1 and a.recovered_at is null order by r.priority, a.opened_at, a.id limit $2;

-- alerting.listOpenIn
select a.id, a.target, r.title, r.state, a.application_id as "applicationId", a.environment_id as "environmentId", a.component_id as "componentId", a.rule_key as "ruleKey", a.rule_name as "ruleName", a.severity, a.labels, a.folded_into as "foldedInto", a.opened_at as "openedAt", r.updated_at as "updatedAt" from alert a join record r on r.id = a.id and r.deleted_at is null where a.environment_id = $1 and a.recovered_at is null order by a.opened_at desc, a.id desc limit $2;

-- alerting.listOutsideOpen
select a.id as "alertId", w.target, w.state as watch, r.state, a.severity, r.title from alert_watch w join alert a on a.watch_id = w.id and a.recovered_at is null join record r on r.id = a.id and r.deleted_at is null where w.rule_key = $1 and w.environment_id = $2 and w.target = any($3::text[]);

-- alerting.listOutsideTargets
select w.target from alert_watch w join alert a on a.watch_id = w.id and a.recovered_at is null where w.rule_key = $1 order by w.target limit $2;

-- alerting.listOutsideTexts
select id, labels from alert where source->>'kind' = 'outside' and ($1::uuid is null or id > $2::uuid) order by id limit $3;

-- alerting.listRules
select id, application_id as "applicationId", environment_id as "environmentId", component_id as "componentId", name, severity, mode, source, condition, runbook_url as "runbookUrl", managed_by as "managedBy", version, created_at as "createdAt", updated_at as "updatedAt" from alert_rule where application_id = $1 order by lower(name), id limit $2;

-- alerting.listSilences
select id, client_id as "clientId", application_id as "applicationId", matchers, comment, author_id as "authorId", starts_at as "startsAt", ends_at as "endsAt", created_at as "createdAt" from silence where ends_at > $1 order by ends_at desc, id desc limit $2;

-- alerting.listSpeakers
select a.id, a.environment_id as "environmentId", a.component_id as "componentId", a.severity, a.speaks_since as since, a.faces_users as "facesUsers", a.only_with_users as "onlyWithUsers", a.paged_at as "pagedAt" from alert a where a.environment_id = $1 and a.recovered_at is null and a.folded_into is null and (a.component_id is not null or a.faces_users or a.only_with_users or a.speaks_since >= $2) order by a.speaks_since, a.id;

-- alerting.listStanding
select id, application_id as "applicationId", environment_id as "environmentId", rule_key as "ruleKey", target, labels, state, since, firing_since as "firingSince", recoveries, reason, value from alert_watch where (state <> 'ok' or recoveries <> '[]'::jsonb) and true order by id limit $1;

-- alerting.listTransitions
select id, at, from_state as "from", to_state as "to", reason, value from alert_transition where watch_id = $1 order by at desc, id desc limit $2;

-- alerting.listWrittenBy
select id, client_id as "clientId", application_id as "applicationId", matchers, comment, author_id as "authorId", starts_at as "startsAt", ends_at as "endsAt", created_at as "createdAt" from silence where author_id = any($1::uuid[]) and ($2::uuid is null or id > $3::uuid) order by id limit $4;

-- alerting.lockApplication
select pg_advisory_xact_lock(hashtextextended($1, 0));

-- alerting.lockRule
select id, application_id as "applicationId", environment_id as "environmentId", component_id as "componentId", name, severity, mode, source, condition, runbook_url as "runbookUrl", managed_by as "managedBy", version, created_at as "createdAt", updated_at as "updatedAt" from alert_rule where id = $1 for no key update;

-- alerting.lockSilence
select id, client_id as "clientId", application_id as "applicationId", matchers, comment, author_id as "authorId", starts_at as "startsAt", ends_at as "endsAt", created_at as "createdAt" from silence where id = $1 for no key update;

-- alerting.moveEvidence
update alert set folded_into = $1 where folded_into = any($2::uuid[]) and recovered_at is null;

-- alerting.moveWatch
insert into alert_watch as w (id, application_id, environment_id, rule_key, target, labels, state, since, firing_since, recoveries, reason, value) select $1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $10::jsonb, $11, $12::float8 on conflict (rule_key, environment_id, target) do update set state = excluded.state, since = excluded.since, firing_since = excluded.firing_since, recoveries = excluded.recoveries, labels = excluded.labels, reason = excluded.reason, value = excluded.value where w.state = $13 and w.since <= excluded.since and (w.firing_since is null) = $14 returning id;

-- alerting.rewriteComment
update silence set comment = $1 where id = $2;

-- alerting.rewriteOutsideLabels
update alert set labels = $1::jsonb where id = $2;

-- alerting.rewriteOutsideWatch
update alert_watch w set labels = $1::jsonb from alert a where a.id = $2 and w.id = a.watch_id;

-- alerting.setAcknowledged
update alert set acknowledged_at = $1, acknowledged_by = $2 where id = $3;

-- alerting.setOutside
update alert set severity = $1, labels = $2::jsonb, source = $3::jsonb where id = $4;

-- alerting.setPlace
update alert set folded_into = $1, place_reason = $2, speaks_since = $3, pages = $4, page_reason = $5, paged_at = coalesce(paged_at, $6::timestamptz) where id = $7;

-- alerting.setRecovered
update alert set recovered_at = $1, value = coalesce($2::float8, value) where id = $3;

-- alerting.updateRule
update alert_rule set environment_id = $1, component_id = $2, name = $3, severity = $4, mode = $5, source = $6::jsonb, condition = $7::jsonb, runbook_url = $8, managed_by = $9, version = version + 1, updated_at = $10 where id = $11;

-- attachments.countAttachments
select count(*)::int as count from attachment where record_id = $1 and deleted_at is null;

-- attachments.dropContent
delete from attachment_content_use where id = any($1::uuid[]);

-- attachments.eraseOwnArriving
update attachment set uploader_id = null, name = '', deleted_at = $1, version = version + 1 where uploader_id = any($2::uuid[]);

-- attachments.eraseOwnStored
delete from attachment where uploader_id = any($1::uuid[]) and stored_at is not null;

-- attachments.findAttachment
select a.id, a.record_id as "recordId", a.uploader_id as "uploaderId", a.name, a.audience, a.bytes, a.digest, a.version, a.announced_at as "announcedAt", a.stored_at as "storedAt", a.deleted_at as "deletedAt", (select c.media_type from attachment_content c where c.digest = a.digest) as "mediaType" from attachment a where a.id = $1;

-- attachments.forgetContent
delete from attachment_content where digest = $1 and not exists (select from attachment where digest = $2) and not exists (select from attachment_content_use where digest = $3);

-- attachments.insertAttachment
insert into "attachment" ("id", "record_id", "uploader_id", "name", "audience", "bytes", "announced_at") values ($1, $2, $3, $4, $5, $6, $7);

-- attachments.keepContent
insert into "attachment_content" ("digest", "media_type") values ($1, $2) on conflict ("digest") do update set "media_type" = $3;

-- attachments.keepFound
insert into attachment_content (digest, media_type) select digest, 'application/octet-stream' from unnest($1::text[]) as digest on conflict do nothing;

-- attachments.listAttachments
select a.id, a.record_id as "recordId", a.uploader_id as "uploaderId", a.name, a.audience, a.bytes, a.digest, a.version, a.announced_at as "announcedAt", a.stored_at as "storedAt", a.deleted_at as "deletedAt", (select c.media_type from attachment_content c where c.digest = a.digest) as "mediaType" from attachment a where a.record_id = $1 and a.audience = any($2::text[]) and a.stored_at is not null and a.deleted_at is not null and a.uploader_id = $3::uuid and true order by a.id desc limit $4;
select a.id, a.record_id as "recordId", a.uploader_id as "uploaderId", a.name, a.audience, a.bytes, a.digest, a.version, a.announced_at as "announcedAt", a.stored_at as "storedAt", a.deleted_at as "deletedAt", (select c.media_type from attachment_content c where c.digest = a.digest) as "mediaType" from attachment a where a.record_id = $1 and a.audience = any($2::text[]) and a.stored_at is not null and a.deleted_at is not null and true and true order by a.id desc limit $3;
select a.id, a.record_id as "recordId", a.uploader_id as "uploaderId", a.name, a.audience, a.bytes, a.digest, a.version, a.announced_at as "announcedAt", a.stored_at as "storedAt", a.deleted_at as "deletedAt", (select c.media_type from attachment_content c where c.digest = a.digest) as "mediaType" from attachment a where a.record_id = $1 and a.audience = any($2::text[]) and a.stored_at is not null and a.deleted_at is null and true and true order by a.id desc limit $3;

-- attachments.listNamingNames
select a.id, a.name from attachment a where a.id > $1::uuid and exists (select from unnest($2::text[]) as word where strpos(lower(a.name), lower(word)) > 0) order by a.id limit $3;

-- attachments.listOwnAttachments
select "id", "record_id" as "recordId", "name", "bytes", "digest", "announced_at" as "announcedAt" from "attachment" where "uploader_id" = any($1::uuid[]) and "id" > $2 order by "id" limit $3;

-- attachments.listUnnamed
select c.digest from attachment_content c where c.digest > $1 and not exists (select from attachment a where a.digest = c.digest) and not exists (select from attachment_content_use u where u.digest = c.digest) order by c.digest limit $2;

-- attachments.lockAttachment
select a.id, a.record_id as "recordId", a.uploader_id as "uploaderId", a.name, a.audience, a.bytes, a.digest, a.version, a.announced_at as "announcedAt", a.stored_at as "storedAt", a.deleted_at as "deletedAt", (select c.media_type from attachment_content c where c.digest = a.digest) as "mediaType" from attachment a where a.id = $1 for no key update of a;

-- attachments.lockContent
select from attachment_content where digest = $1 for update;

-- attachments.nameContent
update attachment set digest = $1 where id = $2 and deleted_at is null and (digest is null or digest = $3);

-- attachments.removeAbandoned
delete from attachment where id in ( select id from attachment where stored_at is null and announced_at < $1 order by announced_at limit $2);

-- attachments.removeDeleted
delete from attachment where id in ( select id from attachment where deleted_at < $1 and stored_at is not null order by deleted_at limit $2);

-- attachments.replaceName
update "attachment" set "name" = $1, "version" = version + 1 where "id" = $2;

-- attachments.setAttachmentDeleted
update "attachment" set "deleted_at" = $1, "version" = version + 1 where "id" = $2;

-- attachments.setAudience
update "attachment" set "audience" = $1, "version" = version + 1 where "id" = $2;

-- attachments.setStored
update "attachment" set "stored_at" = $1 where "id" = $2;

-- attachments.useContent
insert into "attachment_content_use" ("id", "digest") values ($1, $2);

-- backup.breakOffRunning
update backup set state = 'failed', error = 'It was broken off.', finished_at = $1 where state = 'running' and started_at <= $2;

-- backup.findBackup
select id, why, state, file_name as "fileName", started_at as "startedAt", finished_at as "finishedAt", bytes, sha256, seq, has_recovery_key as "hasRecoveryKey", error, checked_at as "checkedAt", check_fault as "checkFault" from backup where id = $1;

-- backup.findLastGood
select id, why, state, file_name as "fileName", started_at as "startedAt", finished_at as "finishedAt", bytes, sha256, seq, has_recovery_key as "hasRecoveryKey", error, checked_at as "checkedAt", check_fault as "checkFault" from backup where state = 'done' and check_fault is null order by id desc limit 1;

-- backup.findRecoveryKey
select public_key as "publicKey", made_at as "madeAt" from backup_recovery_key;

-- backup.findSchedule
select every_hours as "everyHours", keep, version from backup_schedule;

-- backup.finishBackup
update "backup" set "state" = $1, "bytes" = $2, "sha256" = $3, "seq" = $4, "has_recovery_key" = $5, "finished_at" = $6 where "id" = $7 and "state" = $8;
update "backup" set "state" = $1, "error" = $2, "finished_at" = $3 where "id" = $4 and "state" = $5;

-- backup.insertBackup
insert into "backup" ("id", "why", "state", "file_name", "started_at") values ($1, $2, $3, $4, $5) on conflict do nothing;

-- backup.knowsRecoveryKeys
select to_regclass('backup_recovery_key') is not null as known;

-- backup.listBackups
select id, why, state, file_name as "fileName", started_at as "startedAt", finished_at as "finishedAt", bytes, sha256, seq, has_recovery_key as "hasRecoveryKey", error, checked_at as "checkedAt", check_fault as "checkFault" from backup where true order by id desc limit $1;

-- backup.noteCheck
update "backup" set "checked_at" = $1, "check_fault" = $2 where "id" = $3;

-- backup.putRecoveryKey
insert into backup_recovery_key (public_key, made_at) values ($1, $2) on conflict (only_one) do update set public_key = excluded.public_key, made_at = excluded.made_at;

-- backup.takeSurplus
delete from backup where id in ( select id from (select id, row_number() over (order by id desc) as place from backup where state = 'done') ranked where place > $1 union all select id from (select id, row_number() over (order by id desc) as place from backup where state = 'failed') ranked where place > $2) returning file_name as "fileName";

-- backup.updateSchedule
update "backup_schedule" set "every_hours" = $1, "keep" = $2, "version" = $3 where "version" = $4;

-- catalog.activeComponents
select id, name from component where application_id = $1 and state = 'active';

-- catalog.applicationSlugsLike
select slug from application where slug = $1 or slug like $2;

-- catalog.applicationsAt
select id, name, rtrim(url, '/') as "urlKey" from application where client_id is not distinct from $1::uuid and state = 'active' and rtrim(url, '/') = any($2::text[]);

-- catalog.clientSlugsLike
select slug from client where slug = $1 or slug like $2;

-- catalog.countOwnerless
select count(*) as count, (array_agg(t."applicationName" order by t."createdAt", t."thingId"))[1] as first, min(t."createdAt") as since from ( select a.id as "applicationId", a.name as "applicationName", a.client_id as "clientId", null::uuid as "componentId", null::text as "componentName", a.created_at as "createdAt", lower(a.name) as "sortName", '' as "sortComponent", a.id as "thingId" from application a where a.state = 'active' union all select a.id, a.name, a.client_id, p.id, p.name, p.created_at, lower(a.name), lower(p.name), p.id from component p join application a on a.id = p.application_id where p.state = 'active' and a.state = 'active') t cross join lateral ( with own as (select part from ownership o where o.application_id = t."applicationId" and o.component_id is not distinct from t."componentId"), inherited as (select part from ownership o where o.application_id = t."applicationId" and o.component_id is null), counted as (select part from own union all select part from inherited where not exists (select 1 from own)) select t.*, case when not exists (select 1 from counted o where o.part = 'owner') then 'no_owner' when (select count(*) from counted) = 1 then 'one_person' else 'covered' end as coverage ) j where ((t."clientId" = $1::uuid and true)) and t."componentId" is null and j.coverage = 'no_owner' having count(*) > 0;
select count(*) as count, (array_agg(t."applicationName" order by t."createdAt", t."thingId"))[1] as first, min(t."createdAt") as since from ( select a.id as "applicationId", a.name as "applicationName", a.client_id as "clientId", null::uuid as "componentId", null::text as "componentName", a.created_at as "createdAt", lower(a.name) as "sortName", '' as "sortComponent", a.id as "thingId" from application a where a.state = 'active' union all select a.id, a.name, a.client_id, p.id, p.name, p.created_at, lower(a.name), lower(p.name), p.id from component p join application a on a.id = p.application_id where p.state = 'active' and a.state = 'active') t cross join lateral ( with own as (select part from ownership o where o.application_id = t."applicationId" and o.component_id is not distinct from t."componentId"), inherited as (select part from ownership o where o.application_id = t."applicationId" and o.component_id is null), counted as (select part from own union all select part from inherited where not exists (select 1 from own)) select t.*, case when not exists (select 1 from counted o where o.part = 'owner') then 'no_owner' when (select count(*) from counted) = 1 then 'one_person' else 'covered' end as coverage ) j where false and t."componentId" is null and j.coverage = 'no_owner' having count(*) > 0;
select count(*) as count, (array_agg(t."applicationName" order by t."createdAt", t."thingId"))[1] as first, min(t."createdAt") as since from ( select a.id as "applicationId", a.name as "applicationName", a.client_id as "clientId", null::uuid as "componentId", null::text as "componentName", a.created_at as "createdAt", lower(a.name) as "sortName", '' as "sortComponent", a.id as "thingId" from application a where a.state = 'active' union all select a.id, a.name, a.client_id, p.id, p.name, p.created_at, lower(a.name), lower(p.name), p.id from component p join application a on a.id = p.application_id where p.state = 'active' and a.state = 'active') t cross join lateral ( with own as (select part from ownership o where o.application_id = t."applicationId" and o.component_id is not distinct from t."componentId"), inherited as (select part from ownership o where o.application_id = t."applicationId" and o.component_id is null), counted as (select part from own union all select part from inherited where not exists (select 1 from own)) select t.*, case when not exists (select 1 from counted o where o.part = 'owner') then 'no_owner' when (select count(*) from counted) = 1 then 'one_person' else 'covered' end as coverage ) j where true and t."componentId" is null and j.coverage = 'no_owner' having count(*) > 0;

-- catalog.dependenciesOf
select from_id as "from", to_id as "to" from component_dependency where application_id = $1;

-- catalog.findApplication
select a.id, a.client_id as "clientId", c.name as "clientName", a.name, a.slug, a.description, a.kind, a.url, a.runbook_url as "runbookUrl", a.state, a.version, a.created_at as "createdAt", a.updated_at as "updatedAt", lower(a.name) as "sortName", (select count(*) from environment e where e.application_id = a.id and e.state = 'active') as "environmentCount", (select count(*) from component p where p.application_id = a.id and p.state = 'active') as "componentCount" from application a left join client c on c.id = a.client_id where a.id = $1;

-- catalog.findApplicationBySlug
select id from application where slug = $1;

-- catalog.findClient
select c.id, c.name, c.slug, c.zone, c.state, c.version, c.created_at as "createdAt", c.updated_at as "updatedAt", lower(c.name) as "sortName", (select count(*) from application a where a.client_id = c.id and a.state = 'active') as "applicationCount" from client c where c.id = $1;

-- catalog.findClientBySlug
select id from client where slug = $1;

-- catalog.findClientNames
select "id", "name" from "client" where "id" in ($1);

-- catalog.findClientsOf
select id, client_id as "clientId" from application where id = any($1::uuid[]);

-- catalog.findComponent
select p.id, p.application_id as "applicationId", a.client_id as "clientId", p.name, p.kind, p.description, p.position, p.state, p.version, p.created_at as "createdAt", p.updated_at as "updatedAt", lower(p.name) as "sortName", array(select d.to_id from component_dependency d join component t on t.id = d.to_id and t.state = 'active' where d.from_id = p.id) as "dependsOn" from component p join application a on a.id = p.application_id where p.id = $1;

-- catalog.findEnvironment
select e.id, e.application_id as "applicationId", a.client_id as "clientId", e.name, e.kind, e.url, e.position, e.state, e.version, e.created_at as "createdAt", e.updated_at as "updatedAt", lower(e.name) as "sortName" from environment e join application a on a.id = e.application_id where e.id = $1;

-- catalog.findEnvironments
select e.id, e.application_id as "applicationId", a.client_id as "clientId", e.name, e.kind, e.url, e.position, e.state, e.version, e.created_at as "createdAt", e.updated_at as "updatedAt", lower(e.name) as "sortName" from environment e join application a on a.id = e.application_id where e.id = any($1::uuid[]);

-- catalog.findFeature
select f.id, f.application_id as "applicationId", a.client_id as "clientId", f.name, f.importance, f.description, f.routes, f.state, f.version, f.created_at as "createdAt", f.updated_at as "updatedAt", lower(f.name) as "sortName", array(select t.id from feature_component l join component t on t.id = l.component_id and t.state = 'active' where l.feature_id = f.id order by t.id) as "componentIds" from feature f join application a on a.id = f.application_id where f.id = $1;

-- catalog.findSelf
select id from application where kind = 'self';

-- catalog.insertApplication
insert into "application" ("id", "client_id", "name", "slug", "description", "kind", "url", "created_at", "updated_at") values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict ("slug") do nothing;

-- catalog.insertClient
insert into "client" ("id", "name", "slug", "zone", "created_at", "updated_at") values ($1, $2, $3, $4, $5, $6) on conflict ("slug") do nothing;
insert into "client" ("id", "name", "zone", "slug", "created_at", "updated_at") values ($1, $2, $3, $4, $5, $6) on conflict ("slug") do nothing;

-- catalog.insertComponent
insert into "component" ("id", "application_id", "name", "kind", "description", "position", "created_at", "updated_at") values ($1, $2, $3, $4, $5, $6, $7, $8);

-- catalog.insertEnvironment
insert into "environment" ("id", "application_id", "name", "kind", "url", "position", "created_at", "updated_at") values ($1, $2, $3, $4, $5, $6, $7, $8);

-- catalog.insertFeature
insert into "feature" ("id", "application_id", "name", "importance", "description", "routes", "created_at", "updated_at") values ($1, $2, $3, $4, $5, $6, $7, $8);

-- catalog.insertOwners
insert into "ownership" ("id", "application_id", "component_id", "person_id", "part") values ($1, $2, $3, $4, $5);
insert into "ownership" ("id", "application_id", "component_id", "person_id", "part") values ($1, $2, $3, $4, $5), ($6, $7, $8, $9, $10);

-- catalog.listApplications
select a.id, a.client_id as "clientId", c.name as "clientName", a.name, a.slug, a.description, a.kind, a.url, a.runbook_url as "runbookUrl", a.state, a.version, a.created_at as "createdAt", a.updated_at as "updatedAt", lower(a.name) as "sortName", (select count(*) from environment e where e.application_id = a.id and e.state = 'active') as "environmentCount", (select count(*) from component p where p.application_id = a.id and p.state = 'active') as "componentCount" from application a left join client c on c.id = a.client_id where ((a.client_id = $1::uuid and true)) and a.client_id = $2 and a.state = $3 and (position(lower($4) in lower(a.name)) > 0 or position(lower($5) in lower(a.slug)) > 0 or position(lower($6) in lower(coalesce(a.url, ''))) > 0) and true order by lower(a.name), a.id limit $7;
select a.id, a.client_id as "clientId", c.name as "clientName", a.name, a.slug, a.description, a.kind, a.url, a.runbook_url as "runbookUrl", a.state, a.version, a.created_at as "createdAt", a.updated_at as "updatedAt", lower(a.name) as "sortName", (select count(*) from environment e where e.application_id = a.id and e.state = 'active') as "environmentCount", (select count(*) from component p where p.application_id = a.id and p.state = 'active') as "componentCount" from application a left join client c on c.id = a.client_id where ((a.client_id = $1::uuid and true)) and a.client_id = $2 and a.state = $3 and true and true order by lower(a.name), a.id limit $4;
select a.id, a.client_id as "clientId", c.name as "clientName", a.name, a.slug, a.description, a.kind, a.url, a.runbook_url as "runbookUrl", a.state, a.version, a.created_at as "createdAt", a.updated_at as "updatedAt", lower(a.name) as "sortName", (select count(*) from environment e where e.application_id = a.id and e.state = 'active') as "environmentCount", (select count(*) from component p where p.application_id = a.id and p.state = 'active') as "componentCount" from application a left join client c on c.id = a.client_id where ((a.client_id = $1::uuid and true)) and true and a.state = $2 and true and true order by lower(a.name), a.id limit $3;
select a.id, a.client_id as "clientId", c.name as "clientName", a.name, a.slug, a.description, a.kind, a.url, a.runbook_url as "runbookUrl", a.state, a.version, a.created_at as "createdAt", a.updated_at as "updatedAt", lower(a.name) as "sortName", (select count(*) from environment e where e.application_id = a.id and e.state = 'active') as "environmentCount", (select count(*) from component p where p.application_id = a.id and p.state = 'active') as "componentCount" from application a left join client c on c.id = a.client_id where false and a.client_id = $1 and a.state = $2 and (position(lower($3) in lower(a.name)) > 0 or position(lower($4) in lower(a.slug)) > 0 or position(lower($5) in lower(coalesce(a.url, ''))) > 0) and true order by lower(a.name), a.id limit $6;
select a.id, a.client_id as "clientId", c.name as "clientName", a.name, a.slug, a.description, a.kind, a.url, a.runbook_url as "runbookUrl", a.state, a.version, a.created_at as "createdAt", a.updated_at as "updatedAt", lower(a.name) as "sortName", (select count(*) from environment e where e.application_id = a.id and e.state = 'active') as "environmentCount", (select count(*) from component p where p.application_id = a.id and p.state = 'active') as "componentCount" from application a left join client c on c.id = a.client_id where false and true and a.state = $1 and true and true order by lower(a.name), a.id limit $2;
select a.id, a.client_id as "clientId", c.name as "clientName", a.name, a.slug, a.description, a.kind, a.url, a.runbook_url as "runbookUrl", a.state, a.version, a.created_at as "createdAt", a.updated_at as "updatedAt", lower(a.name) as "sortName", (select count(*) from environment e where e.application_id = a.id and e.state = 'active') as "environmentCount", (select count(*) from component p where p.application_id = a.id and p.state = 'active') as "componentCount" from application a left join client c on c.id = a.client_id where true and a.client_id = $1 and a.state = $2 and (position(lower($3) in lower(a.name)) > 0 or position(lower($4) in lower(a.slug)) > 0 or position(lower($5) in lower(coalesce(a.url, ''))) > 0) and true order by lower(a.name), a.id limit $6;
select a.id, a.client_id as "clientId", c.name as "clientName", a.name, a.slug, a.description, a.kind, a.url, a.runbook_url as "runbookUrl", a.state, a.version, a.created_at as "createdAt", a.updated_at as "updatedAt", lower(a.name) as "sortName", (select count(*) from environment e where e.application_id = a.id and e.state = 'active') as "environmentCount", (select count(*) from component p where p.application_id = a.id and p.state = 'active') as "componentCount" from application a left join client c on c.id = a.client_id where true and a.client_id = $1 and a.state = $2 and true and true order by lower(a.name), a.id limit $3;
select a.id, a.client_id as "clientId", c.name as "clientName", a.name, a.slug, a.description, a.kind, a.url, a.runbook_url as "runbookUrl", a.state, a.version, a.created_at as "createdAt", a.updated_at as "updatedAt", lower(a.name) as "sortName", (select count(*) from environment e where e.application_id = a.id and e.state = 'active') as "environmentCount", (select count(*) from component p where p.application_id = a.id and p.state = 'active') as "componentCount" from application a left join client c on c.id = a.client_id where true and true and a.state = $1 and (position(lower($2) in lower(a.name)) > 0 or position(lower($3) in lower(a.slug)) > 0 or position(lower($4) in lower(coalesce(a.url, ''))) > 0) and true order by lower(a.name), a.id limit $5;
select a.id, a.client_id as "clientId", c.name as "clientName", a.name, a.slug, a.description, a.kind, a.url, a.runbook_url as "runbookUrl", a.state, a.version, a.created_at as "createdAt", a.updated_at as "updatedAt", lower(a.name) as "sortName", (select count(*) from environment e where e.application_id = a.id and e.state = 'active') as "environmentCount", (select count(*) from component p where p.application_id = a.id and p.state = 'active') as "componentCount" from application a left join client c on c.id = a.client_id where true and true and a.state = $1 and true and true order by lower(a.name), a.id limit $2;

-- catalog.listClients
select c.id, c.name, c.slug, c.zone, c.state, c.version, c.created_at as "createdAt", c.updated_at as "updatedAt", lower(c.name) as "sortName", (select count(*) from application a where a.client_id = c.id and a.state = 'active') as "applicationCount" from client c where ((c.id = $1::uuid and true)) and c.state = $2 and (position(lower($3) in lower(c.name)) > 0 or position(lower($4) in lower(c.slug)) > 0) and true order by lower(c.name), c.id limit $5;
select c.id, c.name, c.slug, c.zone, c.state, c.version, c.created_at as "createdAt", c.updated_at as "updatedAt", lower(c.name) as "sortName", (select count(*) from application a where a.client_id = c.id and a.state = 'active') as "applicationCount" from client c where ((c.id = $1::uuid and true)) and c.state = $2 and true and true order by lower(c.name), c.id limit $3;
select c.id, c.name, c.slug, c.zone, c.state, c.version, c.created_at as "createdAt", c.updated_at as "updatedAt", lower(c.name) as "sortName", (select count(*) from application a where a.client_id = c.id and a.state = 'active') as "applicationCount" from client c where ((c.id = $1::uuid and true)) and true and true and true order by lower(c.name), c.id limit $2;
select c.id, c.name, c.slug, c.zone, c.state, c.version, c.created_at as "createdAt", c.updated_at as "updatedAt", lower(c.name) as "sortName", (select count(*) from application a where a.client_id = c.id and a.state = 'active') as "applicationCount" from client c where false and c.state = $1 and (position(lower($2) in lower(c.name)) > 0 or position(lower($3) in lower(c.slug)) > 0) and true order by lower(c.name), c.id limit $4;
select c.id, c.name, c.slug, c.zone, c.state, c.version, c.created_at as "createdAt", c.updated_at as "updatedAt", lower(c.name) as "sortName", (select count(*) from application a where a.client_id = c.id and a.state = 'active') as "applicationCount" from client c where false and c.state = $1 and true and true order by lower(c.name), c.id limit $2;
select c.id, c.name, c.slug, c.zone, c.state, c.version, c.created_at as "createdAt", c.updated_at as "updatedAt", lower(c.name) as "sortName", (select count(*) from application a where a.client_id = c.id and a.state = 'active') as "applicationCount" from client c where true and c.state = $1 and (position(lower($2) in lower(c.name)) > 0 or position(lower($3) in lower(c.slug)) > 0) and (lower(c.name), c.id) > ($4, $5) order by lower(c.name), c.id limit $6;
select c.id, c.name, c.slug, c.zone, c.state, c.version, c.created_at as "createdAt", c.updated_at as "updatedAt", lower(c.name) as "sortName", (select count(*) from application a where a.client_id = c.id and a.state = 'active') as "applicationCount" from client c where true and c.state = $1 and (position(lower($2) in lower(c.name)) > 0 or position(lower($3) in lower(c.slug)) > 0) and true order by lower(c.name), c.id limit $4;
select c.id, c.name, c.slug, c.zone, c.state, c.version, c.created_at as "createdAt", c.updated_at as "updatedAt", lower(c.name) as "sortName", (select count(*) from application a where a.client_id = c.id and a.state = 'active') as "applicationCount" from client c where true and c.state = $1 and true and true order by lower(c.name), c.id limit $2;
select c.id, c.name, c.slug, c.zone, c.state, c.version, c.created_at as "createdAt", c.updated_at as "updatedAt", lower(c.name) as "sortName", (select count(*) from application a where a.client_id = c.id and a.state = 'active') as "applicationCount" from client c where true and true and (position(lower($1) in lower(c.name)) > 0 or position(lower($2) in lower(c.slug)) > 0) and true order by lower(c.name), c.id limit $3;
select c.id, c.name, c.slug, c.zone, c.state, c.version, c.created_at as "createdAt", c.updated_at as "updatedAt", lower(c.name) as "sortName", (select count(*) from application a where a.client_id = c.id and a.state = 'active') as "applicationCount" from client c where true and true and true and true order by lower(c.name), c.id limit $1;

-- catalog.listComponents
select p.id, p.application_id as "applicationId", a.client_id as "clientId", p.name, p.kind, p.description, p.position, p.state, p.version, p.created_at as "createdAt", p.updated_at as "updatedAt", lower(p.name) as "sortName", array(select d.to_id from component_dependency d join component t on t.id = d.to_id and t.state = 'active' where d.from_id = p.id) as "dependsOn" from component p join application a on a.id = p.application_id where ((a.client_id = $1::uuid and true)) and p.application_id = $2 and p.state = $3 and (position(lower($4) in lower(p.name)) > 0) and true order by p.application_id, p.position, lower(p.name), p.id limit $5;
select p.id, p.application_id as "applicationId", a.client_id as "clientId", p.name, p.kind, p.description, p.position, p.state, p.version, p.created_at as "createdAt", p.updated_at as "updatedAt", lower(p.name) as "sortName", array(select d.to_id from component_dependency d join component t on t.id = d.to_id and t.state = 'active' where d.from_id = p.id) as "dependsOn" from component p join application a on a.id = p.application_id where ((a.client_id = $1::uuid and true)) and p.application_id = $2 and p.state = $3 and true and true order by p.application_id, p.position, lower(p.name), p.id limit $4;
select p.id, p.application_id as "applicationId", a.client_id as "clientId", p.name, p.kind, p.description, p.position, p.state, p.version, p.created_at as "createdAt", p.updated_at as "updatedAt", lower(p.name) as "sortName", array(select d.to_id from component_dependency d join component t on t.id = d.to_id and t.state = 'active' where d.from_id = p.id) as "dependsOn" from component p join application a on a.id = p.application_id where ((a.client_id = $1::uuid and true)) and true and p.state = $2 and true and true order by p.application_id, p.position, lower(p.name), p.id limit $3;
select p.id, p.application_id as "applicationId", a.client_id as "clientId", p.name, p.kind, p.description, p.position, p.state, p.version, p.created_at as "createdAt", p.updated_at as "updatedAt", lower(p.name) as "sortName", array(select d.to_id from component_dependency d join component t on t.id = d.to_id and t.state = 'active' where d.from_id = p.id) as "dependsOn" from component p join application a on a.id = p.application_id where false and p.application_id = $1 and p.state = $2 and (position(lower($3) in lower(p.name)) > 0) and true order by p.application_id, p.position, lower(p.name), p.id limit $4;
select p.id, p.application_id as "applicationId", a.client_id as "clientId", p.name, p.kind, p.description, p.position, p.state, p.version, p.created_at as "createdAt", p.updated_at as "updatedAt", lower(p.name) as "sortName", array(select d.to_id from component_dependency d join component t on t.id = d.to_id and t.state = 'active' where d.from_id = p.id) as "dependsOn" from component p join application a on a.id = p.application_id where false and true and p.state = $1 and true and true order by p.application_id, p.position, lower(p.name), p.id limit $2;
select p.id, p.application_id as "applicationId", a.client_id as "clientId", p.name, p.kind, p.description, p.position, p.state, p.version, p.created_at as "createdAt", p.updated_at as "updatedAt", lower(p.name) as "sortName", array(select d.to_id from component_dependency d join component t on t.id = d.to_id and t.state = 'active' where d.from_id = p.id) as "dependsOn" from component p join application a on a.id = p.application_id where true and p.application_id = $1 and p.state = $2 and (position(lower($3) in lower(p.name)) > 0) and true order by p.application_id, p.position, lower(p.name), p.id limit $4;
select p.id, p.application_id as "applicationId", a.client_id as "clientId", p.name, p.kind, p.description, p.position, p.state, p.version, p.created_at as "createdAt", p.updated_at as "updatedAt", lower(p.name) as "sortName", array(select d.to_id from component_dependency d join component t on t.id = d.to_id and t.state = 'active' where d.from_id = p.id) as "dependsOn" from component p join application a on a.id = p.application_id where true and p.application_id = $1 and p.state = $2 and true and true order by p.application_id, p.position, lower(p.name), p.id limit $3;
select p.id, p.application_id as "applicationId", a.client_id as "clientId", p.name, p.kind, p.description, p.position, p.state, p.version, p.created_at as "createdAt", p.updated_at as "updatedAt", lower(p.name) as "sortName", array(select d.to_id from component_dependency d join component t on t.id = d.to_id and t.state = 'active' where d.from_id = p.id) as "dependsOn" from component p join application a on a.id = p.application_id where true and true and p.state = $1 and true and true order by p.application_id, p.position, lower(p.name), p.id limit $2;

-- catalog.listEnvironments
select e.id, e.application_id as "applicationId", a.client_id as "clientId", e.name, e.kind, e.url, e.position, e.state, e.version, e.created_at as "createdAt", e.updated_at as "updatedAt", lower(e.name) as "sortName" from environment e join application a on a.id = e.application_id where ((a.client_id = $1::uuid and true)) and e.application_id = $2 and e.state = $3 and (position(lower($4) in lower(e.name)) > 0) and true order by e.application_id, e.position, lower(e.name), e.id limit $5;
select e.id, e.application_id as "applicationId", a.client_id as "clientId", e.name, e.kind, e.url, e.position, e.state, e.version, e.created_at as "createdAt", e.updated_at as "updatedAt", lower(e.name) as "sortName" from environment e join application a on a.id = e.application_id where ((a.client_id = $1::uuid and true)) and e.application_id = $2 and e.state = $3 and true and true order by e.application_id, e.position, lower(e.name), e.id limit $4;
select e.id, e.application_id as "applicationId", a.client_id as "clientId", e.name, e.kind, e.url, e.position, e.state, e.version, e.created_at as "createdAt", e.updated_at as "updatedAt", lower(e.name) as "sortName" from environment e join application a on a.id = e.application_id where ((a.client_id = $1::uuid and true)) and true and e.state = $2 and true and true order by e.application_id, e.position, lower(e.name), e.id limit $3;
select e.id, e.application_id as "applicationId", a.client_id as "clientId", e.name, e.kind, e.url, e.position, e.state, e.version, e.created_at as "createdAt", e.updated_at as "updatedAt", lower(e.name) as "sortName" from environment e join application a on a.id = e.application_id where false and e.application_id = $1 and e.state = $2 and (position(lower($3) in lower(e.name)) > 0) and true order by e.application_id, e.position, lower(e.name), e.id limit $4;
select e.id, e.application_id as "applicationId", a.client_id as "clientId", e.name, e.kind, e.url, e.position, e.state, e.version, e.created_at as "createdAt", e.updated_at as "updatedAt", lower(e.name) as "sortName" from environment e join application a on a.id = e.application_id where false and true and e.state = $1 and true and true order by e.application_id, e.position, lower(e.name), e.id limit $2;
select e.id, e.application_id as "applicationId", a.client_id as "clientId", e.name, e.kind, e.url, e.position, e.state, e.version, e.created_at as "createdAt", e.updated_at as "updatedAt", lower(e.name) as "sortName" from environment e join application a on a.id = e.application_id where true and e.application_id = $1 and e.state = $2 and (position(lower($3) in lower(e.name)) > 0) and true order by e.application_id, e.position, lower(e.name), e.id limit $4;
select e.id, e.application_id as "applicationId", a.client_id as "clientId", e.name, e.kind, e.url, e.position, e.state, e.version, e.created_at as "createdAt", e.updated_at as "updatedAt", lower(e.name) as "sortName" from environment e join application a on a.id = e.application_id where true and e.application_id = $1 and e.state = $2 and true and true order by e.application_id, e.position, lower(e.name), e.id limit $3;
select e.id, e.application_id as "applicationId", a.client_id as "clientId", e.name, e.kind, e.url, e.position, e.state, e.version, e.created_at as "createdAt", e.updated_at as "updatedAt", lower(e.name) as "sortName" from environment e join application a on a.id = e.application_id where true and true and e.state = $1 and true and true order by e.application_id, e.position, lower(e.name), e.id limit $2;

-- catalog.listFeatures
select f.id, f.application_id as "applicationId", a.client_id as "clientId", f.name, f.importance, f.description, f.routes, f.state, f.version, f.created_at as "createdAt", f.updated_at as "updatedAt", lower(f.name) as "sortName", array(select t.id from feature_component l join component t on t.id = l.component_id and t.state = 'active' where l.feature_id = f.id order by t.id) as "componentIds" from feature f join application a on a.id = f.application_id where ((a.client_id = $1::uuid and true)) and f.application_id = $2 and f.state = $3 and (position(lower($4) in lower(f.name)) > 0) and true order by lower(f.name), f.id limit $5;
select f.id, f.application_id as "applicationId", a.client_id as "clientId", f.name, f.importance, f.description, f.routes, f.state, f.version, f.created_at as "createdAt", f.updated_at as "updatedAt", lower(f.name) as "sortName", array(select t.id from feature_component l join component t on t.id = l.component_id and t.state = 'active' where l.feature_id = f.id order by t.id) as "componentIds" from feature f join application a on a.id = f.application_id where ((a.client_id = $1::uuid and true)) and f.application_id = $2 and f.state = $3 and true and true order by lower(f.name), f.id limit $4;
select f.id, f.application_id as "applicationId", a.client_id as "clientId", f.name, f.importance, f.description, f.routes, f.state, f.version, f.created_at as "createdAt", f.updated_at as "updatedAt", lower(f.name) as "sortName", array(select t.id from feature_component l join component t on t.id = l.component_id and t.state = 'active' where l.feature_id = f.id order by t.id) as "componentIds" from feature f join application a on a.id = f.application_id where ((a.client_id = $1::uuid and true)) and true and f.state = $2 and true and true order by lower(f.name), f.id limit $3;
select f.id, f.application_id as "applicationId", a.client_id as "clientId", f.name, f.importance, f.description, f.routes, f.state, f.version, f.created_at as "createdAt", f.updated_at as "updatedAt", lower(f.name) as "sortName", array(select t.id from feature_component l join component t on t.id = l.component_id and t.state = 'active' where l.feature_id = f.id order by t.id) as "componentIds" from feature f join application a on a.id = f.application_id where false and f.application_id = $1 and f.state = $2 and (position(lower($3) in lower(f.name)) > 0) and true order by lower(f.name), f.id limit $4;
select f.id, f.application_id as "applicationId", a.client_id as "clientId", f.name, f.importance, f.description, f.routes, f.state, f.version, f.created_at as "createdAt", f.updated_at as "updatedAt", lower(f.name) as "sortName", array(select t.id from feature_component l join component t on t.id = l.component_id and t.state = 'active' where l.feature_id = f.id order by t.id) as "componentIds" from feature f join application a on a.id = f.application_id where false and true and f.state = $1 and true and true order by lower(f.name), f.id limit $2;
select f.id, f.application_id as "applicationId", a.client_id as "clientId", f.name, f.importance, f.description, f.routes, f.state, f.version, f.created_at as "createdAt", f.updated_at as "updatedAt", lower(f.name) as "sortName", array(select t.id from feature_component l join component t on t.id = l.component_id and t.state = 'active' where l.feature_id = f.id order by t.id) as "componentIds" from feature f join application a on a.id = f.application_id where true and f.application_id = $1 and f.state = $2 and (position(lower($3) in lower(f.name)) > 0) and true order by lower(f.name), f.id limit $4;
select f.id, f.application_id as "applicationId", a.client_id as "clientId", f.name, f.importance, f.description, f.routes, f.state, f.version, f.created_at as "createdAt", f.updated_at as "updatedAt", lower(f.name) as "sortName", array(select t.id from feature_component l join component t on t.id = l.component_id and t.state = 'active' where l.feature_id = f.id order by t.id) as "componentIds" from feature f join application a on a.id = f.application_id where true and f.application_id = $1 and f.state = $2 and true and true order by lower(f.name), f.id limit $3;
select f.id, f.application_id as "applicationId", a.client_id as "clientId", f.name, f.importance, f.description, f.routes, f.state, f.version, f.created_at as "createdAt", f.updated_at as "updatedAt", lower(f.name) as "sortName", array(select t.id from feature_component l join component t on t.id = l.component_id and t.state = 'active' where l.feature_id = f.id order by t.id) as "componentIds" from feature f join application a on a.id = f.application_id where true and true and f.state = $1 and true and true order by lower(f.name), f.id limit $2;

-- catalog.listFindings
select j.* from ( select a.id as "applicationId", a.name as "applicationName", a.client_id as "clientId", null::uuid as "componentId", null::text as "componentName", a.created_at as "createdAt", lower(a.name) as "sortName", '' as "sortComponent", a.id as "thingId" from application a where a.state = 'active' union all select a.id, a.name, a.client_id, p.id, p.name, p.created_at, lower(a.name), lower(p.name), p.id from component p join application a on a.id = p.application_id where p.state = 'active' and a.state = 'active') t cross join lateral ( with own as (select part from ownership o where o.application_id = t."applicationId" and o.component_id is not distinct from t."componentId"), inherited as (select part from ownership o where o.application_id = t."applicationId" and o.component_id is null), counted as (select part from own union all select part from inherited where not exists (select 1 from own)) select t.*, case when not exists (select 1 from counted o where o.part = 'owner') then 'no_owner' when (select count(*) from counted) = 1 then 'one_person' else 'covered' end as coverage ) j where ((t."clientId" = $1::uuid and true)) and t."applicationId" = $2 and true and j.coverage <> 'covered' order by t."sortName", t."applicationId", t."sortComponent", t."thingId" limit $3;
select j.* from ( select a.id as "applicationId", a.name as "applicationName", a.client_id as "clientId", null::uuid as "componentId", null::text as "componentName", a.created_at as "createdAt", lower(a.name) as "sortName", '' as "sortComponent", a.id as "thingId" from application a where a.state = 'active' union all select a.id, a.name, a.client_id, p.id, p.name, p.created_at, lower(a.name), lower(p.name), p.id from component p join application a on a.id = p.application_id where p.state = 'active' and a.state = 'active') t cross join lateral ( with own as (select part from ownership o where o.application_id = t."applicationId" and o.component_id is not distinct from t."componentId"), inherited as (select part from ownership o where o.application_id = t."applicationId" and o.component_id is null), counted as (select part from own union all select part from inherited where not exists (select 1 from own)) select t.*, case when not exists (select 1 from counted o where o.part = 'owner') then 'no_owner' when (select count(*) from counted) = 1 then 'one_person' else 'covered' end as coverage ) j where ((t."clientId" = $1::uuid and true)) and true and true and j.coverage <> 'covered' order by t."sortName", t."applicationId", t."sortComponent", t."thingId" limit $2;
select j.* from ( select a.id as "applicationId", a.name as "applicationName", a.client_id as "clientId", null::uuid as "componentId", null::text as "componentName", a.created_at as "createdAt", lower(a.name) as "sortName", '' as "sortComponent", a.id as "thingId" from application a where a.state = 'active' union all select a.id, a.name, a.client_id, p.id, p.name, p.created_at, lower(a.name), lower(p.name), p.id from component p join application a on a.id = p.application_id where p.state = 'active' and a.state = 'active') t cross join lateral ( with own as (select part from ownership o where o.application_id = t."applicationId" and o.component_id is not distinct from t."componentId"), inherited as (select part from ownership o where o.application_id = t."applicationId" and o.component_id is null), counted as (select part from own union all select part from inherited where not exists (select 1 from own)) select t.*, case when not exists (select 1 from counted o where o.part = 'owner') then 'no_owner' when (select count(*) from counted) = 1 then 'one_person' else 'covered' end as coverage ) j where false and t."applicationId" = $1 and true and j.coverage <> 'covered' order by t."sortName", t."applicationId", t."sortComponent", t."thingId" limit $2;
select j.* from ( select a.id as "applicationId", a.name as "applicationName", a.client_id as "clientId", null::uuid as "componentId", null::text as "componentName", a.created_at as "createdAt", lower(a.name) as "sortName", '' as "sortComponent", a.id as "thingId" from application a where a.state = 'active' union all select a.id, a.name, a.client_id, p.id, p.name, p.created_at, lower(a.name), lower(p.name), p.id from component p join application a on a.id = p.application_id where p.state = 'active' and a.state = 'active') t cross join lateral ( with own as (select part from ownership o where o.application_id = t."applicationId" and o.component_id is not distinct from t."componentId"), inherited as (select part from ownership o where o.application_id = t."applicationId" and o.component_id is null), counted as (select part from own union all select part from inherited where not exists (select 1 from own)) select t.*, case when not exists (select 1 from counted o where o.part = 'owner') then 'no_owner' when (select count(*) from counted) = 1 then 'one_person' else 'covered' end as coverage ) j where false and true and true and j.coverage <> 'covered' order by t."sortName", t."applicationId", t."sortComponent", t."thingId" limit $1;
select j.* from ( select a.id as "applicationId", a.name as "applicationName", a.client_id as "clientId", null::uuid as "componentId", null::text as "componentName", a.created_at as "createdAt", lower(a.name) as "sortName", '' as "sortComponent", a.id as "thingId" from application a where a.state = 'active' union all select a.id, a.name, a.client_id, p.id, p.name, p.created_at, lower(a.name), lower(p.name), p.id from component p join application a on a.id = p.application_id where p.state = 'active' and a.state = 'active') t cross join lateral ( with own as (select part from ownership o where o.application_id = t."applicationId" and o.component_id is not distinct from t."componentId"), inherited as (select part from ownership o where o.application_id = t."applicationId" and o.component_id is null), counted as (select part from own union all select part from inherited where not exists (select 1 from own)) select t.*, case when not exists (select 1 from counted o where o.part = 'owner') then 'no_owner' when (select count(*) from counted) = 1 then 'one_person' else 'covered' end as coverage ) j where true and t."applicationId" = $1 and true and j.coverage <> 'covered' order by t."sortName", t."applicationId", t."sortComponent", t."thingId" limit $2;
select j.* from ( select a.id as "applicationId", a.name as "applicationName", a.client_id as "clientId", null::uuid as "componentId", null::text as "componentName", a.created_at as "createdAt", lower(a.name) as "sortName", '' as "sortComponent", a.id as "thingId" from application a where a.state = 'active' union all select a.id, a.name, a.client_id, p.id, p.name, p.created_at, lower(a.name), lower(p.name), p.id from component p join application a on a.id = p.application_id where p.state = 'active' and a.state = 'active') t cross join lateral ( with own as (select part from ownership o where o.application_id = t."applicationId" and o.component_id is not distinct from t."componentId"), inherited as (select part from ownership o where o.application_id = t."applicationId" and o.component_id is null), counted as (select part from own union all select part from inherited where not exists (select 1 from own)) select t.*, case when not exists (select 1 from counted o where o.part = 'owner') then 'no_owner' when (select count(*) from counted) = 1 then 'one_person' else 'covered' end as coverage ) j where true and true and true and j.coverage <> 'covered' order by t."sortName", t."applicationId", t."sortComponent", t."thingId" limit $1;

-- catalog.listHeldParts
select a.id as "applicationId", a.name as "applicationName", p.id as "componentId", p.name as "componentName", o.part, not exists ( select from ownership x where x.application_id = o.application_id and x.component_id is not distinct from o.component_id and x.person_id <> o.person_id) as "isOnly" from ownership o join application a on a.id = o.application_id left join component p on p.id = o.component_id where o.person_id = $1 and a.state = 'active' and (p.id is null or p.state = 'active') and true order by lower(a.name), a.id, lower(p.name) nulls first, p.id limit $2;

-- catalog.listMapped
select a.id, a.name, a.client_id as "clientId", c.name as "clientName", lower(a.name) as "sortName", coalesce( (select json_agg(json_build_object('id', p.id, 'name', p.name, 'kind', p.kind) order by p.position, lower(p.name), p.id) from component p where p.application_id = a.id and p.state = 'active'), '[]') as components from application a left join client c on c.id = a.client_id where ((a.client_id = $1::uuid and true)) and a.state = 'active' and a.client_id = $2 and a.id = $3 and true order by lower(a.name), a.id limit $4;
select a.id, a.name, a.client_id as "clientId", c.name as "clientName", lower(a.name) as "sortName", coalesce( (select json_agg(json_build_object('id', p.id, 'name', p.name, 'kind', p.kind) order by p.position, lower(p.name), p.id) from component p where p.application_id = a.id and p.state = 'active'), '[]') as components from application a left join client c on c.id = a.client_id where ((a.client_id = $1::uuid and true)) and a.state = 'active' and a.client_id = $2 and true and true order by lower(a.name), a.id limit $3;
select a.id, a.name, a.client_id as "clientId", c.name as "clientName", lower(a.name) as "sortName", coalesce( (select json_agg(json_build_object('id', p.id, 'name', p.name, 'kind', p.kind) order by p.position, lower(p.name), p.id) from component p where p.application_id = a.id and p.state = 'active'), '[]') as components from application a left join client c on c.id = a.client_id where ((a.client_id = $1::uuid and true)) and a.state = 'active' and true and true and true order by lower(a.name), a.id limit $2;
select a.id, a.name, a.client_id as "clientId", c.name as "clientName", lower(a.name) as "sortName", coalesce( (select json_agg(json_build_object('id', p.id, 'name', p.name, 'kind', p.kind) order by p.position, lower(p.name), p.id) from component p where p.application_id = a.id and p.state = 'active'), '[]') as components from application a left join client c on c.id = a.client_id where false and a.state = 'active' and a.client_id = $1 and a.id = $2 and true order by lower(a.name), a.id limit $3;
select a.id, a.name, a.client_id as "clientId", c.name as "clientName", lower(a.name) as "sortName", coalesce( (select json_agg(json_build_object('id', p.id, 'name', p.name, 'kind', p.kind) order by p.position, lower(p.name), p.id) from component p where p.application_id = a.id and p.state = 'active'), '[]') as components from application a left join client c on c.id = a.client_id where false and a.state = 'active' and true and true and true order by lower(a.name), a.id limit $1;
select a.id, a.name, a.client_id as "clientId", c.name as "clientName", lower(a.name) as "sortName", coalesce( (select json_agg(json_build_object('id', p.id, 'name', p.name, 'kind', p.kind) order by p.position, lower(p.name), p.id) from component p where p.application_id = a.id and p.state = 'active'), '[]') as components from application a left join client c on c.id = a.client_id where true and a.state = 'active' and a.client_id = $1 and a.id = $2 and true order by lower(a.name), a.id limit $3;
select a.id, a.name, a.client_id as "clientId", c.name as "clientName", lower(a.name) as "sortName", coalesce( (select json_agg(json_build_object('id', p.id, 'name', p.name, 'kind', p.kind) order by p.position, lower(p.name), p.id) from component p where p.application_id = a.id and p.state = 'active'), '[]') as components from application a left join client c on c.id = a.client_id where true and a.state = 'active' and a.client_id = $1 and true and (lower(a.name), a.id) > ($2, $3) order by lower(a.name), a.id limit $4;
select a.id, a.name, a.client_id as "clientId", c.name as "clientName", lower(a.name) as "sortName", coalesce( (select json_agg(json_build_object('id', p.id, 'name', p.name, 'kind', p.kind) order by p.position, lower(p.name), p.id) from component p where p.application_id = a.id and p.state = 'active'), '[]') as components from application a left join client c on c.id = a.client_id where true and a.state = 'active' and a.client_id = $1 and true and true order by lower(a.name), a.id limit $2;
select a.id, a.name, a.client_id as "clientId", c.name as "clientName", lower(a.name) as "sortName", coalesce( (select json_agg(json_build_object('id', p.id, 'name', p.name, 'kind', p.kind) order by p.position, lower(p.name), p.id) from component p where p.application_id = a.id and p.state = 'active'), '[]') as components from application a left join client c on c.id = a.client_id where true and a.state = 'active' and true and a.id = $1 and true order by lower(a.name), a.id limit $2;
select a.id, a.name, a.client_id as "clientId", c.name as "clientName", lower(a.name) as "sortName", coalesce( (select json_agg(json_build_object('id', p.id, 'name', p.name, 'kind', p.kind) order by p.position, lower(p.name), p.id) from component p where p.application_id = a.id and p.state = 'active'), '[]') as components from application a left join client c on c.id = a.client_id where true and a.state = 'active' and true and true and true order by lower(a.name), a.id limit $1;

-- catalog.listRunning
select e.id as "environmentId", e.name as "environmentName", e.kind, a.id as "applicationId", a.name as "applicationName", a.client_id as "clientId" from environment e join application a on a.id = e.application_id where e.state = 'active' and a.state = 'active' and ($1::uuid is null or a.id = $2::uuid) and ($3::uuid is null or e.id > $4::uuid) order by e.id limit $5;

-- catalog.lockApplication
select a.id, a.client_id as "clientId", c.name as "clientName", a.name, a.slug, a.description, a.kind, a.url, a.runbook_url as "runbookUrl", a.state, a.version, a.created_at as "createdAt", a.updated_at as "updatedAt", lower(a.name) as "sortName", (select count(*) from environment e where e.application_id = a.id and e.state = 'active') as "environmentCount", (select count(*) from component p where p.application_id = a.id and p.state = 'active') as "componentCount" from application a left join client c on c.id = a.client_id where a.id = $1 for no key update of a;

-- catalog.lockClient
select c.id, c.name, c.slug, c.zone, c.state, c.version, c.created_at as "createdAt", c.updated_at as "updatedAt", lower(c.name) as "sortName", (select count(*) from application a where a.client_id = c.id and a.state = 'active') as "applicationCount" from client c where c.id = $1 for no key update of c;

-- catalog.lockComponent
select p.id, p.application_id as "applicationId", a.client_id as "clientId", p.name, p.kind, p.description, p.position, p.state, p.version, p.created_at as "createdAt", p.updated_at as "updatedAt", lower(p.name) as "sortName", array(select d.to_id from component_dependency d join component t on t.id = d.to_id and t.state = 'active' where d.from_id = p.id) as "dependsOn" from component p join application a on a.id = p.application_id where p.id = $1 for no key update of p;

-- catalog.lockEnvironment
select e.id, e.application_id as "applicationId", a.client_id as "clientId", e.name, e.kind, e.url, e.position, e.state, e.version, e.created_at as "createdAt", e.updated_at as "updatedAt", lower(e.name) as "sortName" from environment e join application a on a.id = e.application_id where e.id = $1 for no key update of e;

-- catalog.lockFeature
select f.id, f.application_id as "applicationId", a.client_id as "clientId", f.name, f.importance, f.description, f.routes, f.state, f.version, f.created_at as "createdAt", f.updated_at as "updatedAt", lower(f.name) as "sortName", array(select t.id from feature_component l join component t on t.id = l.component_id and t.state = 'active' where l.feature_id = f.id order by t.id) as "componentIds" from feature f join application a on a.id = f.application_id where f.id = $1 for no key update of f;

-- catalog.ownershipOf
select application_id as "applicationId", component_id as "componentId", person_id as "personId", part from ownership where application_id = any($1::uuid[]) order by id;

-- catalog.ownershipsOf
select a.name as application, c.name as component, o.part from ownership o join application a on a.id = o.application_id left join component c on c.id = o.component_id where o.person_id = any($1::uuid[]) order by o.id;

-- catalog.removeOwners
delete from ownership where application_id = $1 and component_id is not distinct from $2::uuid;

-- catalog.removeOwnerships
delete from ownership where person_id = any($1::uuid[]);

-- catalog.replaceDependencies
with gone as ( delete from component_dependency where from_id = $1 and to_id <> all($2::uuid[]) ) insert into component_dependency (application_id, from_id, to_id) select $3, $4, needed from unnest($5::uuid[]) as needed on conflict do nothing;

-- catalog.replaceFeatureComponents
with gone as ( delete from feature_component where feature_id = $1 and component_id <> all($2::uuid[]) ) insert into feature_component (application_id, feature_id, component_id) select $3, $4, carried from unnest($5::uuid[]) as carried on conflict do nothing;

-- catalog.touchApplication
update "application" set "version" = version + 1, "updated_at" = $1 where "id" = $2;

-- catalog.touchComponent
update "component" set "version" = version + 1, "updated_at" = $1 where "id" = $2;

-- catalog.updateApplication
update "application" set "client_id" = $1, "name" = $2, "slug" = $3, "description" = $4, "url" = $5, "runbook_url" = $6, "state" = $7, "version" = version + 1, "updated_at" = $8 where "id" = $9;

-- catalog.updateClient
update "client" set "name" = $1, "slug" = $2, "zone" = $3, "state" = $4, "version" = version + 1, "updated_at" = $5 where "id" = $6;

-- catalog.updateComponent
update "component" set "name" = $1, "kind" = $2, "description" = $3, "position" = $4, "state" = $5, "version" = version + 1, "updated_at" = $6 where "id" = $7;

-- catalog.updateEnvironment
update "environment" set "name" = $1, "kind" = $2, "url" = $3, "position" = $4, "state" = $5, "version" = version + 1, "updated_at" = $6 where "id" = $7;

-- catalog.updateFeature
update "feature" set "name" = $1, "importance" = $2, "description" = $3, "routes" = $4, "state" = $5, "version" = version + 1, "updated_at" = $6 where "id" = $7;

-- channels.addAccountOwn
insert into channel_address (id, person_id, channel, label, hint, private_allowed, position, verified_at, created_at) select id, person_id, channel, '', '', false, position, $1, $2 from jsonb_to_recordset($3::jsonb) as r(id uuid, person_id uuid, channel text, position integer) on conflict do nothing;

-- channels.beginMessage
insert into channel_message as m (id, key, address_id, person_id, channel, subject, lines, href, severity, answers, chart, runbook_url, state, provider_answer, attempts, created_at, changed_at) values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10::text[], $11::jsonb, $12, 'handing_over', '', 1, $13, $14) on conflict (key) do update set chart = coalesce(m.chart, excluded.chart), attempts = m.attempts + (case when m.state in ('handing_over', 'failed') then 1 else 0 end), state = case when m.state = 'failed' then 'handing_over' else m.state end returning id, key, address_id as "addressId", person_id as "personId", channel, subject, lines, href, severity, answers, chart, runbook_url as "runbookUrl", state, reference, reason, provider_answer as "providerAnswer", attempts, created_at as "createdAt", changed_at as "changedAt", settled_at as "settledAt";

-- channels.deleteAddress
delete from "channel_address" where "id" = $1;

-- channels.deleteOldMessages
delete from channel_message where id in (select id from channel_message where changed_at < $1 limit $2);

-- channels.deletePersonal
with w as (update channel_answer set person_id = null where person_id = any($1::uuid[]) and message_id not in (select id from channel_message where person_id = any($2::uuid[])) returning 1), m as (delete from channel_message where person_id = any($3::uuid[]) returning 1), a as (delete from channel_address where person_id = any($4::uuid[]) returning 1) select (select count(*) from a) as "channel addresses", (select count(*) from m) as pages, (select count(*) from w) as answers;

-- channels.deleteProvider
delete from "channel_provider" where "channel" = $1;

-- channels.findAddress
select id, person_id as "personId", channel, label, sealed_target as "sealedTarget", hint, private_allowed as "privateAllowed", position, verified_at as "verifiedAt", tested_at as "testedAt", turned_off_at as "turnedOffAt", turned_off_reason as "turnedOffReason", created_at as "createdAt" from channel_address where id = $1;

-- channels.findAnswerable
select id, key, address_id as "addressId", person_id as "personId", channel, subject, lines, href, severity, answers, chart, runbook_url as "runbookUrl", state, reference, reason, provider_answer as "providerAnswer", attempts, created_at as "createdAt", changed_at as "changedAt", settled_at as "settledAt" from channel_message where address_id = any($1::uuid[]) and created_at > $2 and settled_at is null and cardinality(answers) > 0 and state in ('handing_over', 'handed_over', 'delivered') order by id desc limit 1;

-- channels.findByDigest
select id, person_id as "personId", channel, label, sealed_target as "sealedTarget", hint, private_allowed as "privateAllowed", position, verified_at as "verifiedAt", tested_at as "testedAt", turned_off_at as "turnedOffAt", turned_off_reason as "turnedOffReason", created_at as "createdAt" from channel_address where channel = any($1::text[]) and digest = $2 and verified_at is not null order by id limit 20;

-- channels.findCode
select address_id as "addressId", code_hash as "codeHash", attempts, sent, sent_at as "sentAt", expires_at as "expiresAt" from channel_code where code_hash = $1 for update;

-- channels.findMessage
select id, key, address_id as "addressId", person_id as "personId", channel, subject, lines, href, severity, answers, chart, runbook_url as "runbookUrl", state, reference, reason, provider_answer as "providerAnswer", attempts, created_at as "createdAt", changed_at as "changedAt", settled_at as "settledAt" from channel_message where id = $1;

-- channels.findProvider
select channel, settings, sealed_secrets as "sealedSecrets", private_allowed as "privateAllowed", version from channel_provider where channel = $1;

-- channels.insertAddress
insert into channel_address (id, person_id, channel, label, sealed_target, digest, hint, private_allowed, position, created_at) select $1, $2, $3, $4, $5, $6, $7, $8, coalesce(max(position), -1) + 1, $9 from channel_address where person_id is not distinct from $10;

-- channels.insertAnswer
insert into channel_answer (message_id, answer, person_id, at) values ($1, $2, $3, $4) on conflict do nothing;

-- channels.listByKeys
select id, key, address_id as "addressId", person_id as "personId", channel, subject, lines, href, severity, answers, chart, runbook_url as "runbookUrl", state, reference, reason, provider_answer as "providerAnswer", attempts, created_at as "createdAt", changed_at as "changedAt", settled_at as "settledAt" from channel_message where key = any($1::text[]);

-- channels.listHeld
select id, channel, subject, state, created_at as at from channel_message where person_id = any($1::uuid[]) and id > $2::uuid order by id limit $3;

-- channels.listLast
select m.* from unnest($1::uuid[]) as a(id) cross join lateral (select id, key, address_id as "addressId", person_id as "personId", channel, subject, lines, href, severity, answers, chart, runbook_url as "runbookUrl", state, reference, reason, provider_answer as "providerAnswer", attempts, created_at as "createdAt", changed_at as "changedAt", settled_at as "settledAt" from channel_message where address_id = a.id order by id desc limit 1) m;

-- channels.listOwn
select id, person_id as "personId", channel, label, sealed_target as "sealedTarget", hint, private_allowed as "privateAllowed", position, verified_at as "verifiedAt", tested_at as "testedAt", turned_off_at as "turnedOffAt", turned_off_reason as "turnedOffReason", created_at as "createdAt" from channel_address where person_id = any($1::uuid[]) order by person_id, position, id;

-- channels.listProviders
select channel, settings, sealed_secrets as "sealedSecrets", private_allowed as "privateAllowed", version from channel_provider order by channel;

-- channels.listTeam
select id, person_id as "personId", channel, label, sealed_target as "sealedTarget", hint, private_allowed as "privateAllowed", position, verified_at as "verifiedAt", tested_at as "testedAt", turned_off_at as "turnedOffAt", turned_off_reason as "turnedOffReason", created_at as "createdAt" from channel_address where person_id is null order by position, id limit $1;

-- channels.lockAddress
select id, person_id as "personId", channel, label, sealed_target as "sealedTarget", hint, private_allowed as "privateAllowed", position, verified_at as "verifiedAt", tested_at as "testedAt", turned_off_at as "turnedOffAt", turned_off_reason as "turnedOffReason", created_at as "createdAt" from channel_address where id = $1 for no key update;

-- channels.lockCode
select address_id as "addressId", code_hash as "codeHash", attempts, sent, sent_at as "sentAt", expires_at as "expiresAt" from channel_code where address_id = $1 for update;

-- channels.lockMessage
select id, key, address_id as "addressId", person_id as "personId", channel, subject, lines, href, severity, answers, chart, runbook_url as "runbookUrl", state, reference, reason, provider_answer as "providerAnswer", attempts, created_at as "createdAt", changed_at as "changedAt", settled_at as "settledAt" from channel_message where id = $1 for update;

-- channels.noteOutcome
update channel_message set state = case when state in ('delivered', 'answered') then state else $1 end, reference = $2, reason = $3, provider_answer = $4, changed_at = $5 where id = $6;

-- channels.noteReceipt
update channel_message set state = $1, reason = $2, provider_answer = $3, changed_at = $4 where channel = $5 and reference = $6 and state in ('handing_over', 'handed_over');

-- channels.putCode
insert into channel_code (address_id, code_hash, attempts, sent, sent_at, expires_at) values ($1, $2, $3, $4, $5, $6) on conflict (address_id) do update set code_hash = excluded.code_hash, attempts = excluded.attempts, sent = excluded.sent, sent_at = excluded.sent_at, expires_at = excluded.expires_at;

-- channels.putProvider
insert into "channel_provider" ("channel", "settings", "sealed_secrets", "private_allowed", "changed_at") values ($1, $2, $3, $4, $5) on conflict do nothing;
update "channel_provider" set "channel" = $1, "settings" = $2, "sealed_secrets" = $3, "private_allowed" = $4, "changed_at" = $5, "version" = $6 where "channel" = $7 and "version" = $8;

-- channels.ringing
with heard as ( update channel_message set state = 'delivered', changed_at = $1 where person_id = $2 and channel = 'in_app' and settled_at is null and state = 'handed_over' and created_at > $3 ) select id, key, address_id as "addressId", person_id as "personId", channel, subject, lines, href, severity, answers, chart, runbook_url as "runbookUrl", state, reference, reason, provider_answer as "providerAnswer", attempts, created_at as "createdAt", changed_at as "changedAt", settled_at as "settledAt" from channel_message where person_id = $4 and channel = 'in_app' and settled_at is null and state in ('handed_over', 'delivered') and created_at > $5 order by id limit 20;

-- channels.setAnswered
update channel_message set state = 'answered', changed_at = $1 where id = $2;

-- channels.setLabel
update "channel_address" set "label" = $1 where "id" = $2;

-- channels.setPositions
update channel_address a set position = o.position from unnest($1::uuid[]) with ordinality as o(id, position) where a.id = o.id;

-- channels.setTested
update "channel_address" set "tested_at" = $1 where "id" = $2;

-- channels.setVerified
update "channel_address" set "verified_at" = $1, "tested_at" = $2, "turned_off_at" = $3, "turned_off_reason" = $4 where "id" = $5;
update "channel_address" set "verified_at" = $1, "tested_at" = $2, "turned_off_at" = $3, "turned_off_reason" = $4, "sealed_target" = $5, "digest" = $6, "hint" = $7 where "id" = $8;

-- channels.settleMessages
update channel_message set settled_at = $1 where key = any($2::text[]) and settled_at is null returning id, key, address_id as "addressId", person_id as "personId", channel, subject, lines, href, severity, answers, chart, runbook_url as "runbookUrl", state, reference, reason, provider_answer as "providerAnswer", attempts, created_at as "createdAt", changed_at as "changedAt", settled_at as "settledAt";

-- channels.spendCode
update channel_code set expires_at = sent_at where address_id = $1;

-- channels.turnOff
update "channel_address" set "turned_off_at" = $1, "turned_off_reason" = $2 where "id" = $3 and "turned_off_at" is null;

-- checks.armHeartbeat
update "heartbeat" set "armed_at" = $1, "signal" = $2, "signal_at" = $3, "started_at" = $4, "succeeded_at" = $5 where "check_id" = $6;

-- checks.countChecks
select count(*)::int as count from uptime_check where environment_id = $1;

-- checks.deleteCheck
delete from "uptime_check" where "id" = $1;

-- checks.findCheck
select id, environment_id as "environmentId", application_id as "applicationId", name, settings, sealed_secret as "sealedSecret", interval_seconds as "intervalSeconds", time_limit_ms as "timeLimitMs", retries, is_paused as "isPaused", is_resting as "isResting", is_private_allowed as "isPrivateAllowed", follows_address as "followsAddress", managed_by as "managedBy", state, reason, detail, since, version, created_at as "createdAt", updated_at as "updatedAt" from uptime_check where id = $1;

-- checks.findHeard
select signal, signal_at as "signalAt", started_at as "startedAt", succeeded_at as "succeededAt", armed_at as "armedAt" from heartbeat where check_id = $1;

-- checks.holdLease
insert into probe_lease (location, node, until) values ($1, $2, $3) on conflict (location) do update set node = excluded.node, until = excluded.until where probe_lease.node = excluded.node or probe_lease.until <= $4;

-- checks.insertCheck
insert into "uptime_check" ("name", "kind", "settings", "sealed_secret", "interval_seconds", "time_limit_ms", "retries", "is_paused", "is_private_allowed", "follows_address", "managed_by", "id", "environment_id", "application_id", "since", "created_at", "updated_at") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17);

-- checks.isHeld
select true as held from probe_lease where location = $1 and until > $2;

-- checks.listChecks
select id, environment_id as "environmentId", application_id as "applicationId", name, settings, sealed_secret as "sealedSecret", interval_seconds as "intervalSeconds", time_limit_ms as "timeLimitMs", retries, is_paused as "isPaused", is_resting as "isResting", is_private_allowed as "isPrivateAllowed", follows_address as "followsAddress", managed_by as "managedBy", state, reason, detail, since, version, created_at as "createdAt", updated_at as "updatedAt" from uptime_check where environment_id = any($1::uuid[]) order by lower(name), id limit $2;

-- checks.listDown
select id, environment_id as "environmentId", application_id as "applicationId", name, settings, sealed_secret as "sealedSecret", interval_seconds as "intervalSeconds", time_limit_ms as "timeLimitMs", retries, is_paused as "isPaused", is_resting as "isResting", is_private_allowed as "isPrivateAllowed", follows_address as "followsAddress", managed_by as "managedBy", state, reason, detail, since, version, created_at as "createdAt", updated_at as "updatedAt" from uptime_check where state = 'down' and not is_paused and not is_resting order by since, id limit $1;

-- checks.listWatched
select id, environment_id as "environmentId", application_id as "applicationId", name, settings, sealed_secret as "sealedSecret", interval_seconds as "intervalSeconds", time_limit_ms as "timeLimitMs", retries, is_paused as "isPaused", is_resting as "isResting", is_private_allowed as "isPrivateAllowed", follows_address as "followsAddress", managed_by as "managedBy", state, reason, detail, since, version, created_at as "createdAt", updated_at as "updatedAt" from uptime_check where id = any($1::uuid[]) and not is_paused and not is_resting order by id limit $2;
select id, environment_id as "environmentId", application_id as "applicationId", name, settings, sealed_secret as "sealedSecret", interval_seconds as "intervalSeconds", time_limit_ms as "timeLimitMs", retries, is_paused as "isPaused", is_resting as "isResting", is_private_allowed as "isPrivateAllowed", follows_address as "followsAddress", managed_by as "managedBy", state, reason, detail, since, version, created_at as "createdAt", updated_at as "updatedAt" from uptime_check where true and not is_paused and not is_resting order by id limit $1;

-- checks.lockCheck
select id, environment_id as "environmentId", application_id as "applicationId", name, settings, sealed_secret as "sealedSecret", interval_seconds as "intervalSeconds", time_limit_ms as "timeLimitMs", retries, is_paused as "isPaused", is_resting as "isResting", is_private_allowed as "isPrivateAllowed", follows_address as "followsAddress", managed_by as "managedBy", state, reason, detail, since, version, created_at as "createdAt", updated_at as "updatedAt" from uptime_check where id = $1 for no key update;

-- checks.lockFollowing
select id, environment_id as "environmentId", application_id as "applicationId", name, settings, sealed_secret as "sealedSecret", interval_seconds as "intervalSeconds", time_limit_ms as "timeLimitMs", retries, is_paused as "isPaused", is_resting as "isResting", is_private_allowed as "isPrivateAllowed", follows_address as "followsAddress", managed_by as "managedBy", state, reason, detail, since, version, created_at as "createdAt", updated_at as "updatedAt" from uptime_check where environment_id = $1 and follows_address for no key update;

-- checks.noteSignal
update heartbeat set signal = $1, signal_at = $2, started_at = case when $3 = 'start' then $4::timestamptz when signal = 'start' then started_at end, succeeded_at = case when $5 = 'success' then $6::timestamptz else succeeded_at end where secret_hash = $7 returning check_id as "checkId";

-- checks.setResting
update uptime_check set is_resting = (environment_id <> all($1::uuid[])) where application_id = $2 and is_resting <> (environment_id <> all($3::uuid[])) returning id, is_resting as "isResting";

-- checks.setSecret
insert into "heartbeat" ("check_id", "secret_hash", "armed_at") values ($1, $2, $3) on conflict ("check_id") do update set "secret_hash" = $4;

-- checks.setState
update "uptime_check" set "state" = $1, "reason" = $2, "detail" = $3, "since" = $4 where "id" = $5 and "state" = $6 and "is_paused" = $7 and "is_resting" = $8;

-- checks.updateCheck
update "uptime_check" set "name" = $1, "kind" = $2, "settings" = $3, "sealed_secret" = $4, "interval_seconds" = $5, "time_limit_ms" = $6, "retries" = $7, "is_paused" = $8, "is_private_allowed" = $9, "follows_address" = $10, "managed_by" = $11, "state" = $12, "reason" = $13, "detail" = $14, "since" = $15, "version" = version + 1, "updated_at" = $16 where "id" = $17;
update "uptime_check" set "name" = $1, "kind" = $2, "settings" = $3, "sealed_secret" = $4, "interval_seconds" = $5, "time_limit_ms" = $6, "retries" = $7, "is_paused" = $8, "is_private_allowed" = $9, "follows_address" = $10, "managed_by" = $11, "version" = version + 1, "updated_at" = $12 where "id" = $13;

-- comments.deleteWatcher
delete from "watcher" where "record_id" = $1 and "person_id" = $2;

-- comments.editComment
with before as ( insert into comment_version (comment_id, version, text, until_at) select id, version, text, $1 from comment where id = $2 ) update comment set text = $3, mentioned = $4::uuid[], edited_at = $5, version = version + 1 where id = $6;

-- comments.eraseOwnComments
update comment set text = '', author_id = null, mentioned = '{}', version = version + 1 where author_id = any($1::uuid[]) returning id;

-- comments.eraseOwnVersions
delete from comment_version where comment_id in (select id from comment where author_id = any($1::uuid[]));

-- comments.eraseWatching
delete from watcher where person_id = any($1::uuid[]);

-- comments.findComment
select c.id, c.record_id as "recordId", c.author_id as "authorId", c.text, c.audience, c.mentioned, c.version, c.created_at as "createdAt", c.edited_at as "editedAt", c.deleted_at as "deletedAt" from comment c where c.id = $1;

-- comments.findNewest
select c.id, c.author_id as "authorId" from comment c where c.record_id = $1 and c.audience = any($2::text[]) and c.deleted_at is null order by c.id desc limit 1;

-- comments.findTexts
select id, text from comment where id = any($1::uuid[]) and deleted_at is null;

-- comments.insertComment
insert into "comment" ("id", "record_id", "author_id", "text", "audience", "mentioned", "created_at") values ($1, $2, $3, $4, $5, $6, $7);

-- comments.insertWatchers
insert into watcher (record_id, person_id, reason, since) select $1, person, $2, $3 from unnest($4::uuid[]) as person on conflict do nothing;

-- comments.listCommentVersions
select "version", "text", "until_at" as "until" from "comment_version" where "comment_id" = $1 order by "version" desc limit $2;

-- comments.listComments
select c.id, c.record_id as "recordId", c.author_id as "authorId", c.text, c.audience, c.mentioned, c.version, c.created_at as "createdAt", c.edited_at as "editedAt", c.deleted_at as "deletedAt" from comment c where c.record_id = $1 and c.audience = any($2::text[]) and c.id < $3::uuid order by c.id desc limit $4;
select c.id, c.record_id as "recordId", c.author_id as "authorId", c.text, c.audience, c.mentioned, c.version, c.created_at as "createdAt", c.edited_at as "editedAt", c.deleted_at as "deletedAt" from comment c where c.record_id = $1 and c.audience = any($2::text[]) and true order by c.id desc limit $3;

-- comments.listNamingTexts
select c.id, null::int as version, c.text from comment c where c.id > $1::uuid and (c.mentioned && $2::uuid[] or exists (select from unnest($3::text[]) as word where strpos(lower(c.text), lower(word)) > 0)) union all select v.comment_id, v.version, v.text from comment_version v where v.comment_id > $4::uuid and exists (select from unnest($5::text[]) as word where strpos(lower(v.text), lower(word)) > 0) order by 1 limit $6;

-- comments.listOwnComments
select "id", "record_id" as "recordId", "text", "created_at" as "createdAt" from "comment" where "author_id" = any($1::uuid[]) and "id" > $2 order by "id" limit $3;

-- comments.listWatchers
select "person_id" as "personId", "reason", "muted", "since" from "watcher" where "record_id" = $1 order by "since", "person_id" limit $2;

-- comments.lockComment
select c.id, c.record_id as "recordId", c.author_id as "authorId", c.text, c.audience, c.mentioned, c.version, c.created_at as "createdAt", c.edited_at as "editedAt", c.deleted_at as "deletedAt" from comment c where c.id = $1 for no key update;

-- comments.lockPosted
select c.id, c.record_id as "recordId", c.author_id as "authorId", c.text, c.audience, c.mentioned, c.version, c.created_at as "createdAt", c.edited_at as "editedAt", c.deleted_at as "deletedAt" from comment c where c.id > $1 and c.deleted_at is null order by c.id limit $2 for no key update;

-- comments.removeDeletedComments
delete from comment where id in (select id from comment where deleted_at < $1 order by deleted_at limit $2);

-- comments.replaceText
update comment set text = $1, mentioned = array(select unnest(mentioned) except select unnest($2::uuid[])), version = version + 1 where id = $3;
update comment_version set text = $1 where comment_id = $2 and version = $3;

-- comments.setCommentDeleted
update "comment" set "deleted_at" = $1, "version" = version + 1 where "id" = $2;

-- comments.setMuted
update "watcher" set "muted" = $1 where "record_id" = $2 and "person_id" = $3;

-- contacts.deleteAddresses
delete from "contact_address" where "contact_id" = $1;

-- contacts.deleteLinks
delete from "contact_link" where "contact_id" = $1;

-- contacts.deleteOldestSessions
delete from contact_session where id in ( select id from contact_session where contact_id = $1 order by last_seen_at desc, id desc offset $2);

-- contacts.deleteSession
delete from "contact_session" where "id" = $1 and "contact_id" = $2;

-- contacts.deleteSessions
delete from "contact_session" where "contact_id" = $1;

-- contacts.eraseAddresses
delete from "contact_address" where "contact_id" in ($1);

-- contacts.eraseContacts
update "contact" set "name" = $1, "position" = $2, "locale" = $3, "state" = case when state = 'merged' then 'merged' else 'deactivated' end, "version" = version + 1 where "id" in ($4) and "name" <> $5 returning "id";

-- contacts.eraseFormerNames
delete from "contact_former_name" where "contact_id" in ($1);

-- contacts.eraseLinks
delete from "contact_link" where "contact_id" in ($1);

-- contacts.eraseSessions
delete from "contact_session" where "contact_id" in ($1);

-- contacts.findContact
select c.id, c.client_id as "clientId", c.application_id as "applicationId", c.name, c.position, c.locale, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'email' order by a.rank) as emails, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'phone' order by a.rank) as phones, c.state, c.merged_into as "mergedInto", (select max(s.last_seen_at) from contact_session s where s.contact_id = c.id) as "lastSeenAt", c.created_at as "createdAt", c.updated_at as "updatedAt", c.version, lower(c.name) as "sortName" from contact c where c.id = $1;

-- contacts.findHeldSessions
select contact_id as "contactId", created_at as "createdAt", last_seen_at as "lastSeenAt", address, user_agent as "userAgent" from contact_session where contact_id = any($1::uuid[]) order by id;

-- contacts.findKnown
select c.id, c.name, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'email') as emails, array( select f.name from contact_former_name f where f.contact_id = c.id and not exists (select from contact other where lower(other.name) = lower(f.name) and other.id <> c.id) order by f.name) as "formerNames" from contact c where c.id = any($1::uuid[]) or c.merged_into = any($2::uuid[]) or c.id in (select a.contact_id from contact_address a where a.kind = 'email' and a.value = any($3::text[])) order by c.id;

-- contacts.findSessionAccess
select s.id as "sessionId", c.id as "contactId", c.client_id as "clientId", c.application_id as "applicationId", s.last_seen_at as "lastSeenAt", s.expires_at as "expiresAt" from contact_session s join contact c on c.id = s.contact_id where s.token_hash = $1 and c.state = 'active';

-- contacts.insertAddresses
insert into "contact_address" ("contact_id", "client_id", "kind", "value", "rank") values ($1, $2, $3, $4, $5) on conflict do nothing;
insert into "contact_address" ("contact_id", "client_id", "kind", "value", "rank") values ($1, $2, $3, $4, $5), ($6, $7, $8, $9, $10) on conflict do nothing;
insert into "contact_address" ("contact_id", "client_id", "kind", "value", "rank") values ($1, $2, $3, $4, $5), ($6, $7, $8, $9, $10), ($11, $12, $13, $14, $15) on conflict do nothing;

-- contacts.insertContact
insert into "contact" ("id", "client_id", "application_id", "name", "position", "locale", "state", "created_at", "updated_at") values ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- contacts.insertLink
insert into "contact_link" ("token_hash", "contact_id", "created_at", "expires_at") values ($1, $2, $3, $4);

-- contacts.insertSession
insert into "contact_session" ("id", "contact_id", "token_hash", "created_at", "last_seen_at", "expires_at", "address", "user_agent") values ($1, $2, $3, $4, $5, $6, $7, $8);

-- contacts.keepFormerName
insert into contact_former_name (contact_id, name) select id, name from contact where id = $1 and name <> $2 on conflict do nothing;

-- contacts.listContacts
select c.id, c.client_id as "clientId", c.application_id as "applicationId", c.name, c.position, c.locale, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'email' order by a.rank) as emails, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'phone' order by a.rank) as phones, c.state, c.merged_into as "mergedInto", (select max(s.last_seen_at) from contact_session s where s.contact_id = c.id) as "lastSeenAt", c.created_at as "createdAt", c.updated_at as "updatedAt", c.version, lower(c.name) as "sortName" from contact c where ((c.client_id = $1::uuid and true)) and c.client_id = $2 and c.state = $3 order by lower(c.name), c.id limit $4;
select c.id, c.client_id as "clientId", c.application_id as "applicationId", c.name, c.position, c.locale, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'email' order by a.rank) as emails, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'phone' order by a.rank) as phones, c.state, c.merged_into as "mergedInto", (select max(s.last_seen_at) from contact_session s where s.contact_id = c.id) as "lastSeenAt", c.created_at as "createdAt", c.updated_at as "updatedAt", c.version, lower(c.name) as "sortName" from contact c where ((c.client_id = $1::uuid and true)) and c.state = $2 and (position(lower($3) in lower(c.name)) > 0 or exists ( select from contact_address a where a.contact_id = c.id and position(lower($4) in lower(a.value)) > 0)) order by lower(c.name), c.id limit $5;
select c.id, c.client_id as "clientId", c.application_id as "applicationId", c.name, c.position, c.locale, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'email' order by a.rank) as emails, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'phone' order by a.rank) as phones, c.state, c.merged_into as "mergedInto", (select max(s.last_seen_at) from contact_session s where s.contact_id = c.id) as "lastSeenAt", c.created_at as "createdAt", c.updated_at as "updatedAt", c.version, lower(c.name) as "sortName" from contact c where ((c.client_id = $1::uuid and true)) and c.state = $2 order by lower(c.name), c.id limit $3;
select c.id, c.client_id as "clientId", c.application_id as "applicationId", c.name, c.position, c.locale, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'email' order by a.rank) as emails, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'phone' order by a.rank) as phones, c.state, c.merged_into as "mergedInto", (select max(s.last_seen_at) from contact_session s where s.contact_id = c.id) as "lastSeenAt", c.created_at as "createdAt", c.updated_at as "updatedAt", c.version, lower(c.name) as "sortName" from contact c where false and c.state = $1 and (position(lower($2) in lower(c.name)) > 0 or exists ( select from contact_address a where a.contact_id = c.id and position(lower($3) in lower(a.value)) > 0)) order by lower(c.name), c.id limit $4;
select c.id, c.client_id as "clientId", c.application_id as "applicationId", c.name, c.position, c.locale, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'email' order by a.rank) as emails, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'phone' order by a.rank) as phones, c.state, c.merged_into as "mergedInto", (select max(s.last_seen_at) from contact_session s where s.contact_id = c.id) as "lastSeenAt", c.created_at as "createdAt", c.updated_at as "updatedAt", c.version, lower(c.name) as "sortName" from contact c where false and c.state = $1 order by lower(c.name), c.id limit $2;
select c.id, c.client_id as "clientId", c.application_id as "applicationId", c.name, c.position, c.locale, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'email' order by a.rank) as emails, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'phone' order by a.rank) as phones, c.state, c.merged_into as "mergedInto", (select max(s.last_seen_at) from contact_session s where s.contact_id = c.id) as "lastSeenAt", c.created_at as "createdAt", c.updated_at as "updatedAt", c.version, lower(c.name) as "sortName" from contact c where true and (position(lower($1) in lower(c.name)) > 0 or exists ( select from contact_address a where a.contact_id = c.id and position(lower($2) in lower(a.value)) > 0)) order by lower(c.name), c.id limit $3;
select c.id, c.client_id as "clientId", c.application_id as "applicationId", c.name, c.position, c.locale, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'email' order by a.rank) as emails, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'phone' order by a.rank) as phones, c.state, c.merged_into as "mergedInto", (select max(s.last_seen_at) from contact_session s where s.contact_id = c.id) as "lastSeenAt", c.created_at as "createdAt", c.updated_at as "updatedAt", c.version, lower(c.name) as "sortName" from contact c where true and c.client_id = $1 and c.state = $2 order by lower(c.name), c.id limit $3;
select c.id, c.client_id as "clientId", c.application_id as "applicationId", c.name, c.position, c.locale, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'email' order by a.rank) as emails, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'phone' order by a.rank) as phones, c.state, c.merged_into as "mergedInto", (select max(s.last_seen_at) from contact_session s where s.contact_id = c.id) as "lastSeenAt", c.created_at as "createdAt", c.updated_at as "updatedAt", c.version, lower(c.name) as "sortName" from contact c where true and c.state = $1 and (position(lower($2) in lower(c.name)) > 0 or exists ( select from contact_address a where a.contact_id = c.id and position(lower($3) in lower(a.value)) > 0)) and (lower(c.name), c.id) > ($4, $5) order by lower(c.name), c.id limit $6;
select c.id, c.client_id as "clientId", c.application_id as "applicationId", c.name, c.position, c.locale, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'email' order by a.rank) as emails, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'phone' order by a.rank) as phones, c.state, c.merged_into as "mergedInto", (select max(s.last_seen_at) from contact_session s where s.contact_id = c.id) as "lastSeenAt", c.created_at as "createdAt", c.updated_at as "updatedAt", c.version, lower(c.name) as "sortName" from contact c where true and c.state = $1 and (position(lower($2) in lower(c.name)) > 0 or exists ( select from contact_address a where a.contact_id = c.id and position(lower($3) in lower(a.value)) > 0)) order by lower(c.name), c.id limit $4;
select c.id, c.client_id as "clientId", c.application_id as "applicationId", c.name, c.position, c.locale, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'email' order by a.rank) as emails, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'phone' order by a.rank) as phones, c.state, c.merged_into as "mergedInto", (select max(s.last_seen_at) from contact_session s where s.contact_id = c.id) as "lastSeenAt", c.created_at as "createdAt", c.updated_at as "updatedAt", c.version, lower(c.name) as "sortName" from contact c where true and c.state = $1 order by lower(c.name), c.id limit $2;

-- contacts.listEmails
select distinct value from contact_address where kind = 'email' and value > $1 order by value limit $2;

-- contacts.listFormerNames
select "name" from "contact_former_name" where "contact_id" = $1 order by "name";

-- contacts.listSessions
select id, created_at as "createdAt", last_seen_at as "lastSeenAt", expires_at as "expiresAt", address, user_agent as "userAgent" from contact_session where contact_id = $1 and expires_at > $2 and last_seen_at > $3 order by last_seen_at desc, id desc limit $4;

-- contacts.lockAddressees
select c.id, c.name, c.locale, c.state, (select count(*)::int from contact_link l where l.contact_id = c.id and l.expires_at > $1) as "openLinks" from contact c where c.id in (select a.contact_id from contact_address a where a.kind = 'email' and a.value = $2) order by c.id limit $3 for no key update of c;

-- contacts.lockContacts
select c.id, c.client_id as "clientId", c.application_id as "applicationId", c.name, c.position, c.locale, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'email' order by a.rank) as emails, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'phone' order by a.rank) as phones, c.state, c.merged_into as "mergedInto", (select max(s.last_seen_at) from contact_session s where s.contact_id = c.id) as "lastSeenAt", c.created_at as "createdAt", c.updated_at as "updatedAt", c.version, lower(c.name) as "sortName" from contact c where c.id = any($1::uuid[]) order by c.id for no key update of c;

-- contacts.moveMerged
update "contact" set "merged_into" = $1 where "merged_into" = $2;

-- contacts.sweepLinks
delete from contact_link where token_hash in ( select token_hash from contact_link where expires_at <= $1 limit $2);

-- contacts.sweepSessions
delete from contact_session where id in ( select id from contact_session where expires_at <= $1 or last_seen_at <= $2 limit $3);

-- contacts.takeLink
delete from contact_link l using contact c where l.token_hash = $1 and l.expires_at > $2 and c.id = l.contact_id and c.state = 'active' returning c.id as "contactId";

-- contacts.touchSession
update contact_session set last_seen_at = $1 where id = $2 and last_seen_at <= $3;

-- contacts.updateContact
update "contact" set "name" = $1, "position" = $2, "locale" = $3, "state" = $4, "merged_into" = $5, "version" = version + 1, "updated_at" = $6 where "id" = $7;

-- dashboards.countDashboards
select count(*) as count from dashboard where deleted_at is null;

-- dashboards.dashboardsNaming
select id, title, panels from dashboard where exists (select from unnest($1::text[]) as word where strpos(lower(title || ' ' || panels::text), lower(word)) > 0) order by id limit $2;

-- dashboards.dashboardsOf
select d.id, d.application_id as "applicationId", d.title, d.panels, d.managed_by as "managedBy", d.version, d.updated_at as "updatedAt", d.deleted_at as "deletedAt" from dashboard d where d.application_id is not distinct from $1 and d.deleted_at is null order by lower(d.title), d.id;

-- dashboards.dashboardsOfFile
select d.id, d.application_id as "applicationId", d.title, d.panels, d.managed_by as "managedBy", d.version, d.updated_at as "updatedAt", d.deleted_at as "deletedAt" from dashboard d where d.application_id is not distinct from $1 and d.deleted_at is null and (d.managed_by = $2 or d.title = $3) order by d.id;

-- dashboards.findDashboard
select d.id, d.application_id as "applicationId", d.title, d.panels, d.managed_by as "managedBy", d.version, d.updated_at as "updatedAt", d.deleted_at as "deletedAt" from dashboard d where d.id = $1;

-- dashboards.insertDashboard
insert into "dashboard" ("id", "application_id", "title", "panels", "managed_by", "created_at", "updated_at") values ($1, $2, $3, $4, $5, $6, $7);

-- dashboards.listDashboards
select d.id, d.application_id as "applicationId", d.title, jsonb_array_length(d.panels) as "panelCount", d.managed_by as "managedBy", d.version, d.updated_at as "updatedAt" from dashboard d where d.deleted_at is null and (d.application_id = $1 or d.application_id is null) order by lower(d.title), d.id limit $2;
select d.id, d.application_id as "applicationId", d.title, jsonb_array_length(d.panels) as "panelCount", d.managed_by as "managedBy", d.version, d.updated_at as "updatedAt" from dashboard d where d.deleted_at is null and true order by lower(d.title), d.id limit $1;

-- dashboards.lockDashboard
select d.id, d.application_id as "applicationId", d.title, d.panels, d.managed_by as "managedBy", d.version, d.updated_at as "updatedAt", d.deleted_at as "deletedAt" from dashboard d where d.id = $1 for no key update;

-- dashboards.removeDeletedDashboards
delete from dashboard where id in (select id from dashboard where deleted_at < $1 limit $2);

-- dashboards.rewriteDashboard
update "dashboard" set "title" = $1, "panels" = $2 where "id" = $3;

-- dashboards.updateDashboard
update "dashboard" set "title" = $1, "panels" = $2, "managed_by" = $3, "version" = $4, "updated_at" = $5, "deleted_at" = $6 where "id" = $7;

-- databases.claimDue
update watched_database set lease_node = $1, due_at = $2::timestamptz + interval_seconds * interval '1 second', leased_until = greatest($3::timestamptz, $4::timestamptz + $5 * interval_seconds * interval '1 second') where id in ( select id from watched_database where due_at <= $6 and (lease_node is null or lease_node = $7 or leased_until <= $8) order by due_at limit $9 for update skip locked ) returning id, environment_id as "environmentId", name, kind, host, port, database_name as "databaseName", username, sealed_password as "sealedPassword", tls, tls_authority as "tlsAuthority", private_allowed as "privateAllowed", interval_seconds as "intervalSeconds", state, reason, detail, state_since as "stateSince", read_at as "readAt", server_version as "serverVersion", picture, lacks, version;

-- databases.deleteWatched
delete from "watched_database" where "id" = $1;

-- databases.findWatched
select id, environment_id as "environmentId", name, kind, host, port, database_name as "databaseName", username, sealed_password as "sealedPassword", tls, tls_authority as "tlsAuthority", private_allowed as "privateAllowed", interval_seconds as "intervalSeconds", state, reason, detail, state_since as "stateSince", read_at as "readAt", server_version as "serverVersion", picture, lacks, version from watched_database where id = $1;

-- databases.insertWatched
insert into "watched_database" ("name", "host", "port", "database_name", "username", "sealed_password", "tls", "tls_authority", "private_allowed", "interval_seconds", "id", "environment_id", "kind", "state_since", "created_at", "updated_at", "due_at") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17);

-- databases.listFindings
select database_id as "databaseId", kind, subject, fix, wins_bytes as "winsBytes", facts, first_at as "firstAt", last_at as "lastAt" from database_finding where database_id = any($1::uuid[]) order by first_at, kind, subject limit $2;

-- databases.listFindingsIn
select f.database_id as "databaseId", f.kind, f.subject, f.wins_bytes as "winsBytes", f.first_at as "firstAt", f.last_at as "lastAt", d.environment_id as "environmentId", d.name from database_finding f join watched_database d on d.id = f.database_id where d.environment_id = any($1::uuid[]) order by f.first_at, f.kind, f.subject limit $2;

-- databases.listUnreachable
select id, environment_id as "environmentId", name, kind, host, port, database_name as "databaseName", username, sealed_password as "sealedPassword", tls, tls_authority as "tlsAuthority", private_allowed as "privateAllowed", interval_seconds as "intervalSeconds", state, reason, detail, state_since as "stateSince", read_at as "readAt", server_version as "serverVersion", picture, lacks, version from watched_database where state = 'unreachable' order by state_since, id limit $1;

-- databases.listWatched
select id, environment_id as "environmentId", name, kind, host, port, database_name as "databaseName", username, sealed_password as "sealedPassword", tls, tls_authority as "tlsAuthority", private_allowed as "privateAllowed", interval_seconds as "intervalSeconds", state, reason, detail, state_since as "stateSince", read_at as "readAt", server_version as "serverVersion", picture, lacks, version from watched_database where environment_id = any($1::uuid[]) order by lower(name), id limit $2;

-- databases.lockWatched
select id, environment_id as "environmentId", name, kind, host, port, database_name as "databaseName", username, sealed_password as "sealedPassword", tls, tls_authority as "tlsAuthority", private_allowed as "privateAllowed", interval_seconds as "intervalSeconds", state, reason, detail, state_since as "stateSince", read_at as "readAt", server_version as "serverVersion", picture, lacks, version from watched_database where id = $1 for no key update;

-- databases.putFindings
insert into database_finding (database_id, kind, subject, fix, wins_bytes, facts, first_at, last_at) select $1, r.kind, r.subject, r.fix, r."winsBytes", r.facts, $2, $3 from jsonb_to_recordset($4::jsonb) as r(kind text, subject text, fix text, "winsBytes" int8, facts jsonb) on conflict (database_id, kind, subject) do update set fix = excluded.fix, wins_bytes = excluded.wins_bytes, facts = excluded.facts, last_at = excluded.last_at;

-- databases.removeFindings
delete from database_finding where database_id = $1 and kind = any($2::text[]) and last_at < $3;

-- databases.updateWatched
update "watched_database" set "name" = $1, "host" = $2, "port" = $3, "database_name" = $4, "username" = $5, "sealed_password" = $6, "tls" = $7, "tls_authority" = $8, "private_allowed" = $9, "interval_seconds" = $10, "version" = version + 1, "updated_at" = $11, "due_at" = $12 where "id" = $13;

-- databases.writeOutcome
update "watched_database" set "state" = $1, "reason" = $2, "detail" = $3, "state_since" = $4 where "id" = $5;
update "watched_database" set "state" = $1, "reason" = $2, "detail" = $3, "state_since" = $4, "read_at" = $5, "server_version" = $6, "picture" = $7, "lacks" = $8 where "id" = $9;

-- decisions.countViews
select decision_id as id, count(*)::int as asked, count(text)::int as given from decision_view where decision_id = any($1::uuid[]) group by decision_id;

-- decisions.deleteView
delete from "decision_view" where "id" = $1;

-- decisions.dropRequests
delete from decision_view where person_id = any($1::uuid[]) and text is null;

-- decisions.emptyViews
update decision_view set text = '', given_by = null where given_by = any($1::uuid[]);

-- decisions.findDecision
select "id", "context", "options", "chosen", "outcome", "reason", "decided_by" as "decidedBy", "decided_at" as "decidedAt" from "decision" where "id" = $1;

-- decisions.findView
select "id", "decision_id" as "decisionId", "side", "person_id" as "personId", "due_at" as "dueAt", "asked_at" as "askedAt", "asked_by" as "askedBy", "text", "favours", "given_by" as "givenBy", "given_at" as "givenAt" from "decision_view" where "decision_id" = $1 and "id" = $2;

-- decisions.forgetAsked
update decision_view set person_id = null where person_id = any($1::uuid[]);

-- decisions.forgetAskers
update decision_view set asked_by = null where asked_by = any($1::uuid[]);

-- decisions.forgetDeciders
update decision set decided_by = null where decided_by = any($1::uuid[]);

-- decisions.forgetPreferences
update "decision_view" set "favours" = $1 where "decision_id" = $2;

-- decisions.giveView
update "decision_view" set "text" = $1, "favours" = $2, "given_by" = $3, "given_at" = $4 where "id" = $5;

-- decisions.insertDecision
insert into "decision" ("id", "context", "options") values ($1, $2, $3);

-- decisions.insertView
insert into "decision_view" ("id", "decision_id", "side", "person_id", "due_at", "asked_at", "asked_by") values ($1, $2, $3, $4, $5, $6, $7);

-- decisions.listNaming
select d.id from decision d where d.id > $1::uuid and exists ( select from unnest($2::text[]) as word where strpos(lower(d.context || ' ' || d.options || ' ' || d.outcome || ' ' || d.reason), lower(word)) > 0 or exists (select from decision_view v where v.decision_id = d.id and strpos(lower(v.text), lower(word)) > 0)) order by d.id limit $3;

-- decisions.listOwnViews
select id, decision_id as "decisionId", text, given_at as "givenAt" from decision_view where given_by = any($1::uuid[]) and id > $2::uuid order by id limit $3;

-- decisions.listViews
select "id", "decision_id" as "decisionId", "side", "person_id" as "personId", "due_at" as "dueAt", "asked_at" as "askedAt", "asked_by" as "askedBy", "text", "favours", "given_by" as "givenBy", "given_at" as "givenAt" from "decision_view" where "decision_id" = $1 order by "id" limit $2;

-- decisions.listWaitingViews
select "id", "decision_id" as "decisionId", "side", "due_at" as "dueAt", "asked_at" as "askedAt" from "decision_view" where "person_id" = $1 and "text" is null order by "due_at", "id" limit $2;

-- decisions.replaceViewText
update decision_view set text = $1 where id = $2;

-- decisions.updateAsked
update "decision_view" set "person_id" = $1 where "id" = $2;

-- decisions.updateDecision
update "decision" set "context" = $1, "options" = $2, "chosen" = $3, "outcome" = $4, "reason" = $5, "decided_by" = $6, "decided_at" = $7 where "id" = $8;

-- delivery.addItem
update notification set items = $1::jsonb, count = count + 1, changed_at = $2, read_at = case when $3 then read_at end where id = $4;

-- delivery.addRefusal
insert into notice_refusal (person_id, channel, about, key, since) values ($1, $2, $3, $4, $5) on conflict do nothing;

-- delivery.countUnread
select count(*)::int as count from (select 1 from notification where person_id = $1 and read_at is null limit $2) as unread;

-- delivery.deleteOldNotifications
delete from notification where id in (select id from notification where changed_at < $1 limit $2);

-- delivery.deleteTold
with n as (delete from notification where person_id = any($1::uuid[]) returning 1), p as (delete from notice_preference where person_id = any($2::uuid[]) returning 1), r as (delete from notice_refusal where person_id = any($3::uuid[]) returning 1) select (select count(*) from n) as notifications, (select count(*) from p) + (select count(*) from r) as wishes;

-- delivery.findNotification
select id, person_id as "personId", topic, reason, record_kind as "recordKind", record_id as "recordId", href, is_page as "isPage", items, count, created_at as "createdAt", changed_at as "changedAt", read_at as "readAt" from notification where id = $1 for update;

-- delivery.findOpenNotification
select id, person_id as "personId", topic, reason, record_kind as "recordKind", record_id as "recordId", href, is_page as "isPage", items, count, created_at as "createdAt", changed_at as "changedAt", read_at as "readAt" from notification where person_id = $1 and record_id = $2 and created_at > $3 and not is_page order by created_at desc limit 1 for update;

-- delivery.findPreference
select mail, digest_hour as "digestHour", digest_weekday as "digestWeekday", quiet_from as "quietFrom", quiet_to as "quietTo", version from notice_preference where person_id = $1;

-- delivery.findTelling
select notification, channel, state, sent_count as "sentCount", sent_at as "sentAt" from notification_channel where notification = $1 and channel = $2 for update;

-- delivery.insertNotification
insert into "notification" ("id", "person_id", "topic", "reason", "record_kind", "record_id", "href", "is_page", "items", "count", "created_at", "changed_at", "read_at") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);

-- delivery.lastSent
select max(c.sent_at) as at from notification n join notification_channel c on c.notification = n.id where n.person_id = $1 and n.record_id = $2 and c.channel = $3;

-- delivery.listHeld
select id, topic, reason, record_kind as "recordKind", record_id as "recordId", created_at as "createdAt", read_at as "readAt" from notification where person_id = any($1::uuid[]) and id > $2::uuid order by id limit $3;

-- delivery.listNaming
select id, items from notification where id > $1::uuid and exists (select from unnest($2::text[]) as word where strpos(lower(items::text), lower(word)) > 0) order by id limit $3;

-- delivery.listNotifications
select id, person_id as "personId", topic, reason, record_kind as "recordKind", record_id as "recordId", href, is_page as "isPage", items, count, created_at as "createdAt", changed_at as "changedAt", read_at as "readAt" from notification where person_id = $1 and read_at is null and true order by changed_at desc, id desc limit $2;
select id, person_id as "personId", topic, reason, record_kind as "recordKind", record_id as "recordId", href, is_page as "isPage", items, count, created_at as "createdAt", changed_at as "changedAt", read_at as "readAt" from notification where person_id = $1 and true and true order by changed_at desc, id desc limit $2;

-- delivery.listRefusals
select channel, about, key, since from notice_refusal where person_id = $1 order by since desc, key limit $2;

-- delivery.markNotifications
update notification set read_at = $1::timestamptz where person_id = $2 and true and (read_at is null) = $3;

-- delivery.noteSent
update notification_channel set state = 'sent', send_at = null, sent_count = $1, sent_at = $2, message = $3 where notification = $4 and channel = $5;

-- delivery.noteSkipped
update notification_channel set state = 'skipped', reason = $1, send_at = null where notification = $2 and channel = $3;

-- delivery.putPreference
insert into notice_preference (person_id, mail, digest_hour, digest_weekday, quiet_from, quiet_to) values ($1, $2, $3, $4, $5, $6) on conflict do nothing;
update notice_preference set mail = $1, digest_hour = $2, digest_weekday = $3, quiet_from = $4, quiet_to = $5, version = version + 1 where person_id = $6 and version = $7;

-- delivery.putTelling
insert into notification_channel (notification, channel, state, reason, send_at) values ($1, $2, $3, $4, $5) on conflict (notification, channel) do update set state = excluded.state, reason = excluded.reason, send_at = excluded.send_at;

-- delivery.readWishes
select 'notification preferences' as kind, to_jsonb(p) - 'version' as data from notice_preference p where person_id = any($1::uuid[]) union all select 'less of this', to_jsonb(r) from notice_refusal r where person_id = any($2::uuid[]);

-- delivery.removeRefusal
delete from notice_refusal where person_id = $1 and channel = $2 and about = $3 and key = $4;

-- delivery.replaceItems
update notification set items = $1::jsonb where id = $2;

-- delivery.waitingForDigest
select n.id from notification n join notification_channel c on c.notification = n.id where n.person_id = $1 and c.state = 'digest' order by n.changed_at limit $2;

-- due.claim
delete from due where (kind, record) in ( select kind, record from due where try_at <= $1 and kind = any($2::text[]) order by try_at limit 1 for update skip locked) returning *;

-- due.delete
delete from "due" where "kind" = $1 and "record" = $2;

-- due.findLate
select kind, record, at, attempts, error, try_at as "tryAt" from due where attempts > 0 order by at limit $1;

-- due.postpone
update "due" set "try_at" = $1, "attempts" = $2, "error" = $3 where "kind" = $4 and "record" = $5 and "try_at" = $6;

-- due.upsert
insert into "due" ("kind", "record", "at", "try_at", "attempts", "error") values ($1, $2, $3, $4, $5, $6) on conflict ("kind", "record") do update set "at" = $7, "try_at" = $8, "attempts" = $9, "error" = $10;

-- errors.countFingerprint
update error_fingerprint set events = events + $1, first_seen_at = least(first_seen_at, $2), last_seen_at = greatest(last_seen_at, $3) where environment_id = $4 and fingerprint = $5;

-- errors.countGroup
update error_group set events = events + $1, level = $2, culprit = $3, first_release = case when $4 < first_seen_at then $5 else first_release end, last_release = case when $6 >= last_seen_at and $7 <> '' then $8 else last_release end, first_seen_at = least(first_seen_at, $9), last_seen_at = greatest(last_seen_at, $10) where id = $11;

-- errors.culpritsOf
select id, culprit from error_group where id = any($1::uuid[]);

-- errors.environmentsWithHashes
select environment_id as id from error_feedback where user_hash <> '' union select environment_id from error_file where user_hash <> '';

-- errors.eraseOwnFeedback
delete from error_feedback f where (f.email = any($1::text[]) or f.user_hash = any($2::text[]));

-- errors.eraseOwnFiles
delete from error_file u where (u.user_hash = any($1::text[]) or exists ( select from error_feedback f where f.environment_id = u.environment_id and f.event_id = u.event_id and (f.email = any($2::text[]) or f.user_hash = any($3::text[])))) returning u.id;

-- errors.findFile
select id, environment_id as "environmentId", event_id as "eventId", name, media_type as "mediaType", bytes, digest from error_file where id = $1 and stored_at is not null;

-- errors.findGroup
select g.id, g.environment_id as "environmentId", g.reason, g.culprit, g.level, g.platform, g.events::float8 as events, g.first_seen_at as "firstSeenAt", g.last_seen_at as "lastSeenAt", g.first_release as "firstRelease", g.last_release as "lastRelease", g.resolved_at as "resolvedAt", g.resolved_in_next_release as "resolvedInNextRelease", g.ignored_until_at as "ignoredUntilAt", g.ignored_until_events::float8 as "ignoredUntilEvents", g.ignored_until_release_after as "ignoredUntilReleaseAfter", g.merged_into as "mergedInto" from error_group g where g.id = $1;

-- errors.findLatestRelease
select release, first_seen_at as at from error_release where environment_id = $1 order by first_seen_at desc, release desc limit 1;

-- errors.findMaps
select id, name, debug_id as "debugId", digest, bytes, needed_at as "neededAt" from source_map where environment_id = $1 and stored_at is not null and ((release = $2 and name = any($3::text[])) or debug_id = any($4::uuid[])) order by id desc;

-- errors.findOrigins
select origins from error_origins where environment_id = $1;

-- errors.fingerprintsOfAll
select f.fingerprint, g.id as "groupId" from unnest($1::uuid[]) as g (id) cross join lateral ( select fingerprint from error_fingerprint where group_id = g.id order by events desc, fingerprint limit $2 ) f;

-- errors.forgetBatches
delete from error_batch where counted_at < $1;

-- errors.groupsOfFingerprints
select fingerprint, group_id as "groupId" from error_fingerprint where environment_id = $1 and fingerprint = any($2::uuid[]);

-- errors.hasMaps
select exists (select from source_map where environment_id = $1) as has;

-- errors.insertFeedback
insert into error_feedback (id, environment_id, event_id, error_id, at, kept_at, name, email, text, url, user_hash) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing;

-- errors.insertFile
insert into error_file (id, environment_id, event_id, name, media_type, bytes, digest, user_hash, kept_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing;

-- errors.insertFingerprint
insert into error_fingerprint (environment_id, fingerprint, group_id, origin_group_id, events, first_seen_at, last_seen_at) values ($1, $2, $3, $4, $5, $6, $7);

-- errors.insertGroup
insert into error_group (id, environment_id, reason, culprit, level, platform, events, first_seen_at, last_seen_at, first_release, last_release) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- errors.insertSourceMap
insert into source_map (id, environment_id, release, name, debug_id, bytes, packed_bytes, digest, uploaded_at, needed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- errors.listFeedback
select f.id, f.environment_id as "environmentId", f.event_id as "eventId", f.error_id as "errorId", f.at, f.name, f.email, f.text, f.url, p.group_id as "groupId", r.number, r.title from error_feedback f left join (error_fingerprint p join record r on r.id = p.group_id and r.deleted_at is null) on p.environment_id = f.environment_id and p.fingerprint = f.fingerprint where f.environment_id = any($1::uuid[]) and ($2::uuid is null or p.group_id = $3::uuid) and (f.at, f.id) < ($4, $5::uuid) order by f.at desc, f.id desc limit $6;
select f.id, f.environment_id as "environmentId", f.event_id as "eventId", f.error_id as "errorId", f.at, f.name, f.email, f.text, f.url, p.group_id as "groupId", r.number, r.title from error_feedback f left join (error_fingerprint p join record r on r.id = p.group_id and r.deleted_at is null) on p.environment_id = f.environment_id and p.fingerprint = f.fingerprint where f.environment_id = any($1::uuid[]) and ($2::uuid is null or p.group_id = $3::uuid) and true order by f.at desc, f.id desc limit $4;

-- errors.listFeedbackEmails
select distinct email from error_feedback where email > $1 order by email limit $2;

-- errors.listFiles
select id, environment_id as "environmentId", event_id as "eventId", name, media_type as "mediaType", bytes, digest from error_file where environment_id = any($1::uuid[]) and event_id = any($2::uuid[]) and stored_at is not null order by kept_at, name, id limit $3;

-- errors.listGroups
select g.id, g.environment_id as "environmentId", g.reason, g.culprit, g.level, g.platform, g.events::float8 as events, g.first_seen_at as "firstSeenAt", g.last_seen_at as "lastSeenAt", g.first_release as "firstRelease", g.last_release as "lastRelease", g.resolved_at as "resolvedAt", g.resolved_in_next_release as "resolvedInNextRelease", g.ignored_until_at as "ignoredUntilAt", g.ignored_until_events::float8 as "ignoredUntilEvents", g.ignored_until_release_after as "ignoredUntilReleaseAfter", g.merged_into as "mergedInto", r.number, r.title, r.state, r.assignee_id as "assigneeId", r.version from error_group g join record r on r.id = g.id and r.deleted_at is null where g.environment_id = any($1::uuid[]) and r.state = any($2::text[]) and ($3::text[] is null or g.level = any($4::text[])) and ($5::text is null or $6::text in (g.first_release, g.last_release)) and ($7::text is null or r.title ilike $8::text or g.culprit ilike $9::text) and (g.last_seen_at, g.id) < ($10, $11::uuid) order by g.last_seen_at desc, g.id desc limit $12;
select g.id, g.environment_id as "environmentId", g.reason, g.culprit, g.level, g.platform, g.events::float8 as events, g.first_seen_at as "firstSeenAt", g.last_seen_at as "lastSeenAt", g.first_release as "firstRelease", g.last_release as "lastRelease", g.resolved_at as "resolvedAt", g.resolved_in_next_release as "resolvedInNextRelease", g.ignored_until_at as "ignoredUntilAt", g.ignored_until_events::float8 as "ignoredUntilEvents", g.ignored_until_release_after as "ignoredUntilReleaseAfter", g.merged_into as "mergedInto", r.number, r.title, r.state, r.assignee_id as "assigneeId", r.version from error_group g join record r on r.id = g.id and r.deleted_at is null where g.environment_id = any($1::uuid[]) and r.state = any($2::text[]) and ($3::text[] is null or g.level = any($4::text[])) and ($5::text is null or $6::text in (g.first_release, g.last_release)) and ($7::text is null or r.title ilike $8::text or g.culprit ilike $9::text) and true order by g.last_seen_at desc, g.id desc limit $10;

-- errors.listMappedReleases
select environment_id as "environmentId", release, count(*)::int as files, sum(packed_bytes)::float8 as bytes, max(uploaded_at) as "uploadedAt", max(needed_at) as "neededAt" from source_map where environment_id = any($1::uuid[]) and stored_at is not null group by environment_id, release order by "uploadedAt" desc, environment_id, release limit $2;

-- errors.listMerged
select g.id, r.number, r.title, coalesce(sum(f.events), 0)::float8 as events from error_group g join record r on r.id = g.id and r.deleted_at is null left join error_fingerprint f on f.origin_group_id = g.id where g.merged_into = $1 group by g.id, r.number, r.title order by events desc, g.id limit $2;

-- errors.listNamingFeedback
select id, name, text, url from error_feedback where id > $1::uuid and exists (select from unnest($2::text[]) as word where strpos(lower(concat_ws(' ', name, text, url)), lower(word)) > 0) order by id limit $3;

-- errors.listNamingFiles
select id, name from error_file where id > $1::uuid and exists (select from unnest($2::text[]) as word where strpos(lower(name), lower(word)) > 0) order by id limit $3;

-- errors.listOpenGroups
select f.environment_id as "environmentId", f.fingerprint, f.group_id as "groupId", r.number from unnest($1::uuid[], $2::uuid[]) as k (environment_id, fingerprint) join error_fingerprint f on f.environment_id = k.environment_id and f.fingerprint = k.fingerprint join record r on r.id = f.group_id and r.deleted_at is null where r.state = 'open';

-- errors.listOwnFeedback
select f.id, f.at, f.name, f.email, f.text, f.url from error_feedback f where f.id > $1::uuid and (f.email = any($2::text[]) or f.user_hash = any($3::text[])) order by f.id limit $4;

-- errors.listOwnFiles
select u.id, u.name, u.bytes, u.digest from error_file u where u.id > $1::uuid and u.stored_at is not null and (u.user_hash = any($2::text[]) or exists ( select from error_feedback f where f.environment_id = u.environment_id and f.event_id = u.event_id and (f.email = any($3::text[]) or f.user_hash = any($4::text[])))) order by u.id limit $5;

-- errors.listSeenReleases
select release, first_seen_at as at from error_release where environment_id = $1 and first_seen_at >= $2 and first_seen_at < $3 order by first_seen_at, release limit $4;

-- errors.listUnplacedFeedback
select id, environment_id as "environmentId", error_id as "errorId", at from error_feedback where fingerprint is null and error_id is not null and kept_at >= $1 order by kept_at desc, id limit $2;

-- errors.lockEnvironment
select pg_advisory_xact_lock(hashtextextended($1, 0));

-- errors.moveFingerprints
update error_fingerprint set group_id = $1 where group_id = $2 and ($3::uuid is null or origin_group_id = $4);

-- errors.moveMerged
update error_group set merged_into = $1 where merged_into = $2;

-- errors.noteBatch
insert into error_batch (token, counted_at) values ($1, $2) on conflict do nothing;

-- errors.noteNeeded
update source_map set needed_at = $1 where id = any($2::uuid[]);

-- errors.placeFeedback
update error_feedback set fingerprint = $1 where id = $2;

-- errors.putOrigins
insert into error_origins (environment_id, origins) values ($1, $2::text[]) on conflict (environment_id) do update set origins = excluded.origins;

-- errors.putReleases
insert into error_release (environment_id, release, first_seen_at) select $1, release, $2 from unnest($3::text[]) as release on conflict do nothing;

-- errors.releasesSeenAt
select release, first_seen_at as at from error_release where environment_id = $1 and release = any($2::text[]);

-- errors.removeMapsBeyond
delete from source_map where id in ( select id from ( select id, sum(packed_bytes) over latest as held, row_number() over latest as place from source_map where environment_id = $1 window latest as (order by needed_at desc, id desc rows unbounded preceding) ) as maps where held > $2 or place > $3 ) returning id;

-- errors.removeMapsOfRelease
delete from source_map where environment_id = $1 and release = $2 returning id;

-- errors.removeOldFeedback
delete from error_feedback where id in ( select id from error_feedback where kept_at < $1 order by kept_at limit $2);

-- errors.removeOldFiles
delete from error_file where id in (select id from error_file where kept_at < $1 order by kept_at limit $2) returning id;

-- errors.removeReplacedMaps
delete from source_map o using source_map m where m.id = $1 and o.id <> m.id and o.environment_id = m.environment_id and o.release = m.release and o.name = m.name returning o.id;

-- errors.removeUnneededMaps
delete from source_map where id in (select id from source_map where needed_at < $1 order by needed_at limit $2) returning id;

-- errors.renameFile
update error_file set name = $1 where id = $2;

-- errors.rewriteFeedback
update error_feedback set name = $1, text = $2, url = $3 where id = $4;

-- errors.setFileStored
update error_file set stored_at = $1 where id = $2 and stored_at is null;

-- errors.setMapStored
update source_map m set stored_at = $1 where id = $2 returning not exists (select from source_map o where o.environment_id = m.environment_id and o.release = m.release and o.id <> m.id and o.stored_at is not null) as first;

-- errors.settleGroup
update error_group set resolved_at = $1, resolved_in_next_release = $2, ignored_until_at = $3, ignored_until_events = $4, ignored_until_release_after = $5, merged_into = $6 where id = $7;

-- errors.sumGroup
update error_group g set events = s.events, first_seen_at = coalesce(s.first_at, g.first_seen_at), last_seen_at = coalesce(s.last_at, g.last_seen_at) from ( select coalesce(sum(events), 0) as events, min(first_seen_at) as first_at, max(last_seen_at) as last_at from error_fingerprint where group_id = $1 ) s where g.id = $2;

-- http.claimKey
insert into idempotency_key as held (caller, route, key, fingerprint, claim, claimed_at) values ($1, $2, $3, $4, $5, $6) on conflict (caller, route, key) do update set fingerprint = excluded.fingerprint, claim = excluded.claim, claimed_at = excluded.claimed_at, effect_at = null, answer = null where held.claimed_at < $7 or (held.effect_at is null and held.answer is null and held.fingerprint = excluded.fingerprint and held.claimed_at < $8);

-- http.findKey
select fingerprint, claimed_at as "claimedAt", effect_at is not null as "hasEffect", answer from idempotency_key where caller = $1 and route = $2 and key = $3;

-- http.forgetKeys
delete from idempotency_key where claimed_at < $1;

-- http.markEffect
update idempotency_key set effect_at = coalesce(effect_at, now()) where claim = $1;

-- http.releaseKey
delete from idempotency_key where claim = $1 and effect_at is null;

-- http.storeAnswer
update idempotency_key set answer = $1 where claim = $2;

-- identity.activatePerson
update "person" set "state" = $1, "name" = $2, "password_hash" = $3, "version" = "version" + $4 where "id" = $5 and "state" = $6;

-- identity.admittedPeople
select person_id as id from admission where record_id = $1 order by admitted_at, person_id;

-- identity.clearProviderGroups
delete from "provider_group";

-- identity.closeInvitation
update "invitation" set "state" = $1 where "id" = $2 and "state" = $3 returning "person_id";

-- identity.closeInvitationOf
update "invitation" set "state" = $1 where "person_id" = $2 and "state" = $3;

-- identity.countApiKeys
select count(*) as "count" from "api_key" where "person_id" = $1 and "revoked_at" is null;

-- identity.deleteAdmission
delete from admission where record_id = $1 and person_id = $2;

-- identity.deleteAttempts
delete from "sign_in_attempt" where "key" = $1;

-- identity.deleteChallenges
delete from "sign_in_challenge" where "person_id" = $1;

-- identity.deleteClosedInvitations
delete from invitation where id in ( select id from invitation where state <> 'open' and created_at < $1 limit $2);

-- identity.deleteFormerNames
delete from person_former_name where person_id = $1;

-- identity.deleteGrant
delete from "role_grant" where "person_id" = $1 and "id" = $2 returning "id", "role", "client_id" as "clientId", "application_id" as "applicationId", "by_group" as "byGroup";

-- identity.deleteGrants
delete from "role_grant" where "person_id" = $1;

-- identity.deleteIdentities
delete from "external_identity" where "person_id" = $1;

-- identity.deleteOldestSessions
delete from session where id in ( select id from session where person_id = $1 order by last_seen_at desc, id desc offset $2);

-- identity.deletePasskey
delete from "passkey" where "id" = $1 and "person_id" = $2 returning "name";

-- identity.deletePasskeys
delete from "passkey" where "person_id" = $1;

-- identity.deletePasswordReset
delete from "password_reset" where "person_id" = $1;

-- identity.deleteRecoveryCodes
delete from "recovery_code" where "person_id" = $1;

-- identity.deleteSession
delete from "session" where "id" = $1 and "person_id" = $2;

-- identity.deleteSessions
delete from "session" where "person_id" = $1 and "id" is distinct from $2;

-- identity.deleteSignIn
with s as (delete from session where person_id = $1 returning 1), i as (delete from invitation where person_id = $2 returning 1), r as (delete from password_reset where person_id = $3 returning 1), k as (delete from api_key where person_id = $4 returning 1), y as (delete from passkey where person_id = $5 returning 1), t as (delete from totp where person_id = $6 returning 1), x as (delete from external_identity where person_id = $7 returning 1), d as (delete from known_device where person_id = $8 returning 1), c as (delete from recovery_code where person_id = $9 returning 1), b as (delete from sign_in_challenge where person_id = $10 returning 1), a as (delete from admission where person_id = $11 returning 1), g as (delete from role_grant where person_id = $12 returning 1) select (select count(*) from s) as sessions, (select count(*) from i) as invitations, (select count(*) from r) as password_resets, (select count(*) from k) as api_keys, (select count(*) from y) as passkeys, (select count(*) from t) as authenticator_apps, (select count(*) from x) as provider_identities, (select count(*) from d) as known_devices, (select count(*) from c) as recovery_codes, (select count(*) from b) as sign_ins_begun, (select count(*) from a) as admissions, (select count(*) from g) as roles;

-- identity.deleteTotp
delete from "totp" where "person_id" = $1;

-- identity.dropSealedKey
insert into "person_key" ("person_id", "sealed_key", "created_at") values ($1, $2, $3) on conflict ("person_id") do update set "sealed_key" = $4;

-- identity.emptyPerson
update person set name = 'Erased person', email = 'erased-' || id || '@erased.invalid', password_hash = null, state = 'deactivated', locale = 'en', zone = 'UTC', theme = default, density = default, version = version + 1, erased_at = $1 where id = $2 and erased_at is null;

-- identity.endingInvitations
select count(*) as count, min(expires_at) as "expiresAt" from invitation where state = 'open' and expires_at < $1 having count(*) > 0;

-- identity.findAccounts
select p.id, p.name, lower(p.email) as email, array( select f.name from person_former_name f where f.person_id = p.id and not exists (select from person other where lower(other.name) = lower(f.name) and other.id <> p.id) order by f.name) as "formerNames" from person p where (p.id = any($1::uuid[]) or lower(p.email) = any($2::text[])) and p.erased_at is null order by p.id;

-- identity.findAddresses
select id, email from person where id = any($1::uuid[]);

-- identity.findApiKeyAccess
select k.id as "apiKeyId", k.person_id as "personId", k.scopes, k.expires_at as "expiresAt", k.last_used_at as "lastUsedAt", coalesce( (select json_agg(json_build_object('role', g.role, 'clientId', g.client_id, 'applicationId', g.application_id)) from role_grant g where g.person_id = k.person_id), '[]') as grants, array(select a.record_id from admission a where a.person_id = k.person_id) as admitted from api_key k join person p on p.id = k.person_id where k.secret_hash = $1 and k.revoked_at is null and p.state = 'active';

-- identity.findApiKeyNames
select "api_key"."id", "api_key"."name", "person"."name" as "ownerName" from "api_key" inner join "person" on "person"."id" = "api_key"."person_id" where "api_key"."id" = any($1::uuid[]);

-- identity.findAttempts
select "key", "failures", "last_at" as "lastAt" from "sign_in_attempt" where "key" = any($1::bytea[]);

-- identity.findByAddresses
select id, lower(email) as email from person where lower(email) = any($1::text[]);

-- identity.findChallenge
select "token_hash" as "tokenHash", "purpose", "person_id" as "personId", "sealed", "expires_at" as "expiresAt" from "sign_in_challenge" where "token_hash" = $1 and "purpose" = $2;

-- identity.findFactors
select (select count(*) from passkey where person_id = $1) as passkeys, (select confirmed_at from totp where person_id = $2) as "totpSince", (select count(*) from recovery_code where person_id = $3) as "recoveryCodes", (select max(created_at) from recovery_code where person_id = $4) as "recoveryCodesMadeAt";

-- identity.findLastReset
select "created_at" as "at" from "password_reset" where "person_id" = $1;

-- identity.findOpenInvitation
select i.id, i.person_id as "personId", p.email, p.name, i.invited_by as "invitedBy", inviter.name as "inviterName", i.created_at as "createdAt", i.expires_at as "expiresAt", coalesce( (select json_agg(json_build_object('id', g.id, 'role', g.role, 'clientId', g.client_id, 'applicationId', g.application_id, 'byGroup', g.by_group) order by g.granted_at, g.id) from role_grant g where g.person_id = i.person_id), '[]') as grants from invitation i join person p on p.id = i.person_id left join person inviter on inviter.id = i.invited_by where i.token_hash = $1 and i.state = 'open';

-- identity.findOrganisation
select "id", "name", "zone", "version" from "organisation";

-- identity.findPasswordReset
select "person_id" as "personId", "expires_at" as "expiresAt" from "password_reset" where "token_hash" = $1;

-- identity.findPeopleWithoutFactor
select p.id, p.name, p.created_at as "createdAt" from person p where p.state = 'active' and exists (select from role_grant g where g.person_id = p.id and g.role = any($1::text[])) and not exists (select from passkey k where k.person_id = p.id) and not exists (select from totp o where o.person_id = p.id and o.confirmed_at is not null) order by lower(p.name), p.id limit $2;

-- identity.findPerson
select "id", "name", "email", "state", "password_hash" as "passwordHash", "locale", "zone", "theme", "density", "version", "created_at" as "createdAt" from "person" where "id" = $1;

-- identity.findPersonByEmail
select "id", "name", "email", "state", "password_hash" as "passwordHash", "locale", "zone", "theme", "density", "version", "created_at" as "createdAt" from "person" where lower(email) = lower($1);

-- identity.findPersonByIdentity
select "person_id" from "external_identity" where "issuer" = $1 and "subject" = $2;

-- identity.findSealedKey
select "sealed_key" from "person_key" where "person_id" = $1;

-- identity.findSessionAccess
select s.id as "sessionId", s.person_id as "personId", s.last_seen_at as "lastSeenAt", s.expires_at as "expiresAt", s.proved_at as "provedAt", s.method, p.created_at as "personSince", t.second_factor_roles as roles, t.second_factor_grace_days as "graceDays", t.second_factor_since as since, exists (select from passkey k where k.person_id = s.person_id) or exists (select from totp o where o.person_id = s.person_id and o.confirmed_at is not null) as "hasFactor", coalesce( (select json_agg(json_build_object('role', g.role, 'clientId', g.client_id, 'applicationId', g.application_id)) from role_grant g where g.person_id = s.person_id), '[]') as grants, array(select a.record_id from admission a where a.person_id = s.person_id) as admitted from session s join person p on p.id = s.person_id cross join sign_in_settings t where s.token_hash = $1 and p.state = 'active';

-- identity.findSignInSettings
select "version", "second_factor_roles" as "secondFactorRoles", "second_factor_grace_days" as "secondFactorGraceDays", "second_factor_since" as "secondFactorSince", "oidc_issuer" as "oidcIssuer", "oidc_client_id" as "oidcClientId", "oidc_sealed_secret" as "oidcSealedSecret", "oidc_label" as "oidcLabel", "oidc_domains" as "oidcDomains", "oidc_join_role" as "oidcJoinRole", "oidc_only" as "oidcOnly", "oidc_groups_claim" as "oidcGroupsClaim" from "sign_in_settings";

-- identity.findSummaries
select "id", "name", "state" from "person" where "id" = any($1::uuid[]);

-- identity.findTotp
select "sealed_secret" as "sealedSecret", "confirmed_at" as "confirmedAt", "last_step" as "lastStep" from "totp" where "person_id" = $1;

-- identity.forgetOldestDevices
delete from known_device where (person_id, token_hash) in ( select person_id, token_hash from known_device where person_id = $1 order by seen_at desc, token_hash offset $2);

-- identity.hasIdentity
select "subject" from "external_identity" where "person_id" = $1 and "issuer" = $2 limit $3;
select "subject" from "external_identity" where "person_id" = $1 limit $2;

-- identity.insertAdmission
insert into admission (record_id, person_id, admitted_at) values ($1, $2, $3) on conflict do nothing;

-- identity.insertApiKey
insert into "api_key" ("id", "person_id", "name", "prefix", "secret_hash", "scopes", "created_at", "expires_at") values ($1, $2, $3, $4, $5, $6, $7, $8) returning "id", "person_id" as "personId", "name", "prefix", "scopes", "created_at" as "createdAt", "expires_at" as "expiresAt", "last_used_at" as "lastUsedAt";

-- identity.insertChallenge
insert into "sign_in_challenge" ("token_hash", "purpose", "person_id", "sealed", "expires_at") values ($1, $2, $3, $4, $5);

-- identity.insertGrant
insert into "role_grant" ("id", "person_id", "role", "client_id", "application_id", "granted_by", "granted_at", "by_group") values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict ("person_id", "role", "client_id", "application_id") do update set "id" = "excluded"."id", "granted_by" = "excluded"."granted_by", "granted_at" = "excluded"."granted_at", "by_group" = $9 where "role_grant"."by_group" is not null and "excluded"."by_group" is null;

-- identity.insertInvitation
insert into "invitation" ("id", "person_id", "token_hash", "state", "invited_by", "created_at", "expires_at") values ($1, $2, $3, $4, $5, $6, $7);

-- identity.insertOrganisation
insert into "organisation" ("id", "name", "zone", "created_at") values ($1, $2, $3, $4) on conflict do nothing;

-- identity.insertPasskey
insert into "passkey" ("id", "person_id", "credential_id", "public_key", "counter", "transports", "synced", "backed_up", "name", "created_at") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- identity.insertPerson
insert into "person" ("id", "name", "email", "state", "password_hash", "locale", "zone", "created_at") values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing;

-- identity.insertProviderGroups
insert into "provider_group" ("position", "name", "role", "client_id", "application_id") values ($1, $2, $3, $4, $5);
insert into "provider_group" ("position", "name", "role", "client_id", "application_id") values ($1, $2, $3, $4, $5), ($6, $7, $8, $9, $10), ($11, $12, $13, $14, $15);

-- identity.insertRecoveryCodes
insert into "recovery_code" ("person_id", "code_hash", "created_at") values ($1, $2, $3), ($4, $5, $6), ($7, $8, $9), ($10, $11, $12), ($13, $14, $15), ($16, $17, $18), ($19, $20, $21), ($22, $23, $24), ($25, $26, $27), ($28, $29, $30);

-- identity.insertSealedKey
insert into "person_key" ("person_id", "sealed_key", "created_at") values ($1, $2, $3) on conflict do nothing;

-- identity.insertSession
insert into "session" ("id", "person_id", "token_hash", "created_at", "last_seen_at", "expires_at", "proved_at", "address", "user_agent", "method", "second_factor") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- identity.keepFormerName
insert into person_former_name (person_id, name) select id, name from person where id = $1 and name <> $2 on conflict do nothing;

-- identity.linkIdentity
insert into "external_identity" ("issuer", "subject", "person_id", "linked_at", "last_used_at") values ($1, $2, $3, $4, $5) on conflict ("issuer", "subject") do update set "last_used_at" = $6;

-- identity.listActiveOwners
select "person"."id" from "role_grant" inner join "person" on "person"."id" = "role_grant"."person_id" where "role" = $1 and "state" = $2;

-- identity.listAdmissionsOf
select record_id as id from admission where person_id = $1;

-- identity.listApiKeys
select "id", "person_id" as "personId", "name", "prefix", "scopes", "created_at" as "createdAt", "expires_at" as "expiresAt", "last_used_at" as "lastUsedAt" from "api_key" where "revoked_at" is null and "person_id" = $1 order by "created_at" desc, "id" desc limit $2;
select "id", "person_id" as "personId", "name", "prefix", "scopes", "created_at" as "createdAt", "expires_at" as "expiresAt", "last_used_at" as "lastUsedAt" from "api_key" where "revoked_at" is null order by "created_at" desc, "id" desc limit $1;

-- identity.listEmails
select id, lower(email) as email from person where id > $1 and erased_at is null order by id limit $2;

-- identity.listGrants
select "id", "role", "client_id" as "clientId", "application_id" as "applicationId", "by_group" as "byGroup" from "role_grant" where "person_id" = $1 order by "granted_at", "id";

-- identity.listOpenInvitations
select i.id, i.person_id as "personId", p.email, p.name, i.invited_by as "invitedBy", inviter.name as "inviterName", i.created_at as "createdAt", i.expires_at as "expiresAt", coalesce( (select json_agg(json_build_object('id', g.id, 'role', g.role, 'clientId', g.client_id, 'applicationId', g.application_id, 'byGroup', g.by_group) order by g.granted_at, g.id) from role_grant g where g.person_id = i.person_id), '[]') as grants from invitation i join person p on p.id = i.person_id left join person inviter on inviter.id = i.invited_by where i.state = 'open' and true order by i.id desc limit $1;

-- identity.listPasskeys
select "id", "person_id" as "personId", "credential_id" as "credentialId", "public_key" as "publicKey", "counter", "transports", "synced", "backed_up" as "backedUp", "name", "created_at" as "createdAt", "last_used_at" as "lastUsedAt" from "passkey" where "person_id" = $1 order by "created_at", "id";

-- identity.listPeople
select p.id, p.name, p.email, p.state, p.zone, p.version, p.created_at as "createdAt", lower(p.name) as "sortName", (select count(*) from passkey k where k.person_id = p.id) as passkeys, exists (select from totp o where o.person_id = p.id and o.confirmed_at is not null) as totp, exists (select from external_identity x where x.person_id = p.id) as provider, (select max(s.last_seen_at) from session s where s.person_id = p.id) as "lastSeenAt", coalesce( (select json_agg(json_build_object('id', g.id, 'role', g.role, 'clientId', g.client_id, 'applicationId', g.application_id, 'byGroup', g.by_group) order by g.granted_at, g.id) from role_grant g where g.person_id = p.id), '[]') as grants from person p where (p.id = $1 or exists (select from role_grant v where v.person_id = p.id and ((v.client_id is null and v.application_id is null) or (v.client_id = $2 and true)))) and (strpos(lower(p.name), lower($3)) > 0 or strpos(lower(p.email), lower($4)) > 0) order by lower(p.name), p.id limit $5;
select p.id, p.name, p.email, p.state, p.zone, p.version, p.created_at as "createdAt", lower(p.name) as "sortName", (select count(*) from passkey k where k.person_id = p.id) as passkeys, exists (select from totp o where o.person_id = p.id and o.confirmed_at is not null) as totp, exists (select from external_identity x where x.person_id = p.id) as provider, (select max(s.last_seen_at) from session s where s.person_id = p.id) as "lastSeenAt", coalesce( (select json_agg(json_build_object('id', g.id, 'role', g.role, 'clientId', g.client_id, 'applicationId', g.application_id, 'byGroup', g.by_group) order by g.granted_at, g.id) from role_grant g where g.person_id = p.id), '[]') as grants from person p where (p.id = $1 or exists (select from role_grant v where v.person_id = p.id and ((v.client_id is null and v.application_id is null) or (v.client_id = $2 and true)))) and p.id = $3 order by lower(p.name), p.id limit $4;
select p.id, p.name, p.email, p.state, p.zone, p.version, p.created_at as "createdAt", lower(p.name) as "sortName", (select count(*) from passkey k where k.person_id = p.id) as passkeys, exists (select from totp o where o.person_id = p.id and o.confirmed_at is not null) as totp, exists (select from external_identity x where x.person_id = p.id) as provider, (select max(s.last_seen_at) from session s where s.person_id = p.id) as "lastSeenAt", coalesce( (select json_agg(json_build_object('id', g.id, 'role', g.role, 'clientId', g.client_id, 'applicationId', g.application_id, 'byGroup', g.by_group) order by g.granted_at, g.id) from role_grant g where g.person_id = p.id), '[]') as grants from person p where (p.id = $1 or exists (select from role_grant v where v.person_id = p.id and ((v.client_id is null and v.application_id is null) or (v.client_id = $2 and true)))) order by lower(p.name), p.id limit $3;
select p.id, p.name, p.email, p.state, p.zone, p.version, p.created_at as "createdAt", lower(p.name) as "sortName", (select count(*) from passkey k where k.person_id = p.id) as passkeys, exists (select from totp o where o.person_id = p.id and o.confirmed_at is not null) as totp, exists (select from external_identity x where x.person_id = p.id) as provider, (select max(s.last_seen_at) from session s where s.person_id = p.id) as "lastSeenAt", coalesce( (select json_agg(json_build_object('id', g.id, 'role', g.role, 'clientId', g.client_id, 'applicationId', g.application_id, 'byGroup', g.by_group) order by g.granted_at, g.id) from role_grant g where g.person_id = p.id), '[]') as grants from person p where true and (lower(p.name), p.id) > ($1, $2::uuid) order by lower(p.name), p.id limit $3;
select p.id, p.name, p.email, p.state, p.zone, p.version, p.created_at as "createdAt", lower(p.name) as "sortName", (select count(*) from passkey k where k.person_id = p.id) as passkeys, exists (select from totp o where o.person_id = p.id and o.confirmed_at is not null) as totp, exists (select from external_identity x where x.person_id = p.id) as provider, (select max(s.last_seen_at) from session s where s.person_id = p.id) as "lastSeenAt", coalesce( (select json_agg(json_build_object('id', g.id, 'role', g.role, 'clientId', g.client_id, 'applicationId', g.application_id, 'byGroup', g.by_group) order by g.granted_at, g.id) from role_grant g where g.person_id = p.id), '[]') as grants from person p where true and (strpos(lower(p.name), lower($1)) > 0 or strpos(lower(p.email), lower($2)) > 0) order by lower(p.name), p.id limit $3;
select p.id, p.name, p.email, p.state, p.zone, p.version, p.created_at as "createdAt", lower(p.name) as "sortName", (select count(*) from passkey k where k.person_id = p.id) as passkeys, exists (select from totp o where o.person_id = p.id and o.confirmed_at is not null) as totp, exists (select from external_identity x where x.person_id = p.id) as provider, (select max(s.last_seen_at) from session s where s.person_id = p.id) as "lastSeenAt", coalesce( (select json_agg(json_build_object('id', g.id, 'role', g.role, 'clientId', g.client_id, 'applicationId', g.application_id, 'byGroup', g.by_group) order by g.granted_at, g.id) from role_grant g where g.person_id = p.id), '[]') as grants from person p where true and p.id = $1 order by lower(p.name), p.id limit $2;
select p.id, p.name, p.email, p.state, p.zone, p.version, p.created_at as "createdAt", lower(p.name) as "sortName", (select count(*) from passkey k where k.person_id = p.id) as passkeys, exists (select from totp o where o.person_id = p.id and o.confirmed_at is not null) as totp, exists (select from external_identity x where x.person_id = p.id) as provider, (select max(s.last_seen_at) from session s where s.person_id = p.id) as "lastSeenAt", coalesce( (select json_agg(json_build_object('id', g.id, 'role', g.role, 'clientId', g.client_id, 'applicationId', g.application_id, 'byGroup', g.by_group) order by g.granted_at, g.id) from role_grant g where g.person_id = p.id), '[]') as grants from person p where true and p.state = $1 and exists (select from role_grant r where r.person_id = p.id and r.role = $2) order by lower(p.name), p.id limit $3;
select p.id, p.name, p.email, p.state, p.zone, p.version, p.created_at as "createdAt", lower(p.name) as "sortName", (select count(*) from passkey k where k.person_id = p.id) as passkeys, exists (select from totp o where o.person_id = p.id and o.confirmed_at is not null) as totp, exists (select from external_identity x where x.person_id = p.id) as provider, (select max(s.last_seen_at) from session s where s.person_id = p.id) as "lastSeenAt", coalesce( (select json_agg(json_build_object('id', g.id, 'role', g.role, 'clientId', g.client_id, 'applicationId', g.application_id, 'byGroup', g.by_group) order by g.granted_at, g.id) from role_grant g where g.person_id = p.id), '[]') as grants from person p where true order by lower(p.name), p.id limit $1;

-- identity.listProviderGroups
select "name" as "group", "role", "client_id" as "clientId", "application_id" as "applicationId" from "provider_group" order by "position";

-- identity.listSessions
select id, created_at as "createdAt", last_seen_at as "lastSeenAt", expires_at as "expiresAt", address, user_agent as "userAgent", method, second_factor as "secondFactor" from session where person_id = $1 and expires_at > $2 and last_seen_at > $3 order by last_seen_at desc, id desc limit $4;

-- identity.listSoleGrants
select g.id, g.role, g.client_id as "clientId", g.application_id as "applicationId", g.by_group as "byGroup" from role_grant g where g.person_id = $1 and not exists ( select from role_grant o join person p on p.id = o.person_id and p.state = 'active' where o.person_id <> g.person_id and o.role = g.role and (o.client_id is null or o.client_id = g.client_id) and (o.application_id is null or o.application_id = g.application_id)) order by g.granted_at, g.id;

-- identity.listWhoMay
select p.id, p.name, p.state from person p where p.state = 'active' and exists ( select from role_grant g where g.person_id = p.id and g.role = any($1::text[]) and (g.client_id is null or g.client_id = $2::uuid) and (g.application_id is null or g.application_id = $3::uuid) and (g.role <> 'client_contact' or g.client_id is not null)) and (exists ( select from role_grant g where g.person_id = p.id and g.role = any($4::text[]) and (g.client_id is null or g.client_id = $5::uuid) and (g.application_id is null or g.application_id = $6::uuid) and (g.role <> 'client_contact' or g.client_id is not null)) or exists (select from admission a where a.person_id = p.id and a.record_id = $7::uuid)) and p.id = any($8::uuid[]) order by lower(p.name), p.id limit $9;
select p.id, p.name, p.state from person p where p.state = 'active' and exists ( select from role_grant g where g.person_id = p.id and g.role = any($1::text[]) and (g.client_id is null or g.client_id = $2::uuid) and (g.application_id is null or g.application_id = $3::uuid) and (g.role <> 'client_contact' or g.client_id is not null)) and (exists ( select from role_grant g where g.person_id = p.id and g.role = any($4::text[]) and (g.client_id is null or g.client_id = $5::uuid) and (g.application_id is null or g.application_id = $6::uuid) and (g.role <> 'client_contact' or g.client_id is not null)) or exists (select from admission a where a.person_id = p.id and a.record_id = $7::uuid)) order by lower(p.name), p.id limit $8;
select p.id, p.name, p.state from person p where p.state = 'active' and exists ( select from role_grant g where g.person_id = p.id and g.role = any($1::text[]) and (g.client_id is null or g.client_id = $2::uuid) and (g.application_id is null or g.application_id = $3::uuid) and (g.role <> 'client_contact' or g.client_id is not null)) and exists ( select from role_grant g where g.person_id = p.id and g.role = any($4::text[]) and (g.client_id is null or g.client_id = $5::uuid) and (g.application_id is null or g.application_id = $6::uuid) and (g.role <> 'client_contact' or g.client_id is not null)) and (exists ( select from role_grant g where g.person_id = p.id and g.role = any($7::text[]) and (g.client_id is null or g.client_id = $8::uuid) and (g.application_id is null or g.application_id = $9::uuid) and (g.role <> 'client_contact' or g.client_id is not null)) or exists (select from admission a where a.person_id = p.id and a.record_id = $10::uuid)) and (strpos(lower(p.name), lower($11)) > 0 or strpos(lower(p.email), lower($12)) > 0) order by lower(p.name), p.id limit $13;
select p.id, p.name, p.state from person p where p.state = 'active' and exists ( select from role_grant g where g.person_id = p.id and g.role = any($1::text[]) and (g.client_id is null or g.client_id = $2::uuid) and (g.application_id is null or g.application_id = $3::uuid) and (g.role <> 'client_contact' or g.client_id is not null)) and exists ( select from role_grant g where g.person_id = p.id and g.role = any($4::text[]) and (g.client_id is null or g.client_id = $5::uuid) and (g.application_id is null or g.application_id = $6::uuid) and (g.role <> 'client_contact' or g.client_id is not null)) and (strpos(lower(p.name), lower($7)) > 0 or strpos(lower(p.email), lower($8)) > 0) order by lower(p.name), p.id limit $9;
select p.id, p.name, p.state from person p where p.state = 'active' and exists ( select from role_grant g where g.person_id = p.id and g.role = any($1::text[]) and (g.client_id is null or g.client_id = $2::uuid) and (g.application_id is null or g.application_id = $3::uuid) and (g.role <> 'client_contact' or g.client_id is not null)) and exists ( select from role_grant g where g.person_id = p.id and g.role = any($4::text[]) and (g.client_id is null or g.client_id = $5::uuid) and (g.application_id is null or g.application_id = $6::uuid) and (g.role <> 'client_contact' or g.client_id is not null)) and p.id = any($7::uuid[]) order by lower(p.name), p.id limit $8;
select p.id, p.name, p.state from person p where p.state = 'active' and exists ( select from role_grant g where g.person_id = p.id and g.role = any($1::text[]) and (g.client_id is null or g.client_id = $2::uuid) and (g.application_id is null or g.application_id = $3::uuid) and (g.role <> 'client_contact' or g.client_id is not null)) and exists ( select from role_grant g where g.person_id = p.id and g.role = any($4::text[]) and (g.client_id is null or g.client_id = $5::uuid) and (g.application_id is null or g.application_id = $6::uuid) and (g.role <> 'client_contact' or g.client_id is not null)) order by lower(p.name), p.id limit $7;
select p.id, p.name, p.state from person p where p.state = 'active' and exists ( select from role_grant g where g.person_id = p.id and g.role = any($1::text[]) and (g.client_id is null or g.client_id = $2::uuid) and (g.application_id is null or g.application_id = $3::uuid) and (g.role <> 'client_contact' or g.client_id is not null)) and p.id = any($4::uuid[]) order by lower(p.name), p.id limit $5;
select p.id, p.name, p.state from person p where p.state = 'active' and exists ( select from role_grant g where g.person_id = p.id and g.role = any($1::text[]) and (g.client_id is null or g.client_id = $2::uuid) and (g.application_id is null or g.application_id = $3::uuid) and (g.role <> 'client_contact' or g.client_id is not null)) order by lower(p.name), p.id limit $4;

-- identity.lockAttempts
insert into "sign_in_attempt" ("key", "failures", "last_at") values ($1, $2, $3) on conflict ("key") do update set "failures" = "sign_in_attempt"."failures" returning "failures", "last_at" as "lastAt";

-- identity.lockOwners
select 1 from organisation for no key update;

-- identity.lockPasskey
select "id", "person_id" as "personId", "credential_id" as "credentialId", "public_key" as "publicKey", "counter", "transports", "synced", "backed_up" as "backedUp", "name", "created_at" as "createdAt", "last_used_at" as "lastUsedAt" from "passkey" where "credential_id" = $1 for update;

-- identity.lockPerson
select "id", "name", "email", "state", "password_hash" as "passwordHash", "locale", "zone", "theme", "density", "version", "created_at" as "createdAt" from "person" where "id" = $1 for no key update;

-- identity.markKeptGrant
update role_grant set kept_at = case when id = $1 then $2::timestamptz end where person_id = $3 and (kept_at is null) = coalesce(id = $4, false) returning id;

-- identity.markPasskeyUsed
update "passkey" set "counter" = $1, "backed_up" = $2, "last_used_at" = $3 where "id" = $4;

-- identity.markSessionProved
update "session" set "proved_at" = $1 where "id" = $2;

-- identity.meetDevice
with met as ( insert into known_device (person_id, token_hash, seen_at) values ($1, $2, $3) on conflict (person_id, token_hash) do update set seen_at = excluded.seen_at) select exists (select from known_device where person_id = $4 and token_hash = $5) as known, not exists (select from known_device where person_id = $6) as first;

-- identity.movePerson
update "person" set "state" = $1, "version" = "version" + $2 where "id" = $3 and "state" = $4;

-- identity.putPasswordReset
insert into "password_reset" ("person_id", "token_hash", "created_at", "expires_at") values ($1, $2, $3, $4) on conflict ("person_id") do update set "token_hash" = $5, "created_at" = $6, "expires_at" = $7;

-- identity.putTotp
insert into "totp" ("person_id", "sealed_secret", "created_at") values ($1, $2, $3) on conflict ("person_id") do update set "sealed_secret" = $4, "created_at" = $5 where "totp"."confirmed_at" is null;

-- identity.readHeld
select 'accounts' as kind, to_jsonb(p) - 'password_hash' as data from person p where id = $1 union all select 'former_names', to_jsonb(n) from person_former_name n where person_id = $2 union all select 'roles', to_jsonb(g) from role_grant g where person_id = $3 union all select 'sessions', to_jsonb(s) - 'token_hash' from session s where person_id = $4 union all select 'invitations', to_jsonb(i) - 'token_hash' from invitation i where person_id = $5 union all select 'password_resets', to_jsonb(r) - 'token_hash' from password_reset r where person_id = $6 union all select 'api_keys', to_jsonb(k) - 'secret_hash' from api_key k where person_id = $7 union all select 'passkeys', to_jsonb(y) - 'public_key' from passkey y where person_id = $8 union all select 'authenticator_apps', to_jsonb(t) - 'sealed_secret' from totp t where person_id = $9 union all select 'known_devices', to_jsonb(d) - 'token_hash' from known_device d where person_id = $10 union all select 'provider_identities', to_jsonb(x) from external_identity x where person_id = $11;

-- identity.renamePasskey
update "passkey" set "name" = $1 where "id" = $2 and "person_id" = $3;

-- identity.revokeApiKey
update "api_key" set "revoked_at" = $1 where "id" = $2 and "revoked_at" is null and "person_id" = $3 returning "id", "person_id" as "personId", "name", "prefix", "scopes", "created_at" as "createdAt", "expires_at" as "expiresAt", "last_used_at" as "lastUsedAt";
update "api_key" set "revoked_at" = $1 where "id" = $2 and "revoked_at" is null returning "id", "person_id" as "personId", "name", "prefix", "scopes", "created_at" as "createdAt", "expires_at" as "expiresAt", "last_used_at" as "lastUsedAt";

-- identity.sweepAttempts
delete from sign_in_attempt where key in ( select key from sign_in_attempt where last_at <= $1 limit $2);

-- identity.sweepChallenges
delete from sign_in_challenge where token_hash in ( select token_hash from sign_in_challenge where expires_at <= $1 limit $2);

-- identity.sweepDevices
delete from known_device where (person_id, token_hash) in ( select person_id, token_hash from known_device where seen_at <= $1 limit $2);

-- identity.sweepSessions
delete from session where id in ( select id from session where expires_at <= $1 or last_seen_at <= $2 limit $3);

-- identity.takeBackAttempt
update "sign_in_attempt" set "failures" = greatest(failures - 1, 0) where "key" = $1;

-- identity.takeChallenge
delete from "sign_in_challenge" where "token_hash" = $1 and "purpose" = $2 and "person_id" is not distinct from $3 returning "token_hash" as "tokenHash", "purpose", "person_id" as "personId", "sealed", "expires_at" as "expiresAt";

-- identity.takePasswordReset
delete from "password_reset" where "token_hash" = $1;

-- identity.takeRecoveryCode
delete from "recovery_code" where "person_id" = $1 and "code_hash" = $2;

-- identity.takeTotpStep
update totp set last_step = $1, confirmed_at = coalesce(confirmed_at, $2) where person_id = $3 and last_step < $4;

-- identity.touchApiKey
update api_key set last_used_at = $1 where id = $2 and (last_used_at is null or last_used_at <= $3);

-- identity.touchSession
update session set last_seen_at = $1 where id = $2 and last_seen_at <= $3;

-- identity.updateOrganisation
update "organisation" set "name" = $1, "version" = $2 where "version" = $3 returning "id", "name", "zone", "version";
update "organisation" set "zone" = $1, "version" = $2 where "version" = $3 returning "id", "name", "zone", "version";

-- identity.updatePassword
update "person" set "password_hash" = $1 where "id" = $2 and "state" = $3;
update "person" set "password_hash" = $1 where "id" = $2 and "state" = $3 and "password_hash" = $4;

-- identity.updateProfile
update "person" set "density" = $1, "version" = $2 where "id" = $3 and "version" = $4 returning "id", "name", "email", "state", "password_hash" as "passwordHash", "locale", "zone", "theme", "density", "version", "created_at" as "createdAt";
update "person" set "email" = $1, "version" = $2 where "id" = $3 and "version" = $4 returning "id", "name", "email", "state", "password_hash" as "passwordHash", "locale", "zone", "theme", "density", "version", "created_at" as "createdAt";
update "person" set "locale" = $1, "version" = $2 where "id" = $3 and "version" = $4 returning "id", "name", "email", "state", "password_hash" as "passwordHash", "locale", "zone", "theme", "density", "version", "created_at" as "createdAt";
update "person" set "name" = $1, "theme" = $2, "version" = $3 where "id" = $4 and "version" = $5 returning "id", "name", "email", "state", "password_hash" as "passwordHash", "locale", "zone", "theme", "density", "version", "created_at" as "createdAt";
update "person" set "name" = $1, "version" = $2 where "id" = $3 and "version" = $4 returning "id", "name", "email", "state", "password_hash" as "passwordHash", "locale", "zone", "theme", "density", "version", "created_at" as "createdAt";

-- identity.updateSignInSettings
update "sign_in_settings" set "version" = $1, "second_factor_roles" = $2, "second_factor_grace_days" = $3, "second_factor_since" = $4, "oidc_issuer" = $5, "oidc_client_id" = $6, "oidc_sealed_secret" = $7, "oidc_label" = $8, "oidc_domains" = $9, "oidc_join_role" = $10, "oidc_only" = $11, "oidc_groups_claim" = $12 where "version" = $13 returning "version", "second_factor_roles" as "secondFactorRoles", "second_factor_grace_days" as "secondFactorGraceDays", "second_factor_since" as "secondFactorSince", "oidc_issuer" as "oidcIssuer", "oidc_client_id" as "oidcClientId", "oidc_sealed_secret" as "oidcSealedSecret", "oidc_label" as "oidcLabel", "oidc_domains" as "oidcDomains", "oidc_join_role" as "oidcJoinRole", "oidc_only" as "oidcOnly", "oidc_groups_claim" as "oidcGroupsClaim";

-- identity.writeAttempts
update "sign_in_attempt" set "failures" = $1, "last_at" = $2 where "key" = $3;

-- incidents.addComponents
insert into incident_component (incident_id, component_id) select $1, unnest($2::uuid[]) on conflict do nothing;

-- incidents.countAlerts
select count(*)::int as count, (count(*) filter (where recovered_at is null))::int as firing from incident_alert where incident_id = $1;

-- incidents.countPlaybooks
select count(*) as count from incident_playbook where application_id is not distinct from $1;

-- incidents.deletePlaybook
delete from incident_playbook where id = $1;

-- incidents.dropComponents
delete from incident_component where incident_id = $1 and component_id <> all($2::uuid[]);

-- incidents.dropNotice
delete from incident_notice where incident_id = $1 and framework = $2;

-- incidents.dropRole
delete from "incident_role" where "incident_id" = $1 and "role" = $2;

-- incidents.dropRolesOf
delete from incident_role where person_id = any($1::uuid[]);

-- incidents.findEvidence
select rule_key as "ruleKey" from incident_alert where alert_id = $1 limit 1;

-- incidents.findIncidents
select i.id, i.type, i.released_at as "releasedAt", i.notice_due_at as "noticeDueAt", i.severity, i.severity_reason as "severityReason", i.effect, i.reach, i.summary, i.environment_id as "environmentId", i.alert_id as "alertId", i.is_shared as "isShared", i.people_affected as "peopleAffected", i.harm_started_at as "harmStartedAt", i.touched_at as "touchedAt", i.recovered_at as "recoveredAt", i.cause, i.fix, i.response_due_at as "responseDueAt", i.resolution_due_at as "resolutionDueAt", i.post_due_at as "postDueAt", i.first_post_at as "firstPostAt", i.last_post_at as "lastPostAt", i.declared_by as "declaredBy" from incident i where i.id = any($1::uuid[]);

-- incidents.findLatestAt
select i.id from incident i join record r on r.id = i.id and r.deleted_at is null where r.application_id = $1 and (i.environment_id = $2 or i.environment_id is null) and r.audience <> 'restricted' order by i.id desc limit 1;

-- incidents.findOpenAt
select i.id from incident i join record r on r.id = i.id and r.deleted_at is null where r.application_id = $1 and (i.environment_id = $2 or i.environment_id is null) and r.audience <> 'restricted' and r.state = any($3::text[]) order by i.id limit 1;

-- incidents.findPlaybook
select p.id, p.application_id as "applicationId", p.name, p.fits, p.steps, p.version, p.updated_at as "updatedAt" from incident_playbook p where p.id = $1;

-- incidents.findReview
select incident_id as "incidentId", causes, lessons, went_well as "wentWell", finished_at as "finishedAt", finished_by as "finishedBy" from incident_review where incident_id = $1;

-- incidents.forgetDeclarers
update incident set declared_by = null where declared_by = any($1::uuid[]);

-- incidents.forgetDoers
update incident_measure set done_by = null where done_by = any($1::uuid[]);

-- incidents.forgetFinishers
update incident_review set finished_by = null where finished_by = any($1::uuid[]);

-- incidents.forgetGivers
update incident_notice set by_person = null where by_person = any($1::uuid[]);

-- incidents.forgetUndoers
update incident_measure set undone_by = null where undone_by = any($1::uuid[]);

-- incidents.incidentsOfAlert
select a.incident_id as id from incident_alert a join record r on r.id = a.incident_id and r.deleted_at is null where a.alert_id = $1 order by a.incident_id;

-- incidents.insertIncident
insert into "incident" ("id", "type", "released_at", "notice_due_at", "severity", "severity_reason", "effect", "reach", "summary", "environment_id", "alert_id", "is_shared", "people_affected", "harm_started_at", "touched_at", "recovered_at", "cause", "fix", "response_due_at", "resolution_due_at", "post_due_at", "first_post_at", "last_post_at", "declared_by") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24);

-- incidents.insertMeasure
insert into "incident_measure" ("id", "incident_id", "step", "what", "undo", "done_at", "done_by") values ($1, $2, $3, $4, $5, $6, $7);

-- incidents.insertMove
insert into "incident_move" ("id", "incident_id", "at", "state", "severity", "reason", "note", "is_own") values ($1, $2, $3, $4, $5, $6, $7, $8);

-- incidents.insertPlaybook
insert into "incident_playbook" ("id", "application_id", "name", "created_at", "updated_at", "fits", "steps") values ($1, $2, $3, $4, $5, $6, $7);

-- incidents.insertSteps
insert into "incident_step" ("task_id", "incident_id", "playbook_id", "role", "applied_at") values ($1, $2, $3, $4, $5);
insert into "incident_step" ("task_id", "incident_id", "playbook_id", "role", "applied_at") values ($1, $2, $3, $4, $5), ($6, $7, $8, $9, $10), ($11, $12, $13, $14, $15), ($16, $17, $18, $19, $20);

-- incidents.linkAlert
insert into "incident_alert" ("incident_id", "alert_id", "title", "severity", "component_id", "rule_key", "speaks", "opened_at", "recovered_at") values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict ("incident_id", "alert_id") do update set "recovered_at" = $10, "speaks" = incident_alert.speaks or excluded.speaks where incident_alert.recovered_at is not null or (excluded.speaks and not incident_alert.speaks);

-- incidents.listAlerts
select alert_id as "alertId", title, severity, component_id as "componentId", rule_key as "ruleKey", speaks, opened_at as "openedAt", recovered_at as "recoveredAt" from incident_alert where incident_id = $1 order by speaks desc, opened_at, alert_id limit $2;

-- incidents.listComponents
select component_id as id from incident_component where incident_id = $1 order by component_id limit $2;

-- incidents.listEarlier
select i.id, r.number, r.title, i.cause, i.fix from incident i join record r on r.id = i.id and r.deleted_at is null where i.id < $1::uuid and r.application_id = $2 and r.audience <> 'restricted' and ( exists ( select from incident_component mine join incident_component c on c.component_id = mine.component_id where mine.incident_id = $3 and c.incident_id = i.id) or exists ( select from incident_alert mine join incident_alert a on a.rule_key = mine.rule_key and a.speaks where mine.incident_id = $4 and mine.speaks and mine.rule_key <> '' and a.incident_id = i.id)) order by i.id desc limit $5;

-- incidents.listMeasures
select id, incident_id as "incidentId", step, what, undo, done_at as "doneAt", done_by as "doneBy", undone_at as "undoneAt", undone_by as "undoneBy" from incident_measure where incident_id = $1 order by id limit $2;

-- incidents.listMoves
select id, incident_id as "incidentId", at, state, severity, reason, note, is_own as "isOwn" from incident_move where incident_id = $1 order by id limit $2;

-- incidents.listMovesBetween
select m.id, m.incident_id as "incidentId", m.at, m.state, m.severity, m.reason, m.note, m.is_own as "isOwn" from incident_move m join record r on r.id = m.incident_id and r.deleted_at is null where r.application_id = $1 and r.audience <> 'restricted' and m.at >= $2 and m.at < $3 order by m.id limit $4;

-- incidents.listNaming
select i.id from incident i where i.id > $1::uuid and exists ( select from unnest($2::text[]) as word where strpos(lower(i.summary || ' ' || i.cause || ' ' || i.fix), lower(word)) > 0 or exists ( select from incident_review v where v.incident_id = i.id and strpos(lower(v.causes || ' ' || v.lessons || ' ' || v.went_well), lower(word)) > 0) or exists (select from incident_move m where m.incident_id = i.id and strpos(lower(m.note), lower(word)) > 0) or exists (select from incident_measure d where d.incident_id = i.id and strpos(lower(d.what || ' ' || d.undo), lower(word)) > 0) or exists (select from incident_notice n where n.incident_id = i.id and strpos(lower(n.note), lower(word)) > 0)) order by i.id limit $3;

-- incidents.listNotices
select incident_id as "incidentId", framework, state, note, at, by_person as "by" from incident_notice where incident_id = $1 order by framework;

-- incidents.listOpenOf
select i.id, r.number, i.severity, i.environment_id as "environmentId" from incident i join record r on r.id = i.id and r.deleted_at is null where r.application_id = $1 and r.audience <> 'restricted' and r.state = any($2::text[]) order by i.id limit $3;

-- incidents.listPlaybooks
select p.id, p.application_id as "applicationId", p.name, p.fits, p.steps, p.version, p.updated_at as "updatedAt" from incident_playbook p where p.application_id = $1 or p.application_id is null order by lower(p.name), p.id limit $2;

-- incidents.listRoles
select role, person_id as "personId" from incident_role where incident_id = $1 order by role;

-- incidents.listSteps
select task_id as "taskId", incident_id as "incidentId", playbook_id as "playbookId", role, applied_at as "appliedAt" from incident_step where incident_id = $1 order by task_id;

-- incidents.lockPlace
select pg_advisory_xact_lock(hashtextextended($1, 0));

-- incidents.lockPlaybook
select p.id, p.application_id as "applicationId", p.name, p.fits, p.steps, p.version, p.updated_at as "updatedAt" from incident_playbook p where p.id = $1 for no key update;

-- incidents.playbooksNaming
select p.id, p.application_id as "applicationId", p.name, p.fits, p.steps, p.version, p.updated_at as "updatedAt" from incident_playbook p where exists ( select from unnest($1::text[]) as word where strpos(lower(p.name || ' ' || p.steps::text), lower(word)) > 0) order by p.id limit $2;

-- incidents.putNotice
insert into "incident_notice" ("incident_id", "framework", "state", "note", "at", "by_person") values ($1, $2, $3, $4, $5, $6) on conflict ("incident_id", "framework") do update set "state" = $7, "note" = $8, "at" = $9, "by_person" = $10;

-- incidents.putReview
insert into "incident_review" ("incident_id", "causes", "lessons", "went_well", "finished_at", "finished_by") values ($1, $2, $3, $4, $5, $6) on conflict ("incident_id") do update set "causes" = $7, "lessons" = $8, "went_well" = $9, "finished_at" = $10, "finished_by" = $11;

-- incidents.putRole
insert into "incident_role" ("incident_id", "role", "person_id") values ($1, $2, $3) on conflict ("incident_id", "role") do update set "person_id" = $4;

-- incidents.recoverAlert
update incident_alert set recovered_at = $1 where incident_id = $2 and alert_id = $3 and recovered_at is null;

-- incidents.rewriteMeasure
update incident_measure set what = $1, undo = $2 where id = $3;

-- incidents.rewriteNote
update incident_move set note = $1 where id = $2;

-- incidents.rewritePlaybook
update incident_playbook set name = $1, steps = $2::jsonb where id = $3;

-- incidents.setUndone
update "incident_measure" set "undone_at" = $1, "undone_by" = $2 where "id" = $3;

-- incidents.summariesOf
select id, concat_ws(E' ', nullif(summary, ''), nullif(cause, ''), nullif(fix, '')) as text from incident where id = any($1::uuid[]);

-- incidents.updateIncident
update "incident" set "type" = $1, "released_at" = $2, "notice_due_at" = $3, "severity" = $4, "severity_reason" = $5, "effect" = $6, "reach" = $7, "summary" = $8, "environment_id" = $9, "alert_id" = $10, "is_shared" = $11, "people_affected" = $12, "harm_started_at" = $13, "touched_at" = $14, "recovered_at" = $15, "cause" = $16, "fix" = $17, "response_due_at" = $18, "resolution_due_at" = $19, "post_due_at" = $20, "first_post_at" = $21, "last_post_at" = $22, "declared_by" = $23 where "id" = $24;

-- incidents.updatePlaybook
update "incident_playbook" set "name" = $1, "fits" = $2, "steps" = $3, "version" = $4, "updated_at" = $5 where "id" = $6;

-- intakes.addTally
insert into source_tally as t (source_id, hour, outcome, alerts, last_at) select $1, $2, outcome, alerts, $3 from unnest($4::text[], $5::int[]) as c (outcome, alerts) on conflict (source_id, hour, outcome) do update set alerts = t.alerts + excluded.alerts, last_at = excluded.last_at;

-- intakes.countOpen
select source_id as id, count(*)::int as count from source_alert where source_id = any($1::uuid[]) and resolved_at is null group by source_id;

-- intakes.countSources
select count(*)::int as count from alert_source where environment_id = $1 and removed_at is null;

-- intakes.deleteSource
delete from alert_source where id = $1;

-- intakes.findBySecret
select id, application_id as "applicationId", environment_id as "environmentId", kind, name, prefix, component_id as "componentId", settings, sealed_signing_secret as "sealedSigningSecret", version, created_at as "createdAt", last_received_at as "lastReceivedAt", last_refused_at as "lastRefusedAt", last_refusal as "lastRefusal", removed_at as "removedAt" from alert_source where secret_hash = $1 and removed_at is null;

-- intakes.findSource
select id, application_id as "applicationId", environment_id as "environmentId", kind, name, prefix, component_id as "componentId", settings, sealed_signing_secret as "sealedSigningSecret", version, created_at as "createdAt", last_received_at as "lastReceivedAt", last_refused_at as "lastRefusedAt", last_refusal as "lastRefusal", removed_at as "removedAt" from alert_source where id = $1;

-- intakes.forgetSaid
delete from source_alert where id in (select id from source_alert where resolved_at < $1 order by resolved_at limit $2);

-- intakes.forgetTally
delete from source_tally where (source_id, hour, outcome) in (select source_id, hour, outcome from source_tally where hour < $1 order by hour limit $2);

-- intakes.insertSource
insert into alert_source (id, application_id, environment_id, kind, name, prefix, secret_hash, component_id, settings, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10, $11);

-- intakes.listExpired
select target from source_alert where source_id = $1 and resolved_at is null and ends_at <= $2 order by ends_at limit $3;

-- intakes.listOrigins
select source_id as "sourceId", target, alert_id as "alertId", description, annotations, link, severity_said as "severitySaid", severity_reason as "severityReason", starts_at as "startsAt", ends_at as "endsAt", updated_at as "updatedAt" from source_alert where alert_id = any($1::uuid[]);

-- intakes.listSources
select id, application_id as "applicationId", environment_id as "environmentId", kind, name, prefix, component_id as "componentId", settings, sealed_signing_secret as "sealedSigningSecret", version, created_at as "createdAt", last_received_at as "lastReceivedAt", last_refused_at as "lastRefusedAt", last_refusal as "lastRefusal", removed_at as "removedAt" from alert_source where application_id = $1 and removed_at is null order by name, id limit $2;

-- intakes.listTexts
select id, description, annotations from source_alert where ($1::uuid is null or id > $2::uuid) order by id limit $3;

-- intakes.lockSource
select id, application_id as "applicationId", environment_id as "environmentId", kind, name, prefix, component_id as "componentId", settings, sealed_signing_secret as "sealedSigningSecret", version, created_at as "createdAt", last_received_at as "lastReceivedAt", last_refused_at as "lastRefusedAt", last_refusal as "lastRefusal", removed_at as "removedAt" from alert_source where id = $1 and removed_at is null for update;

-- intakes.nextEnd
select min(ends_at) as at from source_alert where source_id = $1 and resolved_at is null and ends_at is not null;

-- intakes.noteReceived
update alert_source set last_received_at = $1 where id = $2 and removed_at is null;

-- intakes.noteRefused
update alert_source set last_refused_at = $1, last_refusal = $2 where id = $3;

-- intakes.putSaid
insert into source_alert (id, source_id, target, alert_id, description, annotations, link, severity_said, severity_reason, starts_at, ends_at, updated_at) select id, $1, target, "alertId", description, annotations, link, "severitySaid", "severityReason", "startsAt", "endsAt", $2 from jsonb_to_recordset($3::jsonb) as r (id uuid, target text, "alertId" uuid, description text, annotations jsonb, link text, "severitySaid" text, "severityReason" text, "startsAt" timestamptz, "endsAt" timestamptz) on conflict (source_id, target) do update set alert_id = excluded.alert_id, description = excluded.description, annotations = excluded.annotations, link = excluded.link, severity_said = excluded.severity_said, severity_reason = excluded.severity_reason, starts_at = excluded.starts_at, ends_at = excluded.ends_at, updated_at = excluded.updated_at, resolved_at = null;

-- intakes.rewriteText
update source_alert set description = $1, annotations = $2::jsonb where id = $3;

-- intakes.setRemoved
update alert_source set removed_at = $1 where id = $2;

-- intakes.setResolved
update source_alert set resolved_at = $1 where source_id = $2 and target = any($3::text[]) and resolved_at is null;

-- intakes.setSecret
update alert_source set prefix = $1, secret_hash = $2, version = version + 1, updated_at = $3 where id = $4;

-- intakes.sumTally
select source_id as "sourceId", outcome, sum(alerts)::int as alerts, max(last_at) as "lastAt" from source_tally where source_id = any($1::uuid[]) and hour >= $2 group by source_id, outcome order by source_id, outcome;

-- intakes.updateSource
update alert_source set name = $1, component_id = $2, settings = $3::jsonb, sealed_signing_secret = $4, version = version + 1, updated_at = $5 where id = $6;

-- jobs.add
select graphile_worker.add_job($1, payload := $2::json, queue_name := $3, run_at := $4, max_attempts := $5, job_key := $6);

-- jobs.count
select count(*) filter (where locked_at is null and attempts < max_attempts) as waiting, count(*) filter (where locked_at is not null) as running, count(*) filter (where locked_at is null and attempts >= max_attempts) as dead from graphile_worker.jobs;

-- jobs.discardDead
select id from graphile_worker.complete_jobs(array(select id from graphile_worker.jobs where id = $1::bigint and locked_at is null and attempts >= max_attempts));

-- jobs.findDead
select id::text, task_identifier as name, attempts, coalesce(last_error, '') as error, created_at as "createdAt", updated_at as "failedAt" from graphile_worker.jobs where locked_at is null and attempts >= max_attempts and ($1::bigint is null or id < $2::bigint) order by id desc limit $3;

-- jobs.rescheduleDead
select id from graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs where id = $1::bigint and locked_at is null and attempts >= max_attempts), run_at := now(), attempts := 0);

-- links.deleteLink
delete from "link" where "id" = $1;

-- links.insertLink
insert into "link" ("id", "source_id", "target_id", "type", "created_at") values ($1, $2, $3, $4, $5) on conflict on constraint "link_unique" do nothing;

-- links.listLinks
(select id, source_id as "sourceId", target_id as "targetId", type, created_at as "createdAt" from link where source_id = $1 union all select id, source_id, target_id, type, created_at from link where target_id = $2) order by id limit $3;

-- links.lockLink
select "id", "source_id" as "sourceId", "target_id" as "targetId", "type", "created_at" as "createdAt" from "link" where "id" = $1 for update;

-- live.send
select pg_notify($1, message) from unnest($2::text[]) as message;

-- log.beginBlock
update "fact_block" set "to_seq" = $1 where "from_seq" = $2 and "to_seq" is null;

-- log.claimCursor
select "seq" from "reaction_cursor" where "reaction" = $1 for update skip locked;

-- log.countPending
select count(*) as "events" from "event_pending";

-- log.deleteParked
delete from "reaction_parked" where "id" = $1;

-- log.findBehind
select reaction from reaction_cursor join unnest($1::text[], $2::text[]) as follows (reaction, kind) using (reaction) where exists (select from event where event.kind = follows.kind and event.seq > reaction_cursor.seq and event.seq <= $3);

-- log.findBlock
select "from_seq" as "from", "to_seq" as "to", "era" from "fact_block";

-- log.findChained
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal", "hash", "particulars_digest", "personal_digest" from "event" where "seq" > $1 order by "seq" limit $2;

-- log.findCheckpoints
select * from "event_checkpoint" where "seq" > $1 order by "seq" limit $2;

-- log.findCursors
select "reaction", "seq" from "reaction_cursor" where "reaction" = any($1::text[]) order by "reaction";

-- log.findEvents
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where "seq" > $1 order by "seq" limit $2;

-- log.findEventsOfKinds
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where kind = any($1::text[]) and "seq" > $2 order by "seq" limit $3;

-- log.findHead
select "seq", "hash" from "event" order by "seq" desc limit $1;

-- log.findLastCheckpoint
select "seq", "at" from "event_checkpoint" order by "seq" desc limit $1;

-- log.findParked
select * from "reaction_parked" where "id" = $1;

-- log.findParkedHeads
select id, reaction, record_id as "recordId", seq, attempts, coalesce(error, '') as error, parked_at as "parkedAt", retry_at as "retryAt", (select count(*) from reaction_parked behind where behind.reaction = head.reaction and behind.record_id = head.record_id) as waiting from reaction_parked head where attempts > 0 and ($1::uuid is null or id > $2::uuid) order by id limit $3;

-- log.findParkedRecords
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64, $65, $66, $67);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64, $65, $66, $67, $68, $69, $70, $71);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64, $65, $66, $67, $68, $69, $70, $71, $72, $73, $74, $75, $76, $77, $78, $79);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64, $65, $66, $67, $68, $69, $70, $71, $72, $73, $74, $75, $76, $77, $78, $79, $80);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64, $65, $66, $67, $68, $69, $70, $71, $72, $73, $74, $75, $76, $77, $78, $79, $80, $81, $82, $83, $84, $85);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64, $65, $66, $67, $68, $69, $70, $71, $72, $73, $74, $75, $76, $77, $78, $79, $80, $81, $82, $83, $84, $85, $86);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64, $65, $66, $67, $68, $69, $70, $71, $72, $73, $74, $75, $76, $77, $78, $79, $80, $81, $82, $83, $84, $85, $86, $87, $88, $89);

-- log.findPending
select "ordinal", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars_digest", "personal_digest" from "event_pending" order by "ordinal" limit $1;

-- log.findSigningKey
select "sealed_private_key" from "event_signing_key" limit $1;

-- log.findWaiting
select * from "reaction_parked" where "reaction" = $1 and "record_id" = $2 order by "seq" limit $3;

-- log.finishBlock
update "fact_block" set "from_seq" = $1, "to_seq" = null where "from_seq" = $2 and "to_seq" = $3;

-- log.insertCheckpoint
insert into "event_checkpoint" ("seq", "hash", "at", "signature") values ($1, $2, $3, $4);

-- log.insertCursors
insert into reaction_cursor (reaction, seq, moved_at) select reaction, (select coalesce(max(seq), 0) from event), now() from unnest($1::text[]) as new (reaction) on conflict do nothing;

-- log.insertParked
insert into "reaction_parked" ("id", "reaction", "record_id", "seq", "attempts", "parked_at") values ($1, $2, $3, $4, $5, $6);
insert into "reaction_parked" ("id", "reaction", "record_id", "seq", "attempts", "parked_at") values ($1, $2, $3, $4, $5, $6), ($7, $8, $9, $10, $11, $12);

-- log.insertPending
insert into event_pending (id, kind, version, at, actor_kind, actor_id, record_kind, record_id, client_id, application_id, audience, subject, particulars_digest, personal_digest, particulars, personal) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16);

-- log.insertSigningKey
insert into "event_signing_key" ("id", "public_key", "sealed_private_key", "created_at") values ($1, $2, $3, $4) on conflict do nothing;

-- log.lastPending
select coalesce(max("ordinal"), 0) as "ordinal" from "event_pending";

-- log.lockCursor
select "seq" from "reaction_cursor" where "reaction" = $1 for update;

-- log.moveCursor
update "reaction_cursor" set "seq" = $1, "moved_at" = now() where "reaction" = $2;

-- log.moveSealed
with taken as (delete from event_pending where ordinal = any($1::bigint[]) returning *) insert into event (seq, hash, id, kind, version, at, actor_kind, actor_id, record_kind, record_id, client_id, application_id, audience, subject, particulars, particulars_digest, personal, personal_digest) select $2::bigint + sealed.position, sealed.hash, id, kind, version, at, actor_kind, actor_id, record_kind, record_id, client_id, application_id, audience, subject, particulars, particulars_digest, personal, personal_digest from unnest($3::bigint[], $4::bytea[]) with ordinality as sealed (ordinal, hash, position) join taken using (ordinal) where (select coalesce(max(seq), 0) from event) = $5::bigint;

-- log.notify
select pg_notify($1, $2);

-- log.restartBlocks
update "fact_block" set "from_seq" = $1, "to_seq" = null, "era" = $2;

-- log.searchEvents
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where ("actor_id" = $1 and "audience" in ($2, $3, $4)) order by "seq" desc limit $5;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where ("kind" = $1 and "audience" in ($2)) order by "seq" desc limit $3;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where ("kind" = $1 and "audience" in ($2, $3, $4, $5)) order by "seq" desc limit $6;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where ("kind" = $1 and ("audience" in ($2, $3, $4) and "client_id" = $5 and "application_id" = $6)) order by "seq" desc limit $7;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where ("record_id" = $1 and "audience" in ($2, $3, $4)) order by "seq" desc limit $5;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where ("record_id" = $1 and "audience" in ($2, $3, $4, $5)) order by "seq" desc limit $6;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where ("record_id" = $1 and ("audience" in ($2, $3) and "client_id" = $4 and "application_id" = $5)) order by "seq" desc limit $6;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where ("record_id" = $1 and ("audience" in ($2, $3) and "client_id" = $4)) order by "seq" desc limit $5;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where ("record_id" = $1 and ("audience" in ($2, $3, $4) and "client_id" = $5)) order by "seq" desc limit $6;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where ("record_id" = $1 and ("audience" in ($2, $3, $4, $5) and "client_id" = $6)) order by "seq" desc limit $7;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where ("record_id" = $1 and (("audience" in ($2, $3, $4) and "client_id" = $5 and "application_id" = $6) or ("audience" in ($7) and record_id = any($8::uuid[]) and "client_id" = $9 and "application_id" = $10))) order by "seq" desc limit $11;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where ("record_id" = $1 and 1 = 0) order by "seq" desc limit $2;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where (("kind" = $1 and "actor_id" = $2) and "audience" in ($3, $4, $5, $6)) order by "seq" desc limit $7;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where (("kind" = $1 and "record_id" = $2) and "audience" in ($3)) order by "seq" desc limit $4;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where (("kind" = $1 and "record_id" = $2) and "audience" in ($3, $4, $5)) order by "seq" desc limit $6;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where (("kind" = $1 and "record_id" = $2) and ("audience" in ($3, $4, $5) and "client_id" = $6 and "application_id" = $7)) order by "seq" desc limit $8;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where (("kind" = $1 and "record_id" = $2) and ("audience" in ($3, $4, $5, $6) and "client_id" = $7 and "application_id" = $8)) order by "seq" desc limit $9;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where (("kind" = $1 and "record_id" = $2) and 1 = 0) order by "seq" desc limit $3;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where (("kind" = $1 and at >= $2) and "audience" in ($3, $4, $5, $6)) order by "seq" desc limit $7;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where (("kind" = $1 and at >= $2) and (("audience" in ($3, $4, $5) and "client_id" = $6 and "application_id" = $7) or ("audience" in ($8) and record_id = any($9::uuid[]) and "client_id" = $10 and "application_id" = $11))) order by "seq" desc limit $12;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where (("record_id" = $1 and at >= $2 and at < $3) and "audience" in ($4, $5, $6)) order by "seq" desc limit $7;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where (("seq" < $1 and "actor_id" = $2) and "audience" in ($3, $4, $5)) order by "seq" desc limit $6;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where (("seq" < $1 and "record_id" = $2) and "audience" in ($3, $4, $5, $6)) order by "seq" desc limit $7;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where ((at >= $1 and at < $2) and (("audience" in ($3, $4, $5) and "client_id" = $6 and "application_id" = $7) or ("audience" in ($8) and record_id = any($9::uuid[]) and "client_id" = $10 and "application_id" = $11))) order by "seq" desc limit $12;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where (1 = 1 and "audience" in ($1, $2, $3)) order by "seq" desc limit $4;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where (1 = 1 and "audience" in ($1, $2, $3, $4)) order by "seq" desc limit $5;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where (1 = 1 and ("audience" in ($1, $2, $3, $4) and "client_id" = $5)) order by "seq" desc limit $6;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where (1 = 1 and 1 = 0) order by "seq" desc limit $1;

-- log.updateFailed
update "reaction_parked" set "attempts" = $1, "error" = $2, "retry_at" = $3 where "id" = $4;

-- log.waitsUpTo
select "ordinal" from "event_pending" where "ordinal" <= $1 limit $2;

-- logs.countSearches
select count(*) as count from log_search where application_id = $1 and owner_id is not distinct from $2 and deleted_at is null;

-- logs.findSearch
select s.id, s.application_id as "applicationId", s.owner_id as "ownerId", s.name, s.search, s.version, s.updated_at as "updatedAt", s.deleted_at as "deletedAt" from log_search s where s.id = $1;

-- logs.insertSearch
insert into "log_search" ("id", "application_id", "owner_id", "name", "search", "created_at", "updated_at") values ($1, $2, $3, $4, $5, $6, $7);

-- logs.listSearches
select s.id, s.application_id as "applicationId", s.owner_id as "ownerId", s.name, s.search, s.version, s.updated_at as "updatedAt", s.deleted_at as "deletedAt" from log_search s where s.application_id = $1 and s.deleted_at is null and (s.owner_id is null or s.owner_id = $2) order by lower(s.name), s.id limit $3;

-- logs.lockSearch
select s.id, s.application_id as "applicationId", s.owner_id as "ownerId", s.name, s.search, s.version, s.updated_at as "updatedAt", s.deleted_at as "deletedAt" from log_search s where s.id = $1 for no key update;

-- logs.removeDeletedSearches
delete from log_search where id in (select id from log_search where deleted_at < $1 limit $2);

-- logs.removeSearchesOf
delete from log_search where owner_id = any($1::uuid[]);

-- logs.rewriteSearch
update "log_search" set "name" = $1, "search" = $2 where "id" = $3;

-- logs.searchesNaming
select id, name, search from log_search where exists (select from unnest($1::text[]) as word where strpos(lower(name || ' ' || search::text), lower(word)) > 0) order by id limit $2;

-- logs.searchesOf
select s.id, s.application_id as "applicationId", s.owner_id as "ownerId", s.name, s.search, s.version, s.updated_at as "updatedAt", s.deleted_at as "deletedAt" from log_search s where s.owner_id = any($1::uuid[]) order by s.id;

-- logs.updateSearch
update "log_search" set "owner_id" = $1, "name" = $2, "search" = $3, "version" = $4, "updated_at" = $5, "deleted_at" = $6 where "id" = $7;

-- mail.cancelMessage
update mail_message set state = 'cancelled', try_at = null, changed_at = $1 where id = $2 and state in ('queued', 'deferred') and sending_by is null;

-- mail.claimMessage
update mail_message set sending_by = $1 where id = ( select id from mail_message where try_at <= $2 and sending_by is null order by try_at, id limit 1 for update skip locked) returning id, message_id as "messageId", recipient, recipient_name as "recipientName", sender, sender_name as "senderName", reply_to as "replyTo", subject, text, html, sealed, headers, nature, unsubscribe_url as "unsubscribeUrl", attempts, answer, queued_at as "queuedAt", (select cause from mail_suppression where address = lower(recipient)) as suppression;

-- mail.deleteHeld
delete from mail_message where (person_id = any($1::uuid[]) or about_id = any($2::uuid[]) or lower(recipient) = any($3::text[]));

-- mail.deleteOld
delete from mail_message where id in ( select id from mail_message where try_at is null and sending_by is null and changed_at < $1 limit $2);

-- mail.deleteSuppression
delete from "mail_suppression" where "address" = $1;

-- mail.deleteSuppressions
delete from mail_suppression where address = any($1::text[]);

-- mail.findByKey
select "id" from "mail_message" where "idempotency_key" = $1;

-- mail.findMessage
select id, recipient, subject, state, nature, why, about_kind as "aboutKind", about_id as "aboutId", person_id as "personId", attempts, answer, queued_at as "queuedAt", changed_at as "changedAt", try_at as "tryAt", message_id as "messageId", sender, recipient_name as "recipientName", headers, text, html, confidential from mail_message where id = $1;

-- mail.findRelay
select host, port, security, username, sealed_password as "sealedPassword", private_allowed as "privateAllowed", sender, sender_name as "senderName", dkim_selector as "dkimSelector", sealed_dkim_key as "sealedDkimKey", signs, version from mail_relay;

-- mail.findSenders
select distinct sending_by as sender from mail_message where sending_by is not null;

-- mail.findStanding
select (select count(*)::int from mail_message where state in ('queued', 'deferred') and (state = 'deferred' or try_at <= $1)) as waiting, (select min(queued_at) from mail_message where state in ('queued', 'deferred') and (state = 'deferred' or try_at <= $2)) as "waitingSince", (select answer from mail_message where state = 'deferred' order by id limit 1) as trouble, (select count(*)::int from mail_message where state = 'failed' and changed_at > $3) as "failedToday";

-- mail.findSteps
select at, state, answer from mail_step where message = $1 order by number desc limit $2;

-- mail.findSuppression
select "cause" from "mail_suppression" where "address" = $1;

-- mail.forgetAnswers
update mail_step set answer = null where exists (select from unnest($1::text[]) as word where strpos(lower(answer), lower(word)) > 0);

-- mail.hastenDeferred
update mail_message set try_at = $1 where state = 'deferred' and sending_by is null and try_at > $2;

-- mail.insertMessage
insert into "mail_message" ("id", "idempotency_key", "message_id", "recipient", "recipient_name", "sender", "sender_name", "reply_to", "subject", "text", "html", "sealed", "confidential", "headers", "nature", "unsubscribe_url", "about_kind", "about_id", "person_id", "why", "state", "try_at", "queued_at", "changed_at") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24) on conflict ("idempotency_key") do nothing;

-- mail.insertMessages
with written as ( insert into mail_message (id, idempotency_key, message_id, recipient, recipient_name, sender, sender_name, reply_to, subject, text, html, confidential, headers, nature, unsubscribe_url, about_kind, about_id, person_id, why, state, try_at, queued_at, changed_at) select id, "idempotencyKey", "messageId", recipient, "recipientName", sender, "senderName", "replyTo", subject, text, html, false, headers, nature, "unsubscribeUrl", "aboutKind", "aboutId", "personId", why, 'queued', "tryAt", at, at from jsonb_to_recordset($1::jsonb) as given (id uuid, "idempotencyKey" text, "messageId" text, recipient text, "recipientName" text, sender text, "senderName" text, "replyTo" text, subject text, text text, html text, headers jsonb, nature text, "unsubscribeUrl" text, "aboutKind" text, "aboutId" uuid, "personId" uuid, why text, "tryAt" timestamptz, at timestamptz) on conflict (idempotency_key) do nothing returning id, queued_at) insert into mail_step (message, at, state) select id, queued_at, 'queued' from written;

-- mail.insertStep
insert into "mail_step" ("message", "at", "state", "answer") values ($1, $2, $3, $4);

-- mail.listHeld
select id, recipient, subject, text, why, state, queued_at as "queuedAt" from mail_message where id > $1::uuid and (person_id = any($2::uuid[]) or about_id = any($3::uuid[]) or lower(recipient) = any($4::text[])) order by id limit $5;

-- mail.listMessages
select id, recipient, subject, state, nature, why, about_kind as "aboutKind", about_id as "aboutId", person_id as "personId", attempts, answer, queued_at as "queuedAt", changed_at as "changedAt", try_at as "tryAt" from mail_message where lower(recipient || ' ' || subject) like $1 order by id desc limit $2;
select id, recipient, subject, state, nature, why, about_kind as "aboutKind", about_id as "aboutId", person_id as "personId", attempts, answer, queued_at as "queuedAt", changed_at as "changedAt", try_at as "tryAt" from mail_message where state = $1 and lower(recipient || ' ' || subject) like $2 order by id desc limit $3;
select id, recipient, subject, state, nature, why, about_kind as "aboutKind", about_id as "aboutId", person_id as "personId", attempts, answer, queued_at as "queuedAt", changed_at as "changedAt", try_at as "tryAt" from mail_message where true order by id desc limit $1;

-- mail.listNaming
select id, subject, text, html, why, answer, sender_name as "senderName", reply_to as "replyTo" from mail_message where id > $1::uuid and exists (select from unnest($2::text[]) as word where strpos( lower(concat_ws(' ', subject, text, html, why, answer, sender_name, reply_to)), lower(word)) > 0) order by id limit $3;

-- mail.listSuppressions
select "address", "cause", "note", "since" from "mail_suppression" order by "address" limit $1;

-- mail.putRelay
insert into "mail_relay" ("host", "port", "security", "username", "sealed_password", "private_allowed", "sender", "sender_name", "dkim_selector", "sealed_dkim_key", "signs", "changed_at") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing;
update "mail_relay" set "host" = $1, "port" = $2, "security" = $3, "username" = $4, "sealed_password" = $5, "private_allowed" = $6, "sender" = $7, "sender_name" = $8, "dkim_selector" = $9, "sealed_dkim_key" = $10, "signs" = $11, "changed_at" = $12, "version" = $13 where "version" = $14;

-- mail.putSuppression
insert into mail_suppression (address, cause, note, since) values (lower($1), $2, $3, $4) on conflict (address) do update set cause = excluded.cause, note = excluded.note, since = excluded.since where mail_suppression.cause = 'unsubscribed';

-- mail.retryMessage
update mail_message set state = 'queued', attempts = 0, try_at = $1, changed_at = $2 where id = $3 and state in ('failed', 'suppressed', 'cancelled', 'deferred') and sending_by is null and (text is not null or sealed is not null);

-- mail.rewriteMessage
update mail_message set subject = $1, text = $2, html = $3, why = $4, answer = $5, sender_name = $6, reply_to = $7 where id = $8;

-- mail.settleMessage
update mail_message set state = $1, answer = $2, attempts = $3, changed_at = $4, try_at = $5::timestamptz, sending_by = null, sealed = case when $6 = 'handed_over' then null else sealed end where id = $7 and sending_by = $8;

-- mail.takeBack
with taken as ( update mail_message set sending_by = null, changed_at = $1, answer = $2 where sending_by = $3 returning id, state) insert into mail_step (message, at, state, answer) select id, $4::timestamptz, state, $5 from taken;

-- mail.wakeOthers
select pg_notify($1, '');

-- maintenance.countStandings
select count(*)::int as all, count(*) filter (where is_down)::int as down from window_check where application_id = $1;

-- maintenance.deleteFeeds
delete from window_feed where person_id = any($1::uuid[]);

-- maintenance.deleteStanding
delete from window_check where check_id = $1;

-- maintenance.deleteStray
delete from window_occurrence where window_id = $1 and state in ('planned', 'skipped') and local <> all($2::text[]);

-- maintenance.deleteUntouched
delete from window_occurrence where window_id = $1 and state = 'planned' and not is_moved;

-- maintenance.findEvidence
select e.* from unnest($1::uuid[]) as wanted (id) cross join lateral ( select occurrence_id as "occurrenceId", thing, thing_id as id, title, at, is_within as "isWithin", recovered_at as "recoveredAt" from window_evidence where occurrence_id = wanted.id order by at, thing_id limit $2) as e;

-- maintenance.findFeedOwner
select person_id as "personId" from window_feed where token_hash = $1;

-- maintenance.findFeeds
select created_at as "createdAt" from window_feed where person_id = any($1::uuid[]);

-- maintenance.findHolding
select w.id as "windowId", r.title, o.ends_at as "endsAt", w.application_id as "applicationId", w.environment_ids as "environmentIds", w.component_ids as "componentIds", w.holds_alerts as "holdsAlerts", w.pauses_clocks as "pausesClocks", w.freezes_releases as "freezesReleases" from window_occurrence o join maintenance_window w on w.id = o.window_id join record r on r.id = w.id and r.deleted_at is null where w.application_id = any($1::uuid[]) and o.starts_at <= $2 and o.ends_at > $3 and o.state <> 'skipped' and r.state <> 'cancelled' order by o.ends_at desc, w.id;

-- maintenance.findNext
select distinct on (o.window_id) o.id, o.window_id as "windowId", o.local, o.state, o.starts_at as "startsAt", o.ends_at as "endsAt", o.planned_ends_at as "plannedEndsAt", o.is_moved as "isMoved", o.is_reminded as "isReminded", o.verdict, o.checks_down_before as "checksDownBefore", o.checks_down_after as "checksDownAfter" from window_occurrence o where o.window_id = any($1::uuid[]) and o.ends_at > $2 and o.state in ('planned', 'under_way') order by o.window_id, o.starts_at, o.id;

-- maintenance.findOccurrence
select o.id, o.window_id as "windowId", o.local, o.state, o.starts_at as "startsAt", o.ends_at as "endsAt", o.planned_ends_at as "plannedEndsAt", o.is_moved as "isMoved", o.is_reminded as "isReminded", o.verdict, o.checks_down_before as "checksDownBefore", o.checks_down_after as "checksDownAfter" from window_occurrence o where o.id = $1 and o.window_id = $2;

-- maintenance.findOpen
select o.id, o.window_id as "windowId", o.local, o.state, o.starts_at as "startsAt", o.ends_at as "endsAt", o.planned_ends_at as "plannedEndsAt", o.is_moved as "isMoved", o.is_reminded as "isReminded", o.verdict, o.checks_down_before as "checksDownBefore", o.checks_down_after as "checksDownAfter" from window_occurrence o where o.window_id = $1 and (o.state in ('planned', 'under_way') or (o.state = 'ended' and o.verdict is null)) order by o.starts_at, o.id;

-- maintenance.findWindow
select w.id, w.application_id as "applicationId", w.kind, w.environment_ids as "environmentIds", w.component_ids as "componentIds", w.zone, w.starts_local as "startsLocal", w.duration_minutes as "durationMinutes", w.rule, w.holds_alerts as "holdsAlerts", w.pauses_clocks as "pausesClocks", w.freezes_releases as "freezesReleases", w.is_public as "isPublic", w.public_text as "publicText", w.note, w.plan_key as "planKey", w.created_by as "createdBy" from maintenance_window w where w.id = $1;

-- maintenance.findWindows
select w.id, w.application_id as "applicationId", w.kind, w.environment_ids as "environmentIds", w.component_ids as "componentIds", w.zone, w.starts_local as "startsLocal", w.duration_minutes as "durationMinutes", w.rule, w.holds_alerts as "holdsAlerts", w.pauses_clocks as "pausesClocks", w.freezes_releases as "freezesReleases", w.is_public as "isPublic", w.public_text as "publicText", w.note, w.plan_key as "planKey", w.created_by as "createdBy" from maintenance_window w where w.id = any($1::uuid[]);

-- maintenance.forgetMakers
update maintenance_window set created_by = null where created_by = any($1::uuid[]);

-- maintenance.insertEvidence
insert into window_evidence (occurrence_id, thing, thing_id, title, at, is_within) select o.id, $1, $2, $3, $4, (cardinality(w.environment_ids) = 0 or $5 = any(w.environment_ids)) and (cardinality(w.component_ids) = 0 or coalesce($6::uuid = any(w.component_ids), false)) from window_occurrence o join maintenance_window w on w.id = o.window_id join record r on r.id = w.id and r.deleted_at is null where w.application_id = $7 and w.kind = 'window' and o.state <> 'skipped' and r.state <> 'cancelled' and o.starts_at <= $8 and o.ends_at > $9 on conflict do nothing;

-- maintenance.insertOccurrences
insert into window_occurrence (id, window_id, local, state, starts_at, ends_at, planned_ends_at, is_reminded) select id, $1, local, 'planned', starts_at, ends_at, ends_at, starts_at < $2 from unnest($3::uuid[], $4::text[], $5::timestamptz[], $6::timestamptz[]) as planned (id, local, starts_at, ends_at) on conflict (window_id, local) do nothing;

-- maintenance.insertWindow
insert into maintenance_window (id, application_id, kind, environment_ids, component_ids, zone, starts_local, duration_minutes, rule, holds_alerts, pauses_clocks, freezes_releases, is_public, public_text, note, plan_key, created_by) values ($1, $2, $3, $4::uuid[], $5::uuid[], $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17);

-- maintenance.listOccurrences
select * from ( (select o.id, o.window_id as "windowId", o.local, o.state, o.starts_at as "startsAt", o.ends_at as "endsAt", o.planned_ends_at as "plannedEndsAt", o.is_moved as "isMoved", o.is_reminded as "isReminded", o.verdict, o.checks_down_before as "checksDownBefore", o.checks_down_after as "checksDownAfter" from window_occurrence o where o.window_id = $1 and o.ends_at <= $2 order by o.starts_at desc limit $3) union all (select o.id, o.window_id as "windowId", o.local, o.state, o.starts_at as "startsAt", o.ends_at as "endsAt", o.planned_ends_at as "plannedEndsAt", o.is_moved as "isMoved", o.is_reminded as "isReminded", o.verdict, o.checks_down_before as "checksDownBefore", o.checks_down_after as "checksDownAfter" from window_occurrence o where o.window_id = $4 and o.ends_at > $5 order by o.starts_at limit $6)) as shown order by "startsAt", id;

-- maintenance.notesOf
select id, note from maintenance_window where id = any($1::uuid[]);

-- maintenance.occurrencesBetween
select o.id, o.window_id as "windowId", o.local, o.state, o.starts_at as "startsAt", o.ends_at as "endsAt", o.planned_ends_at as "plannedEndsAt", o.is_moved as "isMoved", o.is_reminded as "isReminded", o.verdict, o.checks_down_before as "checksDownBefore", o.checks_down_after as "checksDownAfter", r.number, r.version, r.title, w.application_id as "applicationId", r.client_id as "clientId", w.kind, w.is_public as "isPublic", w.public_text as "publicText", w.environment_ids as "environmentIds", w.component_ids as "componentIds", w.pauses_clocks as "pausesClocks", w.freezes_releases as "freezesReleases" from window_occurrence o join maintenance_window w on w.id = o.window_id join record r on r.id = w.id and r.deleted_at is null where o.ends_at > $1 and o.starts_at < $2 and o.state <> 'skipped' and r.state <> 'cancelled' and true order by o.starts_at, o.id limit $3;
select o.id, o.window_id as "windowId", o.local, o.state, o.starts_at as "startsAt", o.ends_at as "endsAt", o.planned_ends_at as "plannedEndsAt", o.is_moved as "isMoved", o.is_reminded as "isReminded", o.verdict, o.checks_down_before as "checksDownBefore", o.checks_down_after as "checksDownAfter", r.number, r.version, r.title, w.application_id as "applicationId", r.client_id as "clientId", w.kind, w.is_public as "isPublic", w.public_text as "publicText", w.environment_ids as "environmentIds", w.component_ids as "componentIds", w.pauses_clocks as "pausesClocks", w.freezes_releases as "freezesReleases" from window_occurrence o join maintenance_window w on w.id = o.window_id join record r on r.id = w.id and r.deleted_at is null where o.ends_at > $1 and o.starts_at < $2 and o.state <> 'skipped' and r.state <> 'cancelled' and w.application_id = any($3::uuid[]) order by o.starts_at, o.id limit $4;

-- maintenance.plannedWindows
select w.id, w.application_id as "applicationId", w.kind, w.environment_ids as "environmentIds", w.component_ids as "componentIds", w.zone, w.starts_local as "startsLocal", w.duration_minutes as "durationMinutes", w.rule, w.holds_alerts as "holdsAlerts", w.pauses_clocks as "pausesClocks", w.freezes_releases as "freezesReleases", w.is_public as "isPublic", w.public_text as "publicText", w.note, w.plan_key as "planKey", w.created_by as "createdBy" from maintenance_window w where w.application_id = $1 and w.plan_key is not null;

-- maintenance.putFeed
insert into window_feed (person_id, token_hash, created_at) values ($1, $2, $3) on conflict (person_id) do update set token_hash = excluded.token_hash, created_at = excluded.created_at;

-- maintenance.putStanding
insert into window_check (check_id, application_id, environment_id, is_down) values ($1, $2, $3, $4) on conflict (check_id) do update set is_down = excluded.is_down;

-- maintenance.recoverEvidence
update window_evidence set recovered_at = $1 where thing_id = $2 and recovered_at is null;

-- maintenance.updateOccurrence
update window_occurrence set state = $1, starts_at = $2, ends_at = $3, planned_ends_at = $4, is_moved = $5, is_reminded = $6, verdict = $7, checks_down_before = $8, checks_down_after = $9 where id = $10;

-- maintenance.updateWindow
update maintenance_window set environment_ids = $1::uuid[], component_ids = $2::uuid[], zone = $3, starts_local = $4, duration_minutes = $5, rule = $6, holds_alerts = $7, pauses_clocks = $8, freezes_releases = $9, is_public = $10, public_text = $11, note = $12 where id = $13;

-- maintenance.windowsMadeBy
select id from maintenance_window where created_by = any($1::uuid[]) and true order by id limit $2;

-- mapping.addUnassigned
insert into unassigned_set as u (owner_kind, owner_id, digest, protocol, reason, labels, items, first_at, last_at) select kind, id, sha256(convert_to(concat_ws(' ', protocol, reason, labels::text), 'UTF8')) as digest, protocol, reason, labels, items, first, last from jsonb_to_recordset($1::jsonb) as n(kind text, id uuid, protocol text, reason text, labels jsonb, items bigint, first timestamptz, last timestamptz) order by kind, id, digest on conflict (owner_kind, owner_id, digest) do update set items = u.items + excluded.items, first_at = least(u.first_at, excluded.first_at), last_at = greatest(u.last_at, excluded.last_at);

-- mapping.clearUnassigned
delete from unassigned_set where owner_kind = $1 and owner_id = $2;

-- mapping.dropUnassignedBeyond
delete from unassigned_set where owner_kind = $1 and owner_id = $2 and digest in (select digest from unassigned_set where owner_kind = $3 and owner_id = $4 order by last_at desc, digest offset $5);

-- mapping.findMapping
select rules, version from mapping where owner_kind = $1 and owner_id = $2;

-- mapping.forgetUnassigned
delete from unassigned_set where (owner_kind, owner_id, digest) in (select owner_kind, owner_id, digest from unassigned_set where last_at < $1 order by last_at limit $2);

-- mapping.listUnassigned
select protocol, reason, labels, items::float8 as items, first_at as "firstAt", last_at as "lastAt" from unassigned_set where owner_kind = $1 and owner_id = $2 order by last_at desc, digest limit $3;

-- mapping.mappingsNaming
select jsonb_build_object('kind', owner_kind, 'id', owner_id) as owner, rules from mapping where exists (select from unnest($1::text[]) as word where strpos(lower(rules::text), lower(word)) > 0) for update;

-- mapping.removeUnassignedNaming
delete from unassigned_set where exists (select from unnest($1::text[]) as word where strpos(lower(labels::text), lower(word)) > 0);

-- mapping.rewriteRules
update mapping set rules = $1::jsonb, version = version + 1 where owner_kind = $2 and owner_id = $3;

-- mapping.writeMapping
insert into mapping as m (owner_kind, owner_id, rules, version, updated_at) select $1, $2::uuid, $3::jsonb, 1, $4::timestamptz where $5::int = 0 or exists (select from mapping where owner_kind = $6 and owner_id = $7::uuid) on conflict (owner_kind, owner_id) do update set rules = excluded.rules, version = m.version + 1, updated_at = excluded.updated_at where m.version = $8::int;

-- monitoring.dropWeeks
delete from signal_week where environment_id = $1 and week < $2::date;

-- monitoring.listBaselines
select environment_id as "environmentId", signal, refused_as as "refusedAs", weeks, odd_weeks as "oddWeeks", zone, learned_at as "learnedAt", verdict, value, lower, expected, upper, judged_to as "judgedTo", since, turn, hours from baseline where environment_id = $1 order by signal;

-- monitoring.listRead
select environment_id as "environmentId", read_from as "from", read_to as "to" from signal_read;

-- monitoring.listStandings
select environment_id as "environmentId", signal, refused_as as "refusedAs", weeks, odd_weeks as "oddWeeks", zone, learned_at as "learnedAt", verdict, value, lower, expected, upper, judged_to as "judgedTo", since, turn from baseline where environment_id = any($1::uuid[]) order by environment_id, signal;

-- monitoring.listWeeks
select signal, week::text as week, hours from signal_week where environment_id = $1 and week >= $2::date order by signal, week;

-- monitoring.noteRead
insert into signal_read (environment_id, read_from, read_to) values ($1, $2, $3) on conflict (environment_id) do update set read_from = excluded.read_from, read_to = excluded.read_to;

-- monitoring.putBaseline
insert into baseline (environment_id, signal, hours, refused_as, weeks, odd_weeks, zone, learned_at, verdict, value, lower, expected, upper, judged_to, since, turn) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) on conflict (environment_id, signal) do update set hours = excluded.hours, refused_as = excluded.refused_as, weeks = excluded.weeks, odd_weeks = excluded.odd_weeks, zone = excluded.zone, learned_at = excluded.learned_at, verdict = excluded.verdict, value = excluded.value, lower = excluded.lower, expected = excluded.expected, upper = excluded.upper, judged_to = excluded.judged_to, since = excluded.since, turn = excluded.turn;

-- monitoring.putWeek
insert into signal_week (environment_id, signal, week, hours) values ($1, $2, $3::date, $4) on conflict (environment_id, signal, week) do update set hours = excluded.hours;

-- oncall.callOff
update page_message set state = 'called_off', try_at = null where page_id = $1 and state = 'queued';

-- oncall.claimDutyTest
update duty_test set sent_until = $1 where id = ( select id from duty_test where confirmed_at is null and told_at is null and outcome is null and (sent_until is null or sent_until <= $2) order by queued_at, id limit 1 for update skip locked) returning id, person_id as "personId", address_id as "addressId", channel, queued_at as "queuedAt", outcome, confirmed_at as "confirmedAt";

-- oncall.claimPageMessage
update page_message set sent_by = $1, sent_until = $2, attempts = attempts + 1, repeats = repeats + (sent_by is not null)::int where id = ( select id from page_message where try_at <= $3 and (sent_until is null or sent_until <= $4) order by try_at, id limit 1 for update skip locked) returning id, page_id as "pageId", turn, person_id as "personId", address_id as "addressId", channel, state, why_person as "whyPerson", why_channel as "whyChannel", outcome, attempts, repeats, queued_at as "queuedAt", handed_over_at as "handedOverAt";

-- oncall.claimSelfTest
update pager_state set tested_at = $1 where tested_at is null or tested_at <= $2;

-- oncall.confirmDutyTest
update duty_test set confirmed_at = $1 where id = $2 and confirmed_at is null;

-- oncall.countOverridesAhead
select count(*)::int as count from duty_override where schedule_id = $1 and ends_at > $2;

-- oncall.countSubjects
select count(*)::int as count from page_subject where page_id = $1 and over_at is null;

-- oncall.deleteOldTests
delete from duty_test where queued_at < $1;

-- oncall.deletePolicy
delete from escalation_policy where application_id = $1;

-- oncall.deleteSchedule
update duty_schedule set deleted_at = $1 where id = $2;

-- oncall.dueSince
select try_at as "tryAt" from page_message where try_at <= $1 and (sent_until is null or sent_until <= $2) order by try_at limit 1;

-- oncall.endSubject
update page_subject set over_at = $1 where about_kind = $2 and about_id = $3 and page_id = $4 and over_at is null;

-- oncall.eraseFeeds
delete from duty_feed where person_id = any($1::uuid[]);

-- oncall.eraseOverrides
delete from duty_override where person_id = any($1::uuid[]);

-- oncall.eraseSwaps
delete from duty_swap where asker_id = any($1::uuid[]) or asked_id = any($2::uuid[]);

-- oncall.eraseTests
delete from duty_test where person_id = any($1::uuid[]);

-- oncall.findFeed
select person_id as "personId", schedule_id as "scheduleId" from duty_feed where secret_hash = $1;

-- oncall.findPage
select id, client_id as "clientId", application_id as "applicationId", environment_id as "environmentId", title, severity, state, reason, turn, next_at as "nextAt", opened_at as "openedAt", answered_by as "answeredBy", answered_at as "answeredAt", answered_via as "answeredVia", ended_at as "endedAt" from page where id = $1;

-- oncall.findPageMessage
select id, page_id as "pageId", turn, person_id as "personId", address_id as "addressId", channel, state, why_person as "whyPerson", why_channel as "whyChannel", outcome, attempts, repeats, queued_at as "queuedAt", handed_over_at as "handedOverAt" from page_message where id = $1;

-- oncall.findPager
select beat_at as "beatAt", tested_at as "testedAt", dead, called_at as "calledAt", call_failure as "callFailure" from pager_state;

-- oncall.findPagesAbout
select p.id from page p join page_subject s on s.page_id = p.id where s.about_kind = $1 and s.about_id = $2 and s.over_at is null and p.state <> 'ended' order by p.id desc limit 10;

-- oncall.findPolicy
select id, application_id as "applicationId", steps, repeats, managed_by as "managedBy", version from escalation_policy where application_id = $1;

-- oncall.insertDecision
insert into page_decision (id, page_id, at, kind, reason, person_id, detail) values ($1, $2, $3, $4, $5, $6, $7);

-- oncall.insertDutyTest
insert into duty_test (id, person_id, address_id, channel, week, queued_at) values ($1, $2, $3, $4, $5::date, $6) on conflict (address_id, week) do nothing;

-- oncall.insertNote
insert into duty_note (id, schedule_id, person_id, text, created_at) values ($1, $2, $3, $4, $5);

-- oncall.insertOverride
insert into duty_override (id, schedule_id, person_id, starts_at, ends_at, is_swap, created_at) values ($1, $2, $3, $4, $5, $6, $7);

-- oncall.insertPage
insert into page (id, client_id, application_id, environment_id, title, severity, state, reason, next_at, opened_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- oncall.insertPageMessage
insert into page_message (id, page_id, turn, person_id, address_id, channel, why_person, why_channel, queued_at, try_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (page_id, turn, address_id) do nothing;

-- oncall.insertSchedule
insert into duty_schedule (id, name, zone, layers, managed_by, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7);

-- oncall.insertSubject
insert into page_subject (about_kind, about_id, page_id, title, rule_key, joined_at) values ($1, $2, $3, $4, $5, $6) on conflict (about_kind, about_id, page_id) do update set over_at = null;

-- oncall.insertSwap
insert into duty_swap (id, schedule_id, asker_id, asked_id, starts_at, ends_at, return_starts_at, return_ends_at, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- oncall.listAskedPages
select person_id as "personId", page_id as "pageId", min(handed_over_at) as at from page_message where queued_at >= $1 and handed_over_at is not null and channel <> 'in_app' and ($2::uuid[] is null or person_id = any($3::uuid[])) group by person_id, page_id order by at desc, page_id limit $4;

-- oncall.listAwaited
select m.id from page_message m join page p on p.id = m.page_id where m.state = 'handed_over' and p.state = 'open' order by m.handed_over_at limit $1;

-- oncall.listDecisions
select id, page_id as "pageId", at, kind, reason, person_id as "personId", detail from page_decision where page_id = $1 order by id limit $2;

-- oncall.listLastTests
select distinct on (address_id) id, person_id as "personId", address_id as "addressId", channel, queued_at as "queuedAt", outcome, confirmed_at as "confirmedAt" from duty_test where person_id = any($1::uuid[]) and queued_at >= $2 order by address_id, queued_at desc;

-- oncall.listNotes
select id, person_id as "personId", text, created_at as "createdAt" from duty_note where schedule_id = $1 order by created_at desc, id desc limit $2;

-- oncall.listNotesNaming
select id, person_id as "personId", text, created_at as "createdAt" from duty_note where id > $1 and (person_id = any($2::uuid[]) or exists (select from unnest($3::text[]) as word where strpos(lower(text), word) > 0)) order by id limit $4;

-- oncall.listOpenSwaps
select id, schedule_id as "scheduleId", asker_id as "askerId", asked_id as "askedId", starts_at as "from", ends_at as "to", return_starts_at as "returnFrom", return_ends_at as "returnTo", state from duty_swap where state = 'asked' and ends_at > $1 and ($2::uuid is null or schedule_id = $3::uuid) and ($4::uuid is null or $5::uuid in (asker_id, asked_id)) order by starts_at, id limit $6;

-- oncall.listOverrides
select id, schedule_id as "scheduleId", person_id as "personId", starts_at as "from", ends_at as "to", is_swap as "isSwap" from duty_override where schedule_id = any($1::uuid[]) and starts_at < $2 and ends_at > $3 order by id limit $4;

-- oncall.listOwnOverrides
select schedule_id as "scheduleId", starts_at as "from", ends_at as "to", is_swap as "isSwap" from duty_override where person_id = any($1::uuid[]) order by starts_at desc, id limit $2;

-- oncall.listOwnPages
select page_id as "pageId", channel, queued_at as "queuedAt", state from page_message where person_id = any($1::uuid[]) order by queued_at desc, id limit $2;

-- oncall.listOwnTests
select channel, queued_at as "queuedAt", outcome, confirmed_at as "confirmedAt" from duty_test where person_id = any($1::uuid[]) order by queued_at desc, id limit $2;

-- oncall.listPageMessages
select id, page_id as "pageId", turn, person_id as "personId", address_id as "addressId", channel, state, why_person as "whyPerson", why_channel as "whyChannel", outcome, attempts, repeats, queued_at as "queuedAt", handed_over_at as "handedOverAt" from page_message where page_id = $1 order by queued_at, id limit $2;

-- oncall.listPages
select id, client_id as "clientId", application_id as "applicationId", environment_id as "environmentId", title, severity, state, reason, turn, next_at as "nextAt", opened_at as "openedAt", answered_by as "answeredBy", answered_at as "answeredAt", answered_via as "answeredVia", ended_at as "endedAt" from page where opened_at >= $1 and ($2::boolean is null or (state = 'ended') = $3::boolean) order by opened_at desc, id desc limit $4;

-- oncall.listPolicies
select id, application_id as "applicationId", steps, repeats, managed_by as "managedBy", version from escalation_policy order by application_id;

-- oncall.listSchedules
select id, name, zone, layers, managed_by as "managedBy", version from duty_schedule where deleted_at is null and ($1::uuid[] is null or id = any($2::uuid[])) order by lower(name), id limit $3;

-- oncall.listSubjects
select page_id as "pageId", about_kind as kind, about_id as id, title, rule_key as "ruleKey", joined_at as "joinedAt", over_at as "overAt" from page_subject where page_id = any($1::uuid[]) order by joined_at, about_id limit $2;

-- oncall.listWakings
select s.page_id as "pageId", s.rule_key as "ruleKey", s.about_id as "alertId", s.title, s.joined_at as at, (p.state = 'ended' and p.answered_by is null) as "passedByItself" from page_subject s join page p on p.id = s.page_id where s.page_id = any($1::uuid[]) and s.about_kind = 'alert' and s.rule_key is not null order by s.joined_at, s.about_id;

-- oncall.lockOpenTests
select id, person_id as "personId", address_id as "addressId", channel, queued_at as "queuedAt", outcome, confirmed_at as "confirmedAt" from duty_test where confirmed_at is null and told_at is null order by queued_at limit $1 for update skip locked;

-- oncall.lockOverride
select id, schedule_id as "scheduleId", person_id as "personId", starts_at as "from", ends_at as "to", is_swap as "isSwap" from duty_override where id = $1 for update;

-- oncall.lockPage
select id, client_id as "clientId", application_id as "applicationId", environment_id as "environmentId", title, severity, state, reason, turn, next_at as "nextAt", opened_at as "openedAt", answered_by as "answeredBy", answered_at as "answeredAt", answered_via as "answeredVia", ended_at as "endedAt" from page where id = $1 for no key update;

-- oncall.lockPageOfPlace
select id, client_id as "clientId", application_id as "applicationId", environment_id as "environmentId", title, severity, state, reason, turn, next_at as "nextAt", opened_at as "openedAt", answered_by as "answeredBy", answered_at as "answeredAt", answered_via as "answeredVia", ended_at as "endedAt" from page where application_id = $1 and environment_id is not distinct from $2::uuid and state <> 'ended' and opened_at >= $3 order by opened_at desc, id desc limit 1 for no key update;

-- oncall.lockSchedule
select id, name, zone, layers, managed_by as "managedBy", version from duty_schedule where id = $1 and deleted_at is null for no key update;

-- oncall.lockSwap
select id, schedule_id as "scheduleId", asker_id as "askerId", asked_id as "askedId", starts_at as "from", ends_at as "to", return_starts_at as "returnFrom", return_ends_at as "returnTo", state from duty_swap where id = $1 for update;

-- oncall.markAnswered
update page_message set state = 'answered', try_at = null where id = $1;

-- oncall.noteDutyTest
update duty_test set outcome = $1 where id = $2;

-- oncall.noteSelfTest
update pager_state set dead = $1, call_failure = $2, called_at = coalesce($3, called_at);

-- oncall.putFeed
insert into duty_feed (id, person_id, schedule_id, secret_hash, created_at) values ($1, $2, $3, $4, $5) on conflict (person_id, schedule_id) do update set secret_hash = excluded.secret_hash, created_at = excluded.created_at;

-- oncall.putPolicy
insert into escalation_policy (id, application_id, steps, repeats, managed_by, updated_at) values ($1, $2, $3, $4, $5, $6) on conflict (application_id) do update set steps = excluded.steps, repeats = excluded.repeats, managed_by = excluded.managed_by, version = escalation_policy.version + 1, updated_at = excluded.updated_at where escalation_policy.version = $7;

-- oncall.removeOverride
delete from duty_override where id = $1;

-- oncall.replaceNote
update duty_note set text = $1 where id = $2;

-- oncall.setBeat
update pager_state set beat_at = $1;

-- oncall.setTestsTold
update duty_test set told_at = $1 where id = any($2::uuid[]);

-- oncall.settlePageMessage
update page_message set state = $1, outcome = $2, reference = coalesce($3, reference), handed_over_at = coalesce($4, handed_over_at), try_at = $5, sent_by = null, sent_until = null where id = $6 and state in ('queued', 'handed_over', 'delivered');

-- oncall.settleSwap
update duty_swap set state = $1, settled_at = $2 where id = $3;

-- oncall.updatePage
update page set severity = $1, state = $2, reason = $3, turn = $4, next_at = $5, answered_by = $6, answered_at = $7, answered_via = $8, ended_at = $9 where id = $10;

-- oncall.updateSchedule
update duty_schedule set name = $1, zone = $2, layers = $3, managed_by = $4, version = version + 1, updated_at = $5 where id = $6;

-- operation.breakOff
update "audit_verification" set "state" = $1, "finished_at" = $2 where "id" = $3 and "state" = $4 and "progress_at" <= $5;

-- operation.findSettings
select key, value, version, changed_at as "changedAt" from setting where key = any($1::text[]);

-- operation.findVerification
select id, state, started_at as "startedAt", started_by_kind as "startedByKind", started_by_id as "startedById", progress_at as "progressAt", checked_seq as "checkedSeq", finished_at as "finishedAt", from_seq as "fromSeq", to_seq as "toSeq", head, fault_seq as "faultSeq", fault_what as "faultWhat" from audit_verification where id = $1;

-- operation.finishVerification
update "audit_verification" set "state" = $1, "finished_at" = $2, "progress_at" = $3, "checked_seq" = $4, "from_seq" = $5, "to_seq" = $6, "head" = $7, "fault_seq" = $8, "fault_what" = $9 where "id" = $10 and "state" = $11;

-- operation.forgetQuiet
delete from now_quiet where caller_key = $1;

-- operation.insertVerification
insert into "audit_verification" ("id", "state", "started_at", "started_by_kind", "started_by_id", "progress_at") values ($1, $2, $3, $4, $5, $6) on conflict ("state") where "state" = $7 do nothing;

-- operation.lastResult
select id, state, started_at as "startedAt", started_by_kind as "startedByKind", started_by_id as "startedById", progress_at as "progressAt", checked_seq as "checkedSeq", finished_at as "finishedAt", from_seq as "fromSeq", to_seq as "toSeq", head, fault_seq as "faultSeq", fault_what as "faultWhat" from audit_verification where state in ('passed', 'failed') order by id desc limit 1;

-- operation.listVerifications
select id, state, started_at as "startedAt", started_by_kind as "startedByKind", started_by_id as "startedById", progress_at as "progressAt", checked_seq as "checkedSeq", finished_at as "finishedAt", from_seq as "fromSeq", to_seq as "toSeq", head, fault_seq as "faultSeq", fault_what as "faultWhat" from audit_verification where true order by id desc limit $1;

-- operation.putSetting
insert into setting (key, value, changed_at) values ($1, $2::jsonb, $3) on conflict (key) do nothing;
update setting set value = $1::jsonb, version = version + 1, changed_at = $2 where key = $3 and version = $4;

-- operation.quietSince
insert into now_quiet (caller_key, since) values ($1, $2) on conflict (caller_key) do update set since = now_quiet.since returning since;

-- operation.updateProgress
update "audit_verification" set "checked_seq" = $1, "progress_at" = $2 where "id" = $3 and "state" = $4;

-- plan.findHeads
select version, note, restored_from as "restoredFrom", changes, json_build_object('kind', actor_kind, 'id', actor_id) as actor, created_at as "createdAt" from plan_version where client_id is not distinct from $1::uuid and application_id is not distinct from $2::uuid and version = any($3::int[]);

-- plan.findLayer
select version, leaves from plan_version where client_id is not distinct from $1::uuid and application_id is not distinct from $2::uuid and created_at <= $3 order by version desc limit 1;
select version, leaves from plan_version where client_id is not distinct from $1::uuid and application_id is not distinct from $2::uuid and true order by version desc limit 1;

-- plan.findSource
select version, leaves, source from plan_version where client_id is not distinct from $1::uuid and application_id is not distinct from $2::uuid and true order by version desc limit 1;
select version, leaves, source from plan_version where client_id is not distinct from $1::uuid and application_id is not distinct from $2::uuid and version = $3 order by version desc limit 1;

-- plan.findTextsWith
select id, source, note, leaves::text as leaves from plan_version where exists (select from unnest($1::text[]) as word where position(word in lower(source || ' ' || note)) > 0);

-- plan.findVersionsBy
select version, note, created_at as "createdAt" from plan_version where actor_kind = 'person' and actor_id = any($1::text[]) order by created_at, id;

-- plan.insertVersion
insert into "plan_version" ("id", "client_id", "application_id", "version", "source", "leaves", "note", "restored_from", "changes", "actor_kind", "actor_id", "created_at") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict on constraint "plan_version_unique" do nothing;

-- plan.listLayers
select distinct on (application_id, client_id) version, leaves, application_id as "applicationId", client_id as "clientId", created_at as "changedAt" from plan_version order by application_id nulls first, client_id nulls first, version desc limit $1;

-- plan.listVersions
select version, note, restored_from as "restoredFrom", changes, json_build_object('kind', actor_kind, 'id', actor_id) as actor, created_at as "createdAt" from plan_version where client_id is not distinct from $1::uuid and application_id is not distinct from $2::uuid and true order by version desc limit $3;

-- plan.lockPlans
lock table plan_version in share row exclusive mode;

-- plan.replaceTexts
update plan_version set source = $1, note = $2, leaves = $3::jsonb where id = $4;

-- privacy.consentsOf
select id, email, purpose, text_version as "textVersion", how, note, given_at as "givenAt", recorded_by_kind as "recordedByKind", recorded_by_id as "recordedById", withdrawn_at as "withdrawnAt", withdrawn_how as "withdrawnHow" from consent where lower(email) = any($1::text[]) order by id;

-- privacy.countRemains
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("about"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("channel"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("key"::text)) > 0)) as "c2" from "notice_refusal";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("about"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("concern"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("dismissed_as"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("facts"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("fingerprint"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("kind"::text)) > 0)) as "c5", count(*) filter (where exists ( select 1 from unnest($7::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c6", count(*) filter (where exists ( select 1 from unnest($8::text[]) as word where position(lower(word) in lower("unit"::text)) > 0)) as "c7", count(*) filter (where exists ( select 1 from unnest($9::text[]) as word where position(lower(word) in lower("wins_unit"::text)) > 0)) as "c8" from "resource_finding";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("about_kind"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("answer"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("headers"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("html"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("idempotency_key"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("message_id"::text)) > 0)) as "c5", count(*) filter (where exists ( select 1 from unnest($7::text[]) as word where position(lower(word) in lower("nature"::text)) > 0)) as "c6", count(*) filter (where exists ( select 1 from unnest($8::text[]) as word where position(lower(word) in lower("recipient"::text)) > 0)) as "c7", count(*) filter (where exists ( select 1 from unnest($9::text[]) as word where position(lower(word) in lower("recipient_name"::text)) > 0)) as "c8", count(*) filter (where exists ( select 1 from unnest($10::text[]) as word where position(lower(word) in lower("reply_to"::text)) > 0)) as "c9", count(*) filter (where exists ( select 1 from unnest($11::text[]) as word where position(lower(word) in lower("sender"::text)) > 0)) as "c10", count(*) filter (where exists ( select 1 from unnest($12::text[]) as word where position(lower(word) in lower("sender_name"::text)) > 0)) as "c11", count(*) filter (where exists ( select 1 from unnest($13::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c12", count(*) filter (where exists ( select 1 from unnest($14::text[]) as word where position(lower(word) in lower("subject"::text)) > 0)) as "c13", count(*) filter (where exists ( select 1 from unnest($15::text[]) as word where position(lower(word) in lower("text"::text)) > 0)) as "c14", count(*) filter (where exists ( select 1 from unnest($16::text[]) as word where position(lower(word) in lower("unsubscribe_url"::text)) > 0)) as "c15", count(*) filter (where exists ( select 1 from unnest($17::text[]) as word where position(lower(word) in lower("why"::text)) > 0)) as "c16" from "mail_message";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("about_kind"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("rule_key"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("title"::text)) > 0)) as "c2" from "page_subject";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("actor_id"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("actor_kind"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("audience"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("kind"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("particulars"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("record_kind"::text)) > 0)) as "c5" from "event";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("actor_id"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("actor_kind"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("audience"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("kind"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("particulars"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("record_kind"::text)) > 0)) as "c5" from "event_pending";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("actor_id"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("actor_kind"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("leaves"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("note"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("source"::text)) > 0)) as "c4" from "plan_version";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("address"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("cause"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("note"::text)) > 0)) as "c2" from "mail_suppression";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("address"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("channel"::text)) > 0)) as "c1" from "status_subscriber";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("address"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("method"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("second_factor"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("user_agent"::text)) > 0)) as "c3" from "session";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("address"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("user_agent"::text)) > 0)) as "c1" from "contact_session";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("annotations"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("description"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("link"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("severity_reason"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("severity_said"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("target"::text)) > 0)) as "c5" from "source_alert";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("answer"::text)) > 0)) as "c0" from "channel_answer";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("answer"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c1" from "mail_step";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("answered_via"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("reason"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("severity"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("title"::text)) > 0)) as "c4" from "page";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("answers"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("channel"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("chart"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("href"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("key"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("lines"::text)) > 0)) as "c5", count(*) filter (where exists ( select 1 from unnest($7::text[]) as word where position(lower(word) in lower("provider_answer"::text)) > 0)) as "c6", count(*) filter (where exists ( select 1 from unnest($8::text[]) as word where position(lower(word) in lower("reason"::text)) > 0)) as "c7", count(*) filter (where exists ( select 1 from unnest($9::text[]) as word where position(lower(word) in lower("reference"::text)) > 0)) as "c8", count(*) filter (where exists ( select 1 from unnest($10::text[]) as word where position(lower(word) in lower("runbook_url"::text)) > 0)) as "c9", count(*) filter (where exists ( select 1 from unnest($11::text[]) as word where position(lower(word) in lower("severity"::text)) > 0)) as "c10", count(*) filter (where exists ( select 1 from unnest($12::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c11", count(*) filter (where exists ( select 1 from unnest($13::text[]) as word where position(lower(word) in lower("subject"::text)) > 0)) as "c12" from "channel_message";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("audience"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("digest"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c2" from "attachment";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("audience"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("kind"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("search"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("title"::text)) > 0)) as "c4" from "record";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("audience"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("search"::text)) > 0)) as "c1" from "record_text";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("audience"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("text"::text)) > 0)) as "c1" from "comment";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("by_group"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("role"::text)) > 0)) as "c1" from "role_grant";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("call_failure"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("dead"::text)) > 0)) as "c1" from "pager_state";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("caller"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("key"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("route"::text)) > 0)) as "c2" from "idempotency_key";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("caller_key"::text)) > 0)) as "c0" from "now_quiet";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("cause"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("effect"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("fix"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("reach"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("severity"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("severity_reason"::text)) > 0)) as "c5", count(*) filter (where exists ( select 1 from unnest($7::text[]) as word where position(lower(word) in lower("summary"::text)) > 0)) as "c6", count(*) filter (where exists ( select 1 from unnest($8::text[]) as word where position(lower(word) in lower("type"::text)) > 0)) as "c7" from "incident";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("causes"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("lessons"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("went_well"::text)) > 0)) as "c2" from "incident_review";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("channel"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("hint"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("label"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("turned_off_reason"::text)) > 0)) as "c3" from "channel_address";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("channel"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("outcome"::text)) > 0)) as "c1" from "duty_test";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("channel"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("outcome"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("reference"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("why_channel"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("why_person"::text)) > 0)) as "c5" from "page_message";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("channel"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("reason"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c2" from "notification_channel";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("channel"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("settings"::text)) > 0)) as "c1" from "channel_provider";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("check_fault"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("error"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("file_name"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("sha256"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("why"::text)) > 0)) as "c5" from "backup";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("colour"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("domain"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("intro"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("language"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("logo_type"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c5", count(*) filter (where exists ( select 1 from unnest($7::text[]) as word where position(lower(word) in lower("slug"::text)) > 0)) as "c6", count(*) filter (where exists ( select 1 from unnest($8::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c7", count(*) filter (where exists ( select 1 from unnest($9::text[]) as word where position(lower(word) in lower("support_url"::text)) > 0)) as "c8" from "status_page";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("columns"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("filter"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("kind"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("role"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("shared"::text)) > 0)) as "c5", count(*) filter (where exists ( select 1 from unnest($7::text[]) as word where position(lower(word) in lower("sort"::text)) > 0)) as "c6" from "saved_view";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("comment"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("matchers"::text)) > 0)) as "c1" from "silence";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("condition"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("labels"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("page_reason"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("place_reason"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("rule_key"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("rule_name"::text)) > 0)) as "c5", count(*) filter (where exists ( select 1 from unnest($7::text[]) as word where position(lower(word) in lower("severity"::text)) > 0)) as "c6", count(*) filter (where exists ( select 1 from unnest($8::text[]) as word where position(lower(word) in lower("source"::text)) > 0)) as "c7", count(*) filter (where exists ( select 1 from unnest($9::text[]) as word where position(lower(word) in lower("target"::text)) > 0)) as "c8" from "alert";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("condition"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("managed_by"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("mode"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("runbook_url"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("severity"::text)) > 0)) as "c5", count(*) filter (where exists ( select 1 from unnest($7::text[]) as word where position(lower(word) in lower("source"::text)) > 0)) as "c6" from "alert_rule";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("context"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("options"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("outcome"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("reason"::text)) > 0)) as "c3" from "decision";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("counts"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("email_hashes"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("files"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("reason"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("remains"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("requested_by_id"::text)) > 0)) as "c5", count(*) filter (where exists ( select 1 from unnest($7::text[]) as word where position(lower(word) in lower("requested_by_kind"::text)) > 0)) as "c6" from "erasure";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("credential_kind"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("labels"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("url"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("username"::text)) > 0)) as "c5" from "scrape_target";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("culprit"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("first_release"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("last_release"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("level"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("platform"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("reason"::text)) > 0)) as "c5" from "error_group";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("current"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("settled"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("zone"::text)) > 0)) as "c2" from "resource_audit";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("database_name"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("detail"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("host"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("kind"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("lacks"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c5", count(*) filter (where exists ( select 1 from unnest($7::text[]) as word where position(lower(word) in lower("picture"::text)) > 0)) as "c6", count(*) filter (where exists ( select 1 from unnest($8::text[]) as word where position(lower(word) in lower("reason"::text)) > 0)) as "c7", count(*) filter (where exists ( select 1 from unnest($9::text[]) as word where position(lower(word) in lower("server_version"::text)) > 0)) as "c8", count(*) filter (where exists ( select 1 from unnest($10::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c9", count(*) filter (where exists ( select 1 from unnest($11::text[]) as word where position(lower(word) in lower("tls"::text)) > 0)) as "c10", count(*) filter (where exists ( select 1 from unnest($12::text[]) as word where position(lower(word) in lower("tls_authority"::text)) > 0)) as "c11", count(*) filter (where exists ( select 1 from unnest($13::text[]) as word where position(lower(word) in lower("username"::text)) > 0)) as "c12" from "watched_database";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("density"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("email"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("locale"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("password_hash"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c5", count(*) filter (where exists ( select 1 from unnest($7::text[]) as word where position(lower(word) in lower("theme"::text)) > 0)) as "c6", count(*) filter (where exists ( select 1 from unnest($8::text[]) as word where position(lower(word) in lower("zone"::text)) > 0)) as "c7" from "person";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("description"::text)) > 0)) as "c0" from "task";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("description"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("importance"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("routes"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c4" from "feature";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("description"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("kind"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("runbook_url"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("slug"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c5", count(*) filter (where exists ( select 1 from unnest($7::text[]) as word where position(lower(word) in lower("url"::text)) > 0)) as "c6" from "application";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("description"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("kind"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c3" from "component";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("detail"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("kind"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("managed_by"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("reason"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("settings"::text)) > 0)) as "c5", count(*) filter (where exists ( select 1 from unnest($7::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c6" from "uptime_check";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("detail"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("kind"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("reason"::text)) > 0)) as "c2" from "page_decision";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("digest"::text)) > 0)) as "c0" from "attachment_content_use";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("digest"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("media_type"::text)) > 0)) as "c1" from "attachment_content";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("digest"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("media_type"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("user_hash"::text)) > 0)) as "c3" from "error_file";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("digest"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c1" from "migration";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("digest"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("release"::text)) > 0)) as "c2" from "source_map";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("dkim_selector"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("host"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("security"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("sender"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("sender_name"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("username"::text)) > 0)) as "c5" from "mail_relay";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("draft_effects"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("draft_phase"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("draft_reason"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("draft_text"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("kind"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("phase"::text)) > 0)) as "c5", count(*) filter (where exists ( select 1 from unnest($7::text[]) as word where position(lower(word) in lower("title"::text)) > 0)) as "c6" from "status_post";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("dsn_key"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("prefix"::text)) > 0)) as "c2" from "ingest_key";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("effects"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("phase"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("text"::text)) > 0)) as "c2" from "status_update";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("email"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("how"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("note"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("purpose"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("recorded_by_id"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("recorded_by_kind"::text)) > 0)) as "c5", count(*) filter (where exists ( select 1 from unnest($7::text[]) as word where position(lower(word) in lower("text_version"::text)) > 0)) as "c6", count(*) filter (where exists ( select 1 from unnest($8::text[]) as word where position(lower(word) in lower("withdrawn_how"::text)) > 0)) as "c7" from "consent";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("email"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("text"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("url"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("user_hash"::text)) > 0)) as "c4" from "error_feedback";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("error"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("kind"::text)) > 0)) as "c1" from "due";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("error"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("reaction"::text)) > 0)) as "c1" from "reaction_parked";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("facts"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("fix"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("kind"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("subject"::text)) > 0)) as "c3" from "database_finding";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("fault_what"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("head"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("started_by_id"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("started_by_kind"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c4" from "audit_verification";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("files"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("outlet"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("problem"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("problem_detail"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("slug"::text)) > 0)) as "c4" from "status_copy";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("fits"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("steps"::text)) > 0)) as "c2" from "incident_playbook";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("framework"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("note"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c2" from "incident_notice";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("from_state"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("reason"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("to_state"::text)) > 0)) as "c2" from "alert_transition";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("group_name"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c1" from "status_component";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("hours"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("refused_as"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("signal"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("turn"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("verdict"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("zone"::text)) > 0)) as "c5" from "baseline";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("hours"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("signal"::text)) > 0)) as "c1" from "signal_week";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("href"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("items"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("reason"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("record_kind"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("topic"::text)) > 0)) as "c4" from "notification";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("issuer"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("subject"::text)) > 0)) as "c1" from "external_identity";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("key"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("value"::text)) > 0)) as "c1" from "setting";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("kind"::text)) > 0)) as "c0" from "retention_rule";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("kind"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("last_refusal"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("prefix"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("settings"::text)) > 0)) as "c4" from "alert_source";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("kind"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("url"::text)) > 0)) as "c3" from "environment";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("kind"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("note"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("plan_key"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("public_text"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("rule"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("starts_local"::text)) > 0)) as "c5", count(*) filter (where exists ( select 1 from unnest($7::text[]) as word where position(lower(word) in lower("zone"::text)) > 0)) as "c6" from "maintenance_window";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("kind"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("value"::text)) > 0)) as "c1" from "contact_address";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("labels"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("owner_kind"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("protocol"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("reason"::text)) > 0)) as "c3" from "unassigned_set";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("labels"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("reason"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("recoveries"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("rule_key"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("target"::text)) > 0)) as "c5" from "alert_watch";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("last"::text)) > 0)) as "c0" from "scrape_lease";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("layers"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("managed_by"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("zone"::text)) > 0)) as "c3" from "duty_schedule";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("local"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("verdict"::text)) > 0)) as "c2" from "window_occurrence";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("locale"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("position"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c3" from "contact";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("location"::text)) > 0)) as "c0" from "probe_lease";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("mail"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("quiet_from"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("quiet_to"::text)) > 0)) as "c2" from "notice_preference";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("managed_by"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("panels"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("title"::text)) > 0)) as "c2" from "dashboard";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("managed_by"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("steps"::text)) > 0)) as "c1" from "escalation_policy";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c0" from "alert_lease";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c0" from "contact_former_name";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c0" from "person_former_name";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("prefix"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("scopes"::text)) > 0)) as "c2" from "api_key";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("role"::text)) > 0)) as "c1" from "provider_group";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("search"::text)) > 0)) as "c1" from "log_search";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("slug"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("zone"::text)) > 0)) as "c3" from "client";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("transports"::text)) > 0)) as "c1" from "passkey";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("zone"::text)) > 0)) as "c1" from "organisation";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("note"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("reason"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("severity"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c3" from "incident_move";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("oidc_client_id"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("oidc_domains"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("oidc_groups_claim"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("oidc_issuer"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("oidc_join_role"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("oidc_label"::text)) > 0)) as "c5", count(*) filter (where exists ( select 1 from unnest($7::text[]) as word where position(lower(word) in lower("second_factor_roles"::text)) > 0)) as "c6" from "sign_in_settings";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("origins"::text)) > 0)) as "c0" from "error_origins";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("outcome"::text)) > 0)) as "c0" from "source_tally";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("owner_kind"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("rules"::text)) > 0)) as "c1" from "mapping";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("part"::text)) > 0)) as "c0" from "ownership";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("purpose"::text)) > 0)) as "c0" from "sign_in_challenge";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("reaction"::text)) > 0)) as "c0" from "reaction_cursor";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("reason"::text)) > 0)) as "c0" from "watcher";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("reason"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("table_name"::text)) > 0)) as "c1" from "storage_dropped";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("release"::text)) > 0)) as "c0" from "error_release";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("role"::text)) > 0)) as "c0" from "incident_role";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("role"::text)) > 0)) as "c0" from "incident_step";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("rule_key"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("severity"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("title"::text)) > 0)) as "c2" from "incident_alert";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("side"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("text"::text)) > 0)) as "c1" from "decision_view";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("signal"::text)) > 0)) as "c0" from "heartbeat";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c0" from "duty_swap";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c0" from "invitation";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c0" from "status_declared";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("step"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("undo"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("what"::text)) > 0)) as "c2" from "incident_measure";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("text"::text)) > 0)) as "c0" from "comment_version";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("text"::text)) > 0)) as "c0" from "duty_note";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("text"::text)) > 0)) as "c0" from "word";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("thing"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("title"::text)) > 0)) as "c1" from "window_evidence";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("token"::text)) > 0)) as "c0" from "error_batch";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("type"::text)) > 0)) as "c0" from "link";

-- privacy.deleteConsents
delete from consent where lower(email) = any($1::text[]);

-- privacy.findConsent
select id, email, purpose, text_version as "textVersion", how, note, given_at as "givenAt", recorded_by_kind as "recordedByKind", recorded_by_id as "recordedById", withdrawn_at as "withdrawnAt", withdrawn_how as "withdrawnHow" from consent where id = $1;

-- privacy.findErasure
select id, person_ids as "personIds", contact_ids as "contactIds", email_hashes as "emailHashes", reason, requested_by_kind as "requestedByKind", requested_by_id as "requestedById", requested_at as "requestedAt", sealed_subject as "sealedSubject", files, counts, remains, finished_at as "finishedAt" from erasure where id = $1;

-- privacy.finishErasure
update "erasure" set "sealed_subject" = $1, "files" = $2, "remains" = $3, "finished_at" = $4 where "id" = $5;

-- privacy.insertConsent
insert into "consent" ("id", "email", "purpose", "text_version", "how", "note", "given_at", "recorded_by_kind", "recorded_by_id") values ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- privacy.insertErasure
insert into "erasure" ("id", "person_ids", "contact_ids", "email_hashes", "reason", "requested_by_kind", "requested_by_id", "requested_at", "sealed_subject", "files", "counts") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- privacy.insertRule
insert into "retention_rule" ("kind", "days", "changed_at") values ($1, $2, $3) on conflict do nothing;

-- privacy.listConsentEmails
select distinct lower(email) as email from consent where lower(email) > $1 order by 1 limit $2;

-- privacy.listConsents
select id, email, purpose, text_version as "textVersion", how, note, given_at as "givenAt", recorded_by_kind as "recordedByKind", recorded_by_id as "recordedById", withdrawn_at as "withdrawnAt", withdrawn_how as "withdrawnHow" from consent where true and lower(email) = lower($1) order by id desc limit $2;
select id, email, purpose, text_version as "textVersion", how, note, given_at as "givenAt", recorded_by_kind as "recordedByKind", recorded_by_id as "recordedById", withdrawn_at as "withdrawnAt", withdrawn_how as "withdrawnHow" from consent where true and true order by id desc limit $1;

-- privacy.listErasures
select id, person_ids as "personIds", contact_ids as "contactIds", email_hashes as "emailHashes", reason, requested_by_kind as "requestedByKind", requested_by_id as "requestedById", requested_at as "requestedAt", sealed_subject as "sealedSubject", files, counts, remains, finished_at as "finishedAt" from erasure where true order by id desc limit $1;

-- privacy.listRules
select "kind", "days", "version", "changed_at" as "changedAt" from "retention_rule";

-- privacy.textColumns
select c.relname as "table", a.attname as "column" from pg_class c join pg_attribute a on a.attrelid = c.oid where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and a.attnum > 0 and not a.attisdropped and a.atttypid in ('text'::regtype, 'varchar'::regtype, 'text[]'::regtype, 'json'::regtype, 'jsonb'::regtype, 'tsvector'::regtype) order by 1, 2;

-- privacy.updateRule
update "retention_rule" set "days" = $1, "changed_at" = $2, "version" = $3 where "kind" = $4 and "version" = $5;

-- privacy.withdrawConsent
update "consent" set "withdrawn_at" = $1, "withdrawn_how" = $2 where "id" = $3 and "withdrawn_at" is null;

-- records.countRecords
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.application_id = $2 and r.audience <> 'restricted') or (r.application_id = $3 and r.id = any($4::uuid[]) and r.audience = 'restricted')) and r.kind = $5 and r.deleted_at is null limit $6) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.application_id = $2 and r.audience <> 'restricted')) and r.kind = $3 and r.deleted_at is null limit $4) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.audience <> 'restricted')) and r.kind = $2 and r.deleted_at is null limit $3) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id = $2 and r.application_id = $3 and r.audience <> 'restricted')) and r.kind = $4 and r.deleted_at is null limit $5) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id = $2 and r.application_id = $3 and r.audience = any($4::text[]))) and r.kind = $5 and r.deleted_at is null limit $6) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id = $2 and r.application_id = $3)) and r.kind = $4 and r.deleted_at is null limit $5) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id = $2 and r.audience <> 'restricted')) and (r.assignee_id = any($3::uuid[]) or r.assignee_id is null) and r.kind = $4 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $5 limit $6) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id = $2 and r.audience <> 'restricted')) and (r.assignee_id = any($3::uuid[]) or r.assignee_id is null) and r.kind = $4 and r.deleted_at is null and r.priority = any($5::smallint[]) and coalesce(r.due_at, 'infinity'::timestamptz) < $6 limit $7) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id = $2 and r.audience <> 'restricted')) and r.kind = $3 and r.deleted_at is null limit $4) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id = $2 and r.audience = any($3::text[]))) and r.kind = $4 and r.deleted_at is null and r.priority = any($5::smallint[]) limit $6) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id = $2 and r.audience = any($3::text[]))) and r.kind = $4 and r.deleted_at is null limit $5) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id = $2)) and (r.assignee_id = any($3::uuid[]) or r.assignee_id is null) and r.kind = $4 and r.deleted_at is null and r.priority = any($5::smallint[]) and coalesce(r.due_at, 'infinity'::timestamptz) < $6 limit $7) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id = $2)) and r.assignee_id = any($3::uuid[]) and r.kind = $4 and r.deleted_at is null and (r.priority = any($5::smallint[]) or r.priority is null) limit $6) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id = $2)) and r.assignee_id = any($3::uuid[]) and r.kind = $4 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $5 limit $6) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id = $2)) and r.assignee_id = any($3::uuid[]) and r.kind = $4 and r.deleted_at is null limit $5) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id = $2)) and r.kind = $3 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $4 limit $5) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id = $2)) and r.kind = $3 and r.deleted_at is null and r.due_at is null limit $4) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id = $2)) and r.kind = $3 and r.deleted_at is null and r.priority = any($4::smallint[]) limit $5) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id = $2)) and r.kind = $3 and r.deleted_at is null limit $4) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id is null) or (r.client_id = $2)) and (r.assignee_id = any($3::uuid[]) or r.assignee_id is null) and r.kind = $4 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $5 limit $6) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id is null) or (r.client_id = $2)) and (r.assignee_id = any($3::uuid[]) or r.assignee_id is null) and r.kind = $4 and r.deleted_at is null and r.priority = any($5::smallint[]) limit $6) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id is null)) and (r.assignee_id = any($2::uuid[]) or r.assignee_id is null) and r.kind = $3 and r.deleted_at is null and (r.priority = any($4::smallint[]) or r.priority is null) limit $5) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id is null)) and (r.assignee_id = any($2::uuid[]) or r.assignee_id is null) and r.kind = $3 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $4 limit $5) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id is null)) and (r.assignee_id = any($2::uuid[]) or r.assignee_id is null) and r.kind = $3 and r.deleted_at is null and r.priority = any($4::smallint[]) and coalesce(r.due_at, 'infinity'::timestamptz) < $5 limit $6) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id is null)) and (r.assignee_id = any($2::uuid[]) or r.assignee_id is null) and r.kind = $3 and r.deleted_at is null limit $4) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id is null)) and r.assignee_id = any($2::uuid[]) and r.kind = $3 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $4 limit $5) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and (true) and (r.assignee_id = any($2::uuid[]) or r.assignee_id is null) and r.kind = $3 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $4 limit $5) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and (true) and (r.assignee_id = any($2::uuid[]) or r.assignee_id is null) and r.kind = $3 and r.deleted_at is null and r.priority = any($4::smallint[]) limit $5) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and (true) and r.assignee_id = any($2::uuid[]) and r.kind = $3 and r.deleted_at is null limit $4) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and (true) and r.kind = $2 and r.deleted_at is null and r.priority = any($3::smallint[]) limit $4) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and (true) and r.kind = $2 and r.deleted_at is null limit $3) counted;

-- records.deleteText
delete from record_text where id = $1;

-- records.estimateMatches
explain (format json) select 1 from record r where r.search @@ $1::tsquery and r.deleted_at is null;

-- records.findRecord
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from record r where r.id = $1;

-- records.findRecords
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from record r where r.id = any($1::uuid[]) and r.deleted_at is null;

-- records.findRecordsAbout
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from record r where r.kind = $1 and (r.assignee_id = any($2::uuid[]) or r.search @@ $3::tsquery) and true order by r.id limit $4;

-- records.forgetWords
delete from word w where w.text = any($1::text[]) and not exists (select 1 from record r where r.search @@ w.text::tsquery) and not exists (select 1 from record_text t where t.search @@ w.text::tsquery);

-- records.insertRecord
insert into "record" ("client_id", "application_id", "audience", "title", "state", "assignee_id", "due_at", "priority", "search", "id", "kind", "number", "created_at", "updated_at") values ($1, $2, $3, $4, $5, $6, $7, $8, $9::tsvector, $10, $11, nextval($12::regclass), $13, $14) returning "number";

-- records.knownWords
select text from word where text = any($1::text[]);
select text from word where text = any($1::text[]) union (select $2::text from word where text >= $3 and text < $4 limit 1);

-- records.learnWords
insert into word (text) select unnest($1::text[]) on conflict do nothing;

-- records.listRecords
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, coalesce(r.due_at, 'infinity'::timestamptz) as place from record r where r.state = s.state and r.kind = $2 and r.deleted_at is null and (coalesce(r.due_at, 'infinity'::timestamptz), r.id) > ($3::timestamptz, $4::uuid) order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc limit $5) r)) k order by k.place asc, k.id asc limit $6 ) page join record r on r.id = page.id order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, coalesce(r.due_at, 'infinity'::timestamptz) as place from record r where r.state = s.state and r.kind = $2 and r.deleted_at is null and (coalesce(r.due_at, 'infinity'::timestamptz), r.id) > ('infinity'::timestamptz, $3::uuid) order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc limit $4) r)) k order by k.place asc, k.id asc limit $5 ) page join record r on r.id = page.id order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, coalesce(r.due_at, 'infinity'::timestamptz) as place from record r where r.state = s.state and r.kind = $2 and r.deleted_at is null order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc limit $3) r)) k order by k.place asc, k.id asc limit $4 ) page join record r on r.id = page.id order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id is null) or (r.client_id = $2)) and r.kind = $3 and r.deleted_at is null and r.priority = any($4::smallint[]) and (coalesce(r.priority, 99), r.id) > ($5::integer, $6::uuid) order by coalesce(r.priority, 99) asc, r.id asc limit $7) r)) k order by k.place asc, k.id asc limit $8 ) page join record r on r.id = page.id order by coalesce(r.priority, 99) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id is null) or (r.client_id = $2)) and r.kind = $3 and r.deleted_at is null and r.priority = any($4::smallint[]) order by coalesce(r.priority, 99) asc, r.id asc limit $5) r)) k order by k.place asc, k.id asc limit $6 ) page join record r on r.id = page.id order by coalesce(r.priority, 99) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id is null)) and r.kind = $2 and r.deleted_at is null and (coalesce(r.priority, 99), r.id) > ($3::integer, $4::uuid) order by coalesce(r.priority, 99) asc, r.id asc limit $5) r)) k order by k.place asc, k.id asc limit $6 ) page join record r on r.id = page.id order by coalesce(r.priority, 99) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id is null)) and r.kind = $2 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $3 and (coalesce(r.priority, 99), r.id) > ($4::integer, $5::uuid) order by coalesce(r.priority, 99) asc, r.id asc limit $6) r)) k order by k.place asc, k.id asc limit $7 ) page join record r on r.id = page.id order by coalesce(r.priority, 99) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id is null)) and r.kind = $2 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $3 order by coalesce(r.priority, 99) asc, r.id asc limit $4) r)) k order by k.place asc, k.id asc limit $5 ) page join record r on r.id = page.id order by coalesce(r.priority, 99) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id is null)) and r.kind = $2 and r.deleted_at is null and r.priority = any($3::smallint[]) and coalesce(r.due_at, 'infinity'::timestamptz) < $4 order by coalesce(r.priority, 99) asc, r.id asc limit $5) r)) k order by k.place asc, k.id asc limit $6 ) page join record r on r.id = page.id order by coalesce(r.priority, 99) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id is null)) and r.kind = $2 and r.deleted_at is null order by coalesce(r.priority, 99) asc, r.id asc limit $3) r)) k order by k.place asc, k.id asc limit $4 ) page join record r on r.id = page.id order by coalesce(r.priority, 99) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.assignee_id is null and r.state = s.state and (true) and r.kind = $2 and r.deleted_at is null and r.priority = any($3::smallint[]) and (coalesce(r.priority, 99), r.id) > ($4::integer, $5::uuid) order by coalesce(r.priority, 99) asc, r.id asc limit $6) r)) k order by k.place asc, k.id asc limit $7 ) page join record r on r.id = page.id order by coalesce(r.priority, 99) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.assignee_id is null and r.state = s.state and (true) and r.kind = $2 and r.deleted_at is null and r.priority = any($3::smallint[]) order by coalesce(r.priority, 99) asc, r.id asc limit $4) r)) k order by k.place asc, k.id asc limit $5 ) page join record r on r.id = page.id order by coalesce(r.priority, 99) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.state = s.state and r.audience <> 'restricted' and r.kind = $2 and r.deleted_at is null and r.priority = any($3::smallint[]) order by coalesce(r.priority, 99) asc, r.id asc limit $4) r)) k order by k.place asc, k.id asc limit $5 ) page join record r on r.id = page.id order by coalesce(r.priority, 99) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.state = s.state and r.audience <> 'restricted' and r.kind = $2 and r.deleted_at is null order by coalesce(r.priority, 99) asc, r.id asc limit $3) r)) k order by k.place asc, k.id asc limit $4 ) page join record r on r.id = page.id order by coalesce(r.priority, 99) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.state = s.state and r.kind = $2 and r.deleted_at is null and (coalesce(r.priority, 99), r.id) > ($3::integer, $4::uuid) order by coalesce(r.priority, 99) asc, r.id asc limit $5) r)) k order by k.place asc, k.id asc limit $6 ) page join record r on r.id = page.id order by coalesce(r.priority, 99) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.state = s.state and r.kind = $2 and r.deleted_at is null and r.priority = any($3::smallint[]) order by coalesce(r.priority, 99) asc, r.id asc limit $4) r)) k order by k.place asc, k.id asc limit $5 ) page join record r on r.id = page.id order by coalesce(r.priority, 99) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.state = s.state and r.kind = $2 and r.deleted_at is null order by coalesce(r.priority, 99) asc, r.id asc limit $3) r)) k order by k.place asc, k.id asc limit $4 ) page join record r on r.id = page.id order by coalesce(r.priority, 99) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.application_id = $2 and r.audience <> 'restricted')) and r.kind = $3 and r.deleted_at is null order by r.id desc limit $4) r)) k order by k.id desc limit $5 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id = $2 and r.application_id = $3 and r.audience <> 'restricted')) and r.kind = $4 and r.deleted_at is null order by r.id desc limit $5) r)) k order by k.id desc limit $6 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id = $2 and r.application_id = $3 and r.audience = any($4::text[]))) and r.kind = $5 and r.deleted_at is null order by r.id desc limit $6) r)) k order by k.id desc limit $7 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id = $2 and r.application_id = $3)) and r.kind = $4 and r.deleted_at is null order by r.id desc limit $5) r)) k order by k.id desc limit $6 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id = $2 and r.audience <> 'restricted')) and r.kind = $3 and r.deleted_at is null and r.priority = any($4::smallint[]) and coalesce(r.due_at, 'infinity'::timestamptz) < $5 order by r.id asc limit $6) r)) k order by k.id asc limit $7 ) page join record r on r.id = page.id order by r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id = $2)) and r.kind = $3 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $4 order by r.id desc limit $5) r)) k order by k.id desc limit $6 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id = $2)) and r.kind = $3 and r.deleted_at is null and r.priority = any($4::smallint[]) and coalesce(r.due_at, 'infinity'::timestamptz) < $5 order by r.id asc limit $6) r)) k order by k.id asc limit $7 ) page join record r on r.id = page.id order by r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id is null) or (r.client_id = $2)) and r.kind = $3 and r.deleted_at is null and (r.priority = any($4::smallint[]) or r.priority is null) order by r.id desc limit $5) r)) k order by k.id desc limit $6 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id is null) or (r.client_id = $2)) and r.kind = $3 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $4 order by r.id desc limit $5) r)) k order by k.id desc limit $6 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id is null) or (r.client_id = $2)) and r.kind = $3 and r.deleted_at is null and r.due_at is null order by r.id desc limit $4) r)) k order by k.id desc limit $5 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id is null)) and r.kind = $2 and r.deleted_at is null and (r.priority = any($3::smallint[]) or r.priority is null) and coalesce(r.due_at, 'infinity'::timestamptz) < $4 order by r.id desc limit $5) r)) k order by k.id desc limit $6 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id is null)) and r.kind = $2 and r.deleted_at is null and r.priority = any($3::smallint[]) order by r.id desc limit $4) r)) k order by k.id desc limit $5 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and (true) and r.kind = $2 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $3 and r.id < $4::uuid order by r.id desc limit $5) r)) k order by k.id desc limit $6 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and (true) and r.kind = $2 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $3 order by r.id desc limit $4) r)) k order by k.id desc limit $5 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and (true) and r.kind = $2 and r.deleted_at is null and r.priority = any($3::smallint[]) and coalesce(r.due_at, 'infinity'::timestamptz) < $4 order by r.id desc limit $5) r)) k order by k.id desc limit $6 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and (true) and r.kind = $2 and r.deleted_at is null and r.priority = any($3::smallint[]) and r.due_at is null order by r.id desc limit $4) r)) k order by k.id desc limit $5 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and (true) and r.kind = $2 and r.deleted_at is null order by r.id desc limit $3) r)) k order by k.id desc limit $4 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.client_id is null and r.state = s.state and r.kind = $2 and r.deleted_at is null and (r.priority = any($3::smallint[]) or r.priority is null) and coalesce(r.due_at, 'infinity'::timestamptz) < $4 order by r.id desc limit $5) r)) k order by k.id desc limit $6 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.client_id is null and r.state = s.state and r.kind = $2 and r.deleted_at is null order by r.id desc limit $3) r)) k order by k.id desc limit $4 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.state = s.state and r.audience <> 'restricted' and r.kind = $2 and r.deleted_at is null order by r.id desc limit $3) r)) k order by k.id desc limit $4 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.state = s.state and r.kind = $2 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $3 order by r.id desc limit $4) r)) k order by k.id desc limit $5 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.state = s.state and r.kind = $2 and r.deleted_at is null and r.id < $3::uuid order by r.id desc limit $4) r)) k order by k.id desc limit $5 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.state = s.state and r.kind = $2 and r.deleted_at is null and r.id > $3::uuid order by r.id asc limit $4) r)) k order by k.id asc limit $5 ) page join record r on r.id = page.id order by r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.state = s.state and r.kind = $2 and r.deleted_at is null and r.priority = any($3::smallint[]) and coalesce(r.due_at, 'infinity'::timestamptz) < $4 order by r.id desc limit $5) r)) k order by k.id desc limit $6 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.state = s.state and r.kind = $2 and r.deleted_at is null order by r.id asc limit $3) r)) k order by k.id asc limit $4 ) page join record r on r.id = page.id order by r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.state = s.state and r.kind = $2 and r.deleted_at is null order by r.id desc limit $3) r)) k order by k.id desc limit $4 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) c(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, coalesce(r.due_at, 'infinity'::timestamptz) as place from record r where r.client_id = c.id and r.state = s.state and r.kind = $3 and r.deleted_at is null order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc limit $4) r)) k order by k.place asc, k.id asc limit $5 ) page join record r on r.id = page.id order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) c(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.client_id = c.id and r.state = s.state and r.audience <> 'restricted' and r.kind = $3 and r.deleted_at is null and r.priority = any($4::smallint[]) order by coalesce(r.priority, 99) asc, r.id asc limit $5) r)) k order by k.place asc, k.id asc limit $6 ) page join record r on r.id = page.id order by coalesce(r.priority, 99) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) c(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.client_id = c.id and r.state = s.state and r.audience <> 'restricted' and r.kind = $3 and r.deleted_at is null order by coalesce(r.priority, 99) asc, r.id asc limit $4) r)) k order by k.place asc, k.id asc limit $5 ) page join record r on r.id = page.id order by coalesce(r.priority, 99) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) c(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.client_id = c.id and r.state = s.state and r.kind = $3 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $4 order by coalesce(r.priority, 99) asc, r.id asc limit $5) r)) k order by k.place asc, k.id asc limit $6 ) page join record r on r.id = page.id order by coalesce(r.priority, 99) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) c(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.client_id = c.id and r.state = s.state and r.kind = $3 and r.deleted_at is null and r.priority = any($4::smallint[]) order by coalesce(r.priority, 99) asc, r.id asc limit $5) r)) k order by k.place asc, k.id asc limit $6 ) page join record r on r.id = page.id order by coalesce(r.priority, 99) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) c(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.client_id = c.id and r.state = s.state and r.kind = $3 and r.deleted_at is null order by coalesce(r.priority, 99) asc, r.id asc limit $4) r)) k order by k.place asc, k.id asc limit $5 ) page join record r on r.id = page.id order by coalesce(r.priority, 99) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) c(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.client_id = c.id and r.state = s.state and r.audience <> 'restricted' and r.kind = $3 and r.deleted_at is null order by r.id desc limit $4) r)) k order by k.id desc limit $5 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) c(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.client_id = c.id and r.state = s.state and r.audience = any($3::text[]) and r.kind = $4 and r.deleted_at is null order by r.id desc limit $5) r)) k order by k.id desc limit $6 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) c(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.client_id = c.id and r.state = s.state and r.kind = $3 and r.deleted_at is null and (r.priority = any($4::smallint[]) or r.priority is null) and coalesce(r.due_at, 'infinity'::timestamptz) < $5 order by r.id desc limit $6) r)) k order by k.id desc limit $7 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) c(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.client_id = c.id and r.state = s.state and r.kind = $3 and r.deleted_at is null and r.due_at is null and r.id < $4::uuid order by r.id desc limit $5) r)) k order by k.id desc limit $6 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) c(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.client_id = c.id and r.state = s.state and r.kind = $3 and r.deleted_at is null and r.due_at is null order by r.id desc limit $4) r)) k order by k.id desc limit $5 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) c(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.client_id = c.id and r.state = s.state and r.kind = $3 and r.deleted_at is null order by r.id desc limit $4) r)) k order by k.id desc limit $5 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, coalesce(r.due_at, 'infinity'::timestamptz) as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.audience <> 'restricted')) and r.kind = $3 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $4 order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc limit $5) r)) k order by k.place asc, k.id asc limit $6 ) page join record r on r.id = page.id order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, coalesce(r.due_at, 'infinity'::timestamptz) as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id = $3 and r.audience <> 'restricted')) and r.kind = $4 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $5 order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc limit $6) r) union (select r.id, r.place from unnest($7::text[]) s(state) cross join lateral ( select r.id, coalesce(r.due_at, 'infinity'::timestamptz) as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id = $8 and r.audience <> 'restricted')) and r.kind = $9 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $10 order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc limit $11) r)) k order by k.place asc, k.id asc limit $12 ) page join record r on r.id = page.id order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, coalesce(r.due_at, 'infinity'::timestamptz) as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id = $3 and r.audience <> 'restricted')) and r.kind = $4 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $5 order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc limit $6) r)) k order by k.place asc, k.id asc limit $7 ) page join record r on r.id = page.id order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, coalesce(r.due_at, 'infinity'::timestamptz) as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id = $3)) and r.kind = $4 and r.deleted_at is null and (r.priority = any($5::smallint[]) or r.priority is null) order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc limit $6) r)) k order by k.place asc, k.id asc limit $7 ) page join record r on r.id = page.id order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, coalesce(r.due_at, 'infinity'::timestamptz) as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id = $3)) and r.kind = $4 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $5 order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc limit $6) r)) k order by k.place asc, k.id asc limit $7 ) page join record r on r.id = page.id order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, coalesce(r.due_at, 'infinity'::timestamptz) as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id is null)) and r.kind = $3 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $4 order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc limit $5) r) union (select r.id, r.place from unnest($6::text[]) s(state) cross join lateral ( select r.id, coalesce(r.due_at, 'infinity'::timestamptz) as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id is null)) and r.kind = $7 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $8 order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc limit $9) r)) k order by k.place asc, k.id asc limit $10 ) page join record r on r.id = page.id order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, coalesce(r.due_at, 'infinity'::timestamptz) as place from record r where r.assignee_id = p.id and r.state = s.state and (true) and r.kind = $3 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $4 order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc limit $5) r)) k order by k.place asc, k.id asc limit $6 ) page join record r on r.id = page.id order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, coalesce(r.due_at, 'infinity'::timestamptz) as place from record r where r.assignee_id = p.id and r.state = s.state and (true) and r.kind = $3 and r.deleted_at is null order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc limit $4) r)) k order by k.place asc, k.id asc limit $5 ) page join record r on r.id = page.id order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id = $3)) and r.kind = $4 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $5 order by coalesce(r.priority, 99) asc, r.id asc limit $6) r)) k order by k.place asc, k.id asc limit $7 ) page join record r on r.id = page.id order by coalesce(r.priority, 99) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id is null) or (r.client_id = $3)) and r.kind = $4 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $5 and (coalesce(r.priority, 99), r.id) > ($6::integer, $7::uuid) order by coalesce(r.priority, 99) asc, r.id asc limit $8) r) union (select r.id, r.place from unnest($9::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id is null) or (r.client_id = $10)) and r.kind = $11 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $12 and (coalesce(r.priority, 99), r.id) > ($13::integer, $14::uuid) order by coalesce(r.priority, 99) asc, r.id asc limit $15) r)) k order by k.place asc, k.id asc limit $16 ) page join record r on r.id = page.id order by coalesce(r.priority, 99) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id is null) or (r.client_id = $3)) and r.kind = $4 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $5 order by coalesce(r.priority, 99) asc, r.id asc limit $6) r) union (select r.id, r.place from unnest($7::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id is null) or (r.client_id = $8)) and r.kind = $9 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $10 order by coalesce(r.priority, 99) asc, r.id asc limit $11) r)) k order by k.place asc, k.id asc limit $12 ) page join record r on r.id = page.id order by coalesce(r.priority, 99) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id is null)) and r.kind = $3 and r.deleted_at is null and (r.priority = any($4::smallint[]) or r.priority is null) and (coalesce(r.priority, 99), r.id) > ($5::integer, $6::uuid) order by coalesce(r.priority, 99) asc, r.id asc limit $7) r) union (select r.id, r.place from unnest($8::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id is null)) and r.kind = $9 and r.deleted_at is null and (r.priority = any($10::smallint[]) or r.priority is null) and (coalesce(r.priority, 99), r.id) > ($11::integer, $12::uuid) order by coalesce(r.priority, 99) asc, r.id asc limit $13) r)) k order by k.place asc, k.id asc limit $14 ) page join record r on r.id = page.id order by coalesce(r.priority, 99) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id is null)) and r.kind = $3 and r.deleted_at is null and (r.priority = any($4::smallint[]) or r.priority is null) order by coalesce(r.priority, 99) asc, r.id asc limit $5) r) union (select r.id, r.place from unnest($6::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id is null)) and r.kind = $7 and r.deleted_at is null and (r.priority = any($8::smallint[]) or r.priority is null) order by coalesce(r.priority, 99) asc, r.id asc limit $9) r)) k order by k.place asc, k.id asc limit $10 ) page join record r on r.id = page.id order by coalesce(r.priority, 99) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id = $3 and r.audience <> 'restricted')) and r.kind = $4 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $5 and r.id < $6::uuid order by r.id desc limit $7) r) union (select r.id, r.place from unnest($8::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id = $9 and r.audience <> 'restricted')) and r.kind = $10 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $11 and r.id < $12::uuid order by r.id desc limit $13) r)) k order by k.id desc limit $14 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id = $3 and r.audience <> 'restricted')) and r.kind = $4 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $5 order by r.id desc limit $6) r) union (select r.id, r.place from unnest($7::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id = $8 and r.audience <> 'restricted')) and r.kind = $9 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $10 order by r.id desc limit $11) r)) k order by k.id desc limit $12 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id = $3)) and r.kind = $4 and r.deleted_at is null and (r.priority = any($5::smallint[]) or r.priority is null) and coalesce(r.due_at, 'infinity'::timestamptz) < $6 order by r.id desc limit $7) r) union (select r.id, r.place from unnest($8::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id = $9)) and r.kind = $10 and r.deleted_at is null and (r.priority = any($11::smallint[]) or r.priority is null) and coalesce(r.due_at, 'infinity'::timestamptz) < $12 order by r.id desc limit $13) r)) k order by k.id desc limit $14 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id = $3)) and r.kind = $4 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $5 order by r.id desc limit $6) r)) k order by k.id desc limit $7 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id = $3)) and r.kind = $4 and r.deleted_at is null and r.priority = any($5::smallint[]) and coalesce(r.due_at, 'infinity'::timestamptz) < $6 order by r.id desc limit $7) r) union (select r.id, r.place from unnest($8::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id = $9)) and r.kind = $10 and r.deleted_at is null and r.priority = any($11::smallint[]) and coalesce(r.due_at, 'infinity'::timestamptz) < $12 order by r.id desc limit $13) r)) k order by k.id desc limit $14 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id = $3)) and r.kind = $4 and r.deleted_at is null and r.priority = any($5::smallint[]) and r.due_at is null order by r.id desc limit $6) r)) k order by k.id desc limit $7 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id = $3)) and r.kind = $4 and r.deleted_at is null and r.priority = any($5::smallint[]) order by r.id desc limit $6) r)) k order by k.id desc limit $7 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id is null) or (r.client_id = $3)) and r.kind = $4 and r.deleted_at is null and (r.priority = any($5::smallint[]) or r.priority is null) and coalesce(r.due_at, 'infinity'::timestamptz) < $6 order by r.id desc limit $7) r) union (select r.id, r.place from unnest($8::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id is null) or (r.client_id = $9)) and r.kind = $10 and r.deleted_at is null and (r.priority = any($11::smallint[]) or r.priority is null) and coalesce(r.due_at, 'infinity'::timestamptz) < $12 order by r.id desc limit $13) r)) k order by k.id desc limit $14 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id is null) or (r.client_id = $3)) and r.kind = $4 and r.deleted_at is null and (r.priority = any($5::smallint[]) or r.priority is null) and coalesce(r.due_at, 'infinity'::timestamptz) < $6 order by r.id desc limit $7) r)) k order by k.id desc limit $8 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id is null) or (r.client_id = $3)) and r.kind = $4 and r.deleted_at is null and (r.priority = any($5::smallint[]) or r.priority is null) and r.due_at is null order by r.id desc limit $6) r) union (select r.id, r.place from unnest($7::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id is null) or (r.client_id = $8)) and r.kind = $9 and r.deleted_at is null and (r.priority = any($10::smallint[]) or r.priority is null) and r.due_at is null order by r.id desc limit $11) r)) k order by k.id desc limit $12 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id is null) or (r.client_id = $3)) and r.kind = $4 and r.deleted_at is null and (r.priority = any($5::smallint[]) or r.priority is null) and r.due_at is null order by r.id desc limit $6) r)) k order by k.id desc limit $7 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id is null) or (r.client_id = $3)) and r.kind = $4 and r.deleted_at is null and (r.priority = any($5::smallint[]) or r.priority is null) order by r.id desc limit $6) r)) k order by k.id desc limit $7 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id is null) or (r.client_id = $3)) and r.kind = $4 and r.deleted_at is null and r.due_at is null order by r.id desc limit $5) r)) k order by k.id desc limit $6 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id is null)) and r.kind = $3 and r.deleted_at is null and (r.priority = any($4::smallint[]) or r.priority is null) and coalesce(r.due_at, 'infinity'::timestamptz) < $5 order by r.id desc limit $6) r) union (select r.id, r.place from unnest($7::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id is null)) and r.kind = $8 and r.deleted_at is null and (r.priority = any($9::smallint[]) or r.priority is null) and coalesce(r.due_at, 'infinity'::timestamptz) < $10 order by r.id desc limit $11) r)) k order by k.id desc limit $12 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id is null)) and r.kind = $3 and r.deleted_at is null and (r.priority = any($4::smallint[]) or r.priority is null) order by r.id desc limit $5) r) union (select r.id, r.place from unnest($6::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id is null)) and r.kind = $7 and r.deleted_at is null and (r.priority = any($8::smallint[]) or r.priority is null) order by r.id desc limit $9) r)) k order by k.id desc limit $10 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id is null)) and r.kind = $3 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $4 order by r.id desc limit $5) r)) k order by k.id desc limit $6 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and (true) and r.kind = $3 and r.deleted_at is null and (r.priority = any($4::smallint[]) or r.priority is null) and r.due_at is null order by r.id desc limit $5) r) union (select r.id, r.place from unnest($6::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and (true) and r.kind = $7 and r.deleted_at is null and (r.priority = any($8::smallint[]) or r.priority is null) and r.due_at is null order by r.id desc limit $9) r)) k order by k.id desc limit $10 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and (true) and r.kind = $3 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $4 order by r.id desc limit $5) r) union (select r.id, r.place from unnest($6::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and (true) and r.kind = $7 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $8 order by r.id desc limit $9) r)) k order by k.id desc limit $10 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and (true) and r.kind = $3 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $4 order by r.id desc limit $5) r)) k order by k.id desc limit $6 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and (true) and r.kind = $3 and r.deleted_at is null and r.priority = any($4::smallint[]) and coalesce(r.due_at, 'infinity'::timestamptz) < $5 order by r.id desc limit $6) r)) k order by k.id desc limit $7 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and (true) and r.kind = $3 and r.deleted_at is null and r.priority = any($4::smallint[]) and r.due_at is null order by r.id desc limit $5) r) union (select r.id, r.place from unnest($6::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and (true) and r.kind = $7 and r.deleted_at is null and r.priority = any($8::smallint[]) and r.due_at is null order by r.id desc limit $9) r)) k order by k.id desc limit $10 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and (true) and r.kind = $3 and r.deleted_at is null and r.priority = any($4::smallint[]) order by r.id desc limit $5) r)) k order by k.id desc limit $6 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[], $2::uuid[]) a(id, client_id) cross join unnest($3::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.application_id = a.id and r.client_id = a.client_id and r.state = s.state and r.audience <> 'restricted' and r.kind = $4 and r.deleted_at is null order by r.id desc limit $5) r)) k order by k.id desc limit $6 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[], $2::uuid[]) a(id, client_id) cross join unnest($3::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.application_id = a.id and r.client_id = a.client_id and r.state = s.state and r.audience = any($4::text[]) and r.kind = $5 and r.deleted_at is null order by r.id desc limit $6) r)) k order by k.id desc limit $7 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[], $2::uuid[]) a(id, client_id) cross join unnest($3::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.application_id = a.id and r.client_id = a.client_id and r.state = s.state and r.kind = $4 and r.deleted_at is null order by r.id desc limit $5) r)) k order by k.id desc limit $6 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[], $2::uuid[]) a(id, client_id) cross join unnest($3::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.application_id = a.id and r.state = s.state and r.audience <> 'restricted' and r.kind = $4 and r.deleted_at is null order by r.id desc limit $5) r) union (select r.id, r.place from unnest($6::uuid[], $7::uuid[]) a(id, client_id) cross join unnest($8::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.application_id = a.id and r.state = s.state and r.audience = 'restricted' and r.id = any($9::uuid[]) and r.kind = $10 and r.deleted_at is null order by r.id desc limit $11) r)) k order by k.id desc limit $12 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[], $2::uuid[]) a(id, client_id) cross join unnest($3::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.application_id = a.id and r.state = s.state and r.audience <> 'restricted' and r.kind = $4 and r.deleted_at is null order by r.id desc limit $5) r)) k order by k.id desc limit $6 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[], $2::uuid[]) a(id, client_id) cross join unnest($3::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.application_id = a.id and r.state = s.state and r.kind = $4 and r.deleted_at is null order by r.id desc limit $5) r)) k order by k.id desc limit $6 ) page join record r on r.id = page.id order by r.id desc;

-- records.lockRecord
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from record r where r.id = $1 for no key update;

-- records.putText
insert into record_text (id, record_id, audience, search) values ($1, $2, $3, $4::tsvector) on conflict (id) do update set audience = excluded.audience, search = excluded.search;

-- records.releaseRecords
update record set audience = 'internal', version = version + 1 where id = any($1::uuid[]) and audience = 'restricted';

-- records.restrictedAmong
select r.id from record r where r.id = any($1::uuid[]) and r.audience = 'restricted';

-- records.rewriteRecord
update record set title = $1, search = $2::tsvector, version = version + 1 where id = $3;

-- records.searchNumber
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from record r where (r.number = $1 or r.number between $2 and $3 or r.number between $4 and $5) and r.deleted_at is null and ((r.kind = any($6::text[]) and ((r.client_id = $7 and r.audience <> 'restricted')))) order by r.number, r.id limit $8;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from record r where (r.number = $1 or r.number between $2 and $3 or r.number between $4 and $5) and r.deleted_at is null and ((r.kind = any($6::text[]) and ((r.client_id = $7)))) order by r.number, r.id limit $8;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from record r where (r.number = $1 or r.number between $2 and $3 or r.number between $4 and $5) and r.deleted_at is null and ((r.kind = any($6::text[]) and (true))) order by r.number, r.id limit $7;

-- records.searchText
with own as materialized ( select g.id, g.search from ( select r.* from record r where r.search @@ $1::tsquery and r.deleted_at is null offset 0 ) g where ((g.kind = any($2::text[]) and ((g.client_id = $3 and g.audience <> 'restricted')))) order by g.id desc limit $4), told as materialized ( select x.record_id as id, x.id as text_id, x.search from ( select t.id, t.record_id, t.search, t.audience, r.client_id, r.application_id from ( select id, record_id, audience, search from record_text where search @@ $5::tsquery order by id desc limit $6 ) t join record r on r.id = t.record_id where r.deleted_at is null and ((r.kind = any($7::text[]) and ((r.client_id = $8 and r.audience <> 'restricted')))) ) x where ((x.client_id = $9 and x.audience <> 'restricted')) order by x.id desc limit $10), scored as ( select o.id, null::uuid as text_id, o.search, ts_rank('{0.1, 0.2, 0.4, 1.0}', o.search, $11::tsquery, 1)::float8 as rank from own o union all select t.id, t.text_id, t.search, ts_rank('{0.1, 0.2, 0.4, 1.0}', t.search, $12::tsquery, 1)::float8 from told t ), best as ( select distinct on (s.id) s.id, s.text_id, s.search, s.rank from scored s order by s.id, s.rank desc, s.text_id nulls first ), ranked as materialized ( select b.*, count(*) over () as matches from best b ), hits as ( select * from ranked order by ranked.rank desc, ranked.id desc limit $13 ) select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt", p.rank, p.matches, p.text_id as "textId", tsvector_to_array(ts_filter(p.search, '{a,d}')) as words from hits p join record r on r.id = p.id order by p.rank desc, p.id desc;
with own as materialized ( select g.id, g.search from ( select r.* from record r where r.search @@ $1::tsquery and r.deleted_at is null offset 0 ) g where ((g.kind = any($2::text[]) and ((g.client_id = $3 and g.audience <> 'restricted')))) order by g.id desc limit $4), told as materialized (select null::uuid as id, null::uuid as text_id, null::tsvector as search where false), scored as ( select o.id, null::uuid as text_id, o.search, ts_rank('{0.1, 0.2, 0.4, 1.0}', o.search, $5::tsquery, 1)::float8 as rank from own o union all select t.id, t.text_id, t.search, ts_rank('{0.1, 0.2, 0.4, 1.0}', t.search, $6::tsquery, 1)::float8 from told t ), best as ( select distinct on (s.id) s.id, s.text_id, s.search, s.rank from scored s order by s.id, s.rank desc, s.text_id nulls first ), ranked as materialized ( select b.*, count(*) over () as matches from best b ), hits as ( select * from ranked order by ranked.rank desc, ranked.id desc limit $7 ) select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt", p.rank, p.matches, p.text_id as "textId", tsvector_to_array(ts_filter(p.search, '{a,d}')) as words from hits p join record r on r.id = p.id order by p.rank desc, p.id desc;
with own as materialized ( select g.id, g.search from ( select r.* from record r where r.search @@ $1::tsquery and r.deleted_at is null offset 0 ) g where ((g.kind = any($2::text[]) and ((g.client_id = $3 and g.audience = any($4::text[]))))) order by g.id desc limit $5), told as materialized ( select x.record_id as id, x.id as text_id, x.search from ( select t.id, t.record_id, t.search, t.audience, r.client_id, r.application_id from ( select id, record_id, audience, search from record_text where search @@ $6::tsquery order by id desc limit $7 ) t join record r on r.id = t.record_id where r.deleted_at is null and ((r.kind = any($8::text[]) and ((r.client_id = $9 and r.audience = any($10::text[]))))) ) x where ((x.client_id = $11 and x.audience = any($12::text[]))) order by x.id desc limit $13), scored as ( select o.id, null::uuid as text_id, o.search, ts_rank('{0.1, 0.2, 0.4, 1.0}', o.search, $14::tsquery, 1)::float8 as rank from own o union all select t.id, t.text_id, t.search, ts_rank('{0.1, 0.2, 0.4, 1.0}', t.search, $15::tsquery, 1)::float8 from told t ), best as ( select distinct on (s.id) s.id, s.text_id, s.search, s.rank from scored s order by s.id, s.rank desc, s.text_id nulls first ), ranked as materialized ( select b.*, count(*) over () as matches from best b ), hits as ( select * from ranked order by ranked.rank desc, ranked.id desc limit $16 ) select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt", p.rank, p.matches, p.text_id as "textId", tsvector_to_array(ts_filter(p.search, '{a,d}')) as words from hits p join record r on r.id = p.id order by p.rank desc, p.id desc;
with own as materialized ( select g.id, g.search from ( select r.* from record r where r.search @@ $1::tsquery and r.deleted_at is null offset 0 ) g where ((g.kind = any($2::text[]) and ((g.client_id = $3)))) order by g.id desc limit $4), told as materialized ( select x.record_id as id, x.id as text_id, x.search from ( select t.id, t.record_id, t.search, t.audience, r.client_id, r.application_id from ( select id, record_id, audience, search from record_text where search @@ $5::tsquery order by id desc limit $6 ) t join record r on r.id = t.record_id where r.deleted_at is null and ((r.kind = any($7::text[]) and ((r.client_id = $8)))) ) x where ((x.client_id = $9)) order by x.id desc limit $10), scored as ( select o.id, null::uuid as text_id, o.search, ts_rank('{0.1, 0.2, 0.4, 1.0}', o.search, $11::tsquery, 1)::float8 as rank from own o union all select t.id, t.text_id, t.search, ts_rank('{0.1, 0.2, 0.4, 1.0}', t.search, $12::tsquery, 1)::float8 from told t ), best as ( select distinct on (s.id) s.id, s.text_id, s.search, s.rank from scored s order by s.id, s.rank desc, s.text_id nulls first ), ranked as materialized ( select b.*, count(*) over () as matches from best b ), hits as ( select * from ranked order by ranked.rank desc, ranked.id desc limit $13 ) select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt", p.rank, p.matches, p.text_id as "textId", tsvector_to_array(ts_filter(p.search, '{a,d}')) as words from hits p join record r on r.id = p.id order by p.rank desc, p.id desc;
with own as materialized ( select g.id, g.search from ( select r.* from record r where r.search @@ $1::tsquery and r.deleted_at is null offset 0 ) g where ((g.kind = any($2::text[]) and ((g.client_id = $3)))) order by g.id desc limit $4), told as materialized (select null::uuid as id, null::uuid as text_id, null::tsvector as search where false), scored as ( select o.id, null::uuid as text_id, o.search, ts_rank('{0.1, 0.2, 0.4, 1.0}', o.search, $5::tsquery, 1)::float8 as rank from own o union all select t.id, t.text_id, t.search, ts_rank('{0.1, 0.2, 0.4, 1.0}', t.search, $6::tsquery, 1)::float8 from told t ), best as ( select distinct on (s.id) s.id, s.text_id, s.search, s.rank from scored s order by s.id, s.rank desc, s.text_id nulls first ), ranked as materialized ( select b.*, count(*) over () as matches from best b ), hits as ( select * from ranked order by ranked.rank desc, ranked.id desc limit $7 ) select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt", p.rank, p.matches, p.text_id as "textId", tsvector_to_array(ts_filter(p.search, '{a,d}')) as words from hits p join record r on r.id = p.id order by p.rank desc, p.id desc;
with own as materialized (select r.id, r.search from record r where r.search @@ $1::tsquery and r.deleted_at is null and ((r.kind = any($2::text[]) and ((r.audience <> 'restricted')))) order by r.id desc limit $3), told as materialized ( select x.record_id as id, x.id as text_id, x.search from ( select t.id, t.record_id, t.search, t.audience, r.client_id, r.application_id from ( select id, record_id, audience, search from record_text where search @@ $4::tsquery order by id desc limit $5 ) t join record r on r.id = t.record_id where r.deleted_at is null and ((r.kind = any($6::text[]) and ((r.audience <> 'restricted')))) ) x where ((x.audience <> 'restricted')) order by x.id desc limit $7), scored as ( select o.id, null::uuid as text_id, o.search, ts_rank('{0.1, 0.2, 0.4, 1.0}', o.search, $8::tsquery, 1)::float8 as rank from own o union all select t.id, t.text_id, t.search, ts_rank('{0.1, 0.2, 0.4, 1.0}', t.search, $9::tsquery, 1)::float8 from told t ), best as ( select distinct on (s.id) s.id, s.text_id, s.search, s.rank from scored s order by s.id, s.rank desc, s.text_id nulls first ), ranked as materialized ( select b.*, count(*) over () as matches from best b ), hits as ( select * from ranked order by ranked.rank desc, ranked.id desc limit $10 ) select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt", p.rank, p.matches, p.text_id as "textId", tsvector_to_array(ts_filter(p.search, '{a,d}')) as words from hits p join record r on r.id = p.id order by p.rank desc, p.id desc;
with own as materialized (select r.id, r.search from record r where r.search @@ $1::tsquery and r.deleted_at is null and ((r.kind = any($2::text[]) and (true))) order by r.id desc limit $3), told as materialized ( select x.record_id as id, x.id as text_id, x.search from ( select t.id, t.record_id, t.search, t.audience, r.client_id, r.application_id from ( select id, record_id, audience, search from record_text where search @@ $4::tsquery order by id desc limit $5 ) t join record r on r.id = t.record_id where r.deleted_at is null and ((r.kind = any($6::text[]) and (true))) ) x where (true) order by x.id desc limit $7), scored as ( select o.id, null::uuid as text_id, o.search, ts_rank('{0.1, 0.2, 0.4, 1.0}', o.search, $8::tsquery, 1)::float8 as rank from own o union all select t.id, t.text_id, t.search, ts_rank('{0.1, 0.2, 0.4, 1.0}', t.search, $9::tsquery, 1)::float8 from told t ), best as ( select distinct on (s.id) s.id, s.text_id, s.search, s.rank from scored s order by s.id, s.rank desc, s.text_id nulls first ), ranked as materialized ( select b.*, count(*) over () as matches from best b ), hits as ( select * from ranked order by ranked.rank desc, ranked.id desc limit $10 ) select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt", p.rank, p.matches, p.text_id as "textId", tsvector_to_array(ts_filter(p.search, '{a,d}')) as words from hits p join record r on r.id = p.id order by p.rank desc, p.id desc;
with own as materialized (select r.id, r.search from record r where r.search @@ $1::tsquery and r.deleted_at is null and ((r.kind = any($2::text[]) and (true))) order by r.id desc limit $3), told as materialized ( select x.record_id as id, x.id as text_id, x.search from ( select t.id, t.record_id, t.search, t.audience, r.client_id, r.application_id from ( select id, record_id, audience, search from record_text where search @@ $4::tsquery order by id desc limit $5 ) t join record r on r.id = t.record_id where r.deleted_at is null and ((r.kind = any($6::text[]) and (true))) ) x where (true) order by x.id desc limit $7), scored as ( select o.id, null::uuid as text_id, o.search, ts_rank('{0.1, 0.2, 0.4, 1.0}', o.search, $8::tsquery, 1)::float8 as rank from own o union all select t.id, t.text_id, t.search, ts_rank('{0.1, 0.2, 0.4, 1.0}', t.search, $9::tsquery, 1)::float8 from told t ), best as ( select distinct on (s.id) s.id, s.text_id, s.search, s.rank from scored s order by s.id, s.rank desc, s.text_id nulls first ), ranked as materialized ( select b.*, count(*) over () as matches from best b ), hits as ( select * from ranked where (ranked.rank, ranked.id) < ($10::float8, $11::uuid) order by ranked.rank desc, ranked.id desc limit $12 ) select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt", p.rank, p.matches, p.text_id as "textId", tsvector_to_array(ts_filter(p.search, '{a,d}')) as words from hits p join record r on r.id = p.id order by p.rank desc, p.id desc;
with own as materialized (select r.id, r.search from record r where r.search @@ $1::tsquery and r.deleted_at is null and ((r.kind = any($2::text[]) and (true))) order by r.id desc limit $3), told as materialized (select null::uuid as id, null::uuid as text_id, null::tsvector as search where false), scored as ( select o.id, null::uuid as text_id, o.search, ts_rank('{0.1, 0.2, 0.4, 1.0}', o.search, $4::tsquery, 1)::float8 as rank from own o union all select t.id, t.text_id, t.search, ts_rank('{0.1, 0.2, 0.4, 1.0}', t.search, $5::tsquery, 1)::float8 from told t ), best as ( select distinct on (s.id) s.id, s.text_id, s.search, s.rank from scored s order by s.id, s.rank desc, s.text_id nulls first ), ranked as materialized ( select b.*, count(*) over () as matches from best b ), hits as ( select * from ranked order by ranked.rank desc, ranked.id desc limit $6 ) select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt", p.rank, p.matches, p.text_id as "textId", tsvector_to_array(ts_filter(p.search, '{a,d}')) as words from hits p join record r on r.id = p.id order by p.rank desc, p.id desc;

-- records.setDeleted
update "record" set "deleted_at" = $1, "version" = $2, "updated_at" = $3 where "id" = $4 and "kind" = $5 and "version" = $6;

-- records.unassignRecords
update record set assignee_id = null, version = version + 1 where kind = $1 and assignee_id = any($2::uuid[]);

-- records.updateRecord
update "record" set "client_id" = $1, "application_id" = $2, "audience" = $3, "title" = $4, "state" = $5, "assignee_id" = $6, "due_at" = $7, "priority" = $8, "search" = $9::tsvector, "version" = $10, "updated_at" = $11 where "id" = $12 and "kind" = $13 and "version" = $14 and "deleted_at" is null;

-- records.wordsBeside
select unnest(tsvector_to_array(t.search)) as word from record_text t where t.id = $1 except select unnest(tsvector_to_array($2::tsvector));

-- records.wordsLike
select text from word where text % $1 and length(text) between $2 and $3 order by similarity(text, $4) desc, text limit $5;

-- records.wordsLostBy
select unnest(tsvector_to_array(r.search)) as word from record r where r.id = $1 except select unnest(tsvector_to_array($2::tsvector));

-- resources.findAudit
select id, application_id as "applicationId", week::text as week, zone, made_at as "madeAt", is_due as "isDue", current, settled from resource_audit where id = $1;

-- resources.findAuditTimes
select max(made_at) as before, max(made_at) filter (where is_due) as due from resource_audit where application_id = $1 and week < $2;

-- resources.findFinding
select id, application_id as "applicationId", environment_id as "environmentId", concern, kind, fingerprint, about, facts, figure, unit, wins, wins_unit as "winsUnit", state, dismissed_as as "dismissedAs", task_id as "taskId", after, opened_at as "openedAt", seen_at as "seenAt", done_at as "doneAt", settled_at as "settledAt" from resource_finding where id = $1;

-- resources.findLook
select looked_at as "lookedAt" from resource_look where application_id = $1;

-- resources.insertFinding
insert into resource_finding (id, application_id, environment_id, concern, kind, fingerprint, about, facts, figure, unit, wins, wins_unit, state, opened_at, seen_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'open', $13, $14) on conflict (application_id, fingerprint) where state in ('open', 'task', 'measuring', 'dismissed') do nothing;

-- resources.listAudits
select id, application_id as "applicationId", week::text as week, zone, made_at as "madeAt", is_due as "isDue", current, settled from resource_audit where application_id = $1 order by week desc limit $2;

-- resources.listCurrent
select id, application_id as "applicationId", environment_id as "environmentId", concern, kind, fingerprint, about, facts, figure, unit, wins, wins_unit as "winsUnit", state, dismissed_as as "dismissedAs", task_id as "taskId", after, opened_at as "openedAt", seen_at as "seenAt", done_at as "doneAt", settled_at as "settledAt" from resource_finding where application_id = $1 and state in ('open', 'task', 'measuring', 'dismissed') order by opened_at, id limit $2;

-- resources.listSettled
select id, application_id as "applicationId", environment_id as "environmentId", concern, kind, fingerprint, about, facts, figure, unit, wins, wins_unit as "winsUnit", state, dismissed_as as "dismissedAs", task_id as "taskId", after, opened_at as "openedAt", seen_at as "seenAt", done_at as "doneAt", settled_at as "settledAt" from resource_finding where application_id = $1 and settled_at > $2 order by settled_at desc, id limit $3;

-- resources.lockFinding
select id, application_id as "applicationId", environment_id as "environmentId", concern, kind, fingerprint, about, facts, figure, unit, wins, wins_unit as "winsUnit", state, dismissed_as as "dismissedAs", task_id as "taskId", after, opened_at as "openedAt", seen_at as "seenAt", done_at as "doneAt", settled_at as "settledAt" from resource_finding where id = $1 for no key update;

-- resources.lockOfTask
select id, application_id as "applicationId", environment_id as "environmentId", concern, kind, fingerprint, about, facts, figure, unit, wins, wins_unit as "winsUnit", state, dismissed_as as "dismissedAs", task_id as "taskId", after, opened_at as "openedAt", seen_at as "seenAt", done_at as "doneAt", settled_at as "settledAt" from resource_finding where task_id = $1 for no key update;

-- resources.moveFinding
update resource_finding set state = $1, dismissed_as = $2, task_id = $3, after = $4, done_at = $5, settled_at = $6 where id = $7 and state = $8;

-- resources.noteLook
insert into resource_look (application_id, looked_at) values ($1, $2) on conflict (application_id) do update set looked_at = excluded.looked_at;

-- resources.putAudit
insert into resource_audit (id, application_id, week, zone, made_at, is_due, current, settled) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (application_id, week) do update set zone = excluded.zone, made_at = excluded.made_at, is_due = resource_audit.is_due or excluded.is_due, current = excluded.current, settled = excluded.settled returning id;

-- resources.seeFinding
update resource_finding set kind = $1, facts = $2, figure = $3, unit = $4, wins = $5, wins_unit = $6, seen_at = $7 where id = $8 and state in ('open', 'dismissed');

-- scraping.claimLeases
with free as ( select t.id, t.environment_id, t.version from scrape_target t where t.state = 'active' and not exists (select from scrape_lease l where l.target_id = t.id and l.until > $1) order by t.id limit $2 for no key update of t skip locked ), taken as ( insert into scrape_lease as l (target_id, holder, until) select id, $3::uuid, $4::timestamptz from free on conflict (target_id) do update set holder = excluded.holder, until = excluded.until where l.until <= $5 returning target_id ) select free.id, free.environment_id as "environmentId", free.version from free join taken on taken.target_id = free.id;

-- scraping.deleteTarget
delete from "scrape_target" where "id" = $1;

-- scraping.findTarget
select t.id, t.environment_id as "environmentId", t.name, t.url, t.interval_seconds as "intervalSeconds", t.timeout_seconds as "timeoutSeconds", t.credential_kind as "credentialKind", t.username, t.sealed_secret as "sealedSecret", t.labels, t.private_allowed as "privateAllowed", t.state, t.version, t.created_at as "createdAt", l.last_at as "lastAt", l.last from scrape_target t left join scrape_lease l on l.target_id = t.id where t.id = $1;

-- scraping.insertTarget
insert into "scrape_target" ("name", "url", "interval_seconds", "timeout_seconds", "credential_kind", "username", "sealed_secret", "labels", "private_allowed", "state", "id", "environment_id", "created_at", "updated_at") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);

-- scraping.listTargets
select t.id, t.environment_id as "environmentId", t.name, t.url, t.interval_seconds as "intervalSeconds", t.timeout_seconds as "timeoutSeconds", t.credential_kind as "credentialKind", t.username, t.sealed_secret as "sealedSecret", t.labels, t.private_allowed as "privateAllowed", t.state, t.version, t.created_at as "createdAt", l.last_at as "lastAt", l.last from scrape_target t left join scrape_lease l on l.target_id = t.id where t.environment_id = any($1::uuid[]) order by lower(t.name), t.url, t.id limit $2;

-- scraping.lockTarget
select t.id, t.environment_id as "environmentId", t.name, t.url, t.interval_seconds as "intervalSeconds", t.timeout_seconds as "timeoutSeconds", t.credential_kind as "credentialKind", t.username, t.sealed_secret as "sealedSecret", t.labels, t.private_allowed as "privateAllowed", t.state, t.version, t.created_at as "createdAt" from scrape_target t where t.id = $1 for no key update of t;

-- scraping.readTargets
select t.id, t.environment_id as "environmentId", t.name, t.url, t.interval_seconds as "intervalSeconds", t.timeout_seconds as "timeoutSeconds", t.credential_kind as "credentialKind", t.username, t.sealed_secret as "sealedSecret", t.labels, t.private_allowed as "privateAllowed", t.state, t.version, t.created_at as "createdAt" from scrape_target t where t.id = any($1::uuid[]);

-- scraping.renewLeases
update scrape_lease l set until = $1 from scrape_target t where l.holder = $2 and l.until > $3 and t.id = l.target_id and t.state = 'active' returning t.id, t.environment_id as "environmentId", t.version;

-- scraping.updateTarget
update "scrape_target" set "name" = $1, "url" = $2, "interval_seconds" = $3, "timeout_seconds" = $4, "credential_kind" = $5, "username" = $6, "sealed_secret" = $7, "labels" = $8, "private_allowed" = $9, "state" = $10, "version" = version + 1, "updated_at" = $11 where "id" = $12;

-- scraping.writeLast
update scrape_lease l set last_at = w.at, last = w.last from jsonb_to_recordset($1::jsonb) as w(target_id uuid, at timestamptz, last jsonb) where l.target_id = w.target_id;

-- setup.isToken
select "only_one" from "setup_token" where "token_hash" = $1;

-- setup.putToken
insert into "setup_token" ("token_hash", "created_at") values ($1, $2) on conflict ("only_one") do update set "token_hash" = $3, "created_at" = $4;

-- setup.takeToken
delete from "setup_token" where "token_hash" = $1;

-- statuspage.askSubscriber
insert into status_subscriber as known (id, page_id, channel, address, sealed_target, component_ids, asked_at) values ($1, $2, $3, $4, $5, $6::uuid[], $7) on conflict (page_id, address) do update set component_ids = excluded.component_ids, asked_at = excluded.asked_at where known.confirmed_at is null and known.asked_at <= $8 returning id;

-- statuspage.claimCopy
insert into status_copy (page_id, outlet, slug, next_at) select id, $1, slug, $2 from status_page p where id = $3 and state = 'published' and not is_private and not exists (select from status_copy c where c.outlet = $4 and c.slug = p.slug and c.page_id <> p.id) on conflict (page_id) do update set next_at = excluded.next_at where status_copy.next_at <= $5 returning page_id as "pageId", outlet, slug, files, failures;

-- statuspage.claimWithdrawal
update status_copy set next_at = $1 where page_id = $2 and next_at <= $3 and not exists (select from status_page where id = $4 and state = 'published' and not is_private) returning page_id as "pageId", outlet, slug, files, failures;

-- statuspage.confirmSubscriber
update status_subscriber set confirmed_at = coalesce(confirmed_at, $1) where id = $2;

-- statuspage.correctUpdate
update "status_update" set "text" = $1, "corrected_at" = $2 where "id" = $3 and "post_id" = $4;

-- statuspage.countSubscribers
select count(*)::int as count from status_subscriber where page_id = $1 and confirmed_at is not null;

-- statuspage.countWaiting
select page_id as "pageId", count(*)::int as count from status_post where page_id = any($1::uuid[]) and draft_phase is not null group by page_id;

-- statuspage.deleteComponents
delete from status_component where page_id = $1 and id <> all($2::uuid[]);

-- statuspage.deleteDeclared
delete from status_declared where component_id = any($1::uuid[]);

-- statuspage.deletePage
delete from "status_page" where "id" = $1;

-- statuspage.deletePost
delete from "status_post" where "id" = $1;

-- statuspage.dropCopy
delete from status_copy where page_id = $1;

-- statuspage.eraseSubscribers
delete from status_subscriber where address = any($1::text[]);

-- statuspage.failCopy
update status_copy set files = $1, problem = $2, problem_detail = $3, failing_since = coalesce(failing_since, $4), failures = $5, next_at = $6 where page_id = $7;

-- statuspage.findCopy
select c.page_id as "pageId", c.outlet, c.slug, c.built_at as "builtAt", c.copied_at as "copiedAt", c.problem, c.problem_detail as "problemDetail", c.failing_since as "failingSince", c.next_at as "nextAt", p.id is not null as "isOpen" from status_copy c left join status_page p on p.id = c.page_id and p.state = 'published' and not p.is_private where c.page_id = $1;

-- statuspage.findLogo
select logo as bytes, logo_type as "mediaType" from status_page where id = $1 and logo is not null;

-- statuspage.findPage
select id, client_id as "clientId", application_id as "applicationId", name, slug, intro, state, is_private as "isPrivate", link_number as "linkNumber", language, colour, support_url as "supportUrl", domain, version, created_at as "createdAt", updated_at as "updatedAt" from status_page where id = $1;

-- statuspage.findPost
select id, page_id as "pageId", kind, title, incident_id as "incidentId", window_id as "windowId", started_at as "startedAt", planned_to as "plannedTo", due_at as "dueAt", first_released_at as "firstReleasedAt", ended_at as "endedAt", phase, draft_phase as "draftPhase", draft_text as "draftText", draft_effects as "draftEffects", draft_reason as "draftReason", draft_from as "draftFrom", draft_to as "draftTo", drafted_at as "draftedAt", version from status_post where id = $1;

-- statuspage.findSubscriber
select id, page_id as "pageId", channel, address, sealed_target as "sealedTarget", component_ids as "componentIds", asked_at as "askedAt", confirmed_at as "confirmedAt", failing_since as "failingSince" from status_subscriber where id = $1;

-- statuspage.findUpdate
select post_id as "postId", phase, text, effects from status_update where id = $1;

-- statuspage.insertDeclared
insert into status_declared (component_id, during, state) select id, tstzrange(begins, ends), state from unnest( $1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::text[] ) as declared (id, begins, ends, state);

-- statuspage.insertPage
insert into "status_page" ("name", "slug", "intro", "is_private", "language", "colour", "support_url", "id", "client_id", "application_id", "created_at", "updated_at") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict on constraint "status_page_slug_unique" do nothing;

-- statuspage.insertPost
insert into "status_post" ("title", "started_at", "planned_to", "due_at", "first_released_at", "ended_at", "phase", "draft_phase", "draft_text", "draft_effects", "draft_reason", "draft_from", "draft_to", "drafted_at", "updated_at", "id", "page_id", "kind", "incident_id", "window_id", "created_at") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21);

-- statuspage.insertUpdate
insert into "status_update" ("id", "post_id", "phase", "text", "effects", "released_at", "released_by") values ($1, $2, $3, $4, $5, $6, $7);

-- statuspage.listAddresses
select distinct address from status_subscriber where channel = 'email' and address > $1 order by address limit $2;

-- statuspage.listComponents
select id, page_id as "pageId", name, group_name as "group", weight, application_id as "applicationId", component_id as "componentId", check_ids as "checkIds", since from status_component where page_id = any($1::uuid[]) order by page_id, position, id;

-- statuspage.listCopies
select c.page_id as "pageId", c.outlet, c.slug, c.built_at as "builtAt", c.copied_at as "copiedAt", c.problem, c.problem_detail as "problemDetail", c.failing_since as "failingSince", c.next_at as "nextAt", p.id is not null as "isOpen" from status_copy c left join status_page p on p.id = c.page_id and p.state = 'published' and not p.is_private order by c.page_id limit $1;

-- statuspage.listDeclared
select component_id as "componentId", lower(during) as "from", upper(during) as "to", state from status_declared where component_id = any($1::uuid[]) order by component_id, during;

-- statuspage.listPages
select id, client_id as "clientId", application_id as "applicationId", name, slug, intro, state, is_private as "isPrivate", link_number as "linkNumber", language, colour, support_url as "supportUrl", domain, version, created_at as "createdAt", updated_at as "updatedAt" from status_page order by lower(name), id limit $1;

-- statuspage.listPosts
select id, page_id as "pageId", kind, title, incident_id as "incidentId", window_id as "windowId", started_at as "startedAt", planned_to as "plannedTo", due_at as "dueAt", first_released_at as "firstReleasedAt", ended_at as "endedAt", phase, draft_phase as "draftPhase", draft_text as "draftText", draft_effects as "draftEffects", draft_reason as "draftReason", draft_from as "draftFrom", draft_to as "draftTo", drafted_at as "draftedAt", version from status_post where page_id = $1 order by started_at desc, id desc limit $2;

-- statuspage.listReleased
select id, page_id as "pageId", kind, title, incident_id as "incidentId", window_id as "windowId", started_at as "startedAt", planned_to as "plannedTo", due_at as "dueAt", first_released_at as "firstReleasedAt", ended_at as "endedAt", phase, draft_phase as "draftPhase", draft_text as "draftText", draft_effects as "draftEffects", draft_reason as "draftReason", draft_from as "draftFrom", draft_to as "draftTo", drafted_at as "draftedAt", version from status_post where page_id = $1 and phase is not null order by started_at desc, id desc limit $2;

-- statuspage.listUpdates
select id, post_id as "postId", phase, text, effects, released_at as "releasedAt", released_by as "releasedBy", corrected_at as "correctedAt" from status_update where post_id = any($1::uuid[]) order by released_at, id;

-- statuspage.listWaiting
select id, page_id as "pageId", kind, title, incident_id as "incidentId", window_id as "windowId", started_at as "startedAt", planned_to as "plannedTo", due_at as "dueAt", first_released_at as "firstReleasedAt", ended_at as "endedAt", phase, draft_phase as "draftPhase", draft_text as "draftText", draft_effects as "draftEffects", draft_reason as "draftReason", draft_from as "draftFrom", draft_to as "draftTo", drafted_at as "draftedAt", version from status_post where draft_phase is not null order by due_at nulls last, drafted_at, id limit $1;

-- statuspage.lockPage
select id, client_id as "clientId", application_id as "applicationId", name, slug, intro, state, is_private as "isPrivate", link_number as "linkNumber", language, colour, support_url as "supportUrl", domain, version, created_at as "createdAt", updated_at as "updatedAt" from status_page where id = $1 for no key update;

-- statuspage.noteCopy
update status_copy set outlet = $1, slug = $2, files = $3 where page_id = $4;

-- statuspage.pagesAbout
select id, client_id as "clientId", application_id as "applicationId", name, slug, intro, state, is_private as "isPrivate", link_number as "linkNumber", language, colour, support_url as "supportUrl", domain, version, created_at as "createdAt", updated_at as "updatedAt" from status_page where id in (select page_id from status_component where component_id = any($1::uuid[]) or application_id = $2::uuid) order by id limit $3;

-- statuspage.postsAbout
select id, page_id as "pageId", kind, title, incident_id as "incidentId", window_id as "windowId", started_at as "startedAt", planned_to as "plannedTo", due_at as "dueAt", first_released_at as "firstReleasedAt", ended_at as "endedAt", phase, draft_phase as "draftPhase", draft_text as "draftText", draft_effects as "draftEffects", draft_reason as "draftReason", draft_from as "draftFrom", draft_to as "draftTo", drafted_at as "draftedAt", version from status_post where incident_id = $1 order by id limit $2;
select id, page_id as "pageId", kind, title, incident_id as "incidentId", window_id as "windowId", started_at as "startedAt", planned_to as "plannedTo", due_at as "dueAt", first_released_at as "firstReleasedAt", ended_at as "endedAt", phase, draft_phase as "draftPhase", draft_text as "draftText", draft_effects as "draftEffects", draft_reason as "draftReason", draft_from as "draftFrom", draft_to as "draftTo", drafted_at as "draftedAt", version from status_post where window_id = $1 order by id limit $2;

-- statuspage.putComponent
insert into "status_component" ("name", "group_name", "weight", "position", "application_id", "component_id", "check_ids", "id", "page_id", "since") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict ("id") do update set "name" = $11, "group_name" = $12, "weight" = $13, "position" = $14, "application_id" = $15, "component_id" = $16, "check_ids" = $17 where "status_component"."page_id" = $18;

-- statuspage.putDomain
update status_page set domain = $1 where id = $2 and not exists (select from status_page where domain = $3 and id <> $4);

-- statuspage.putLogo
update "status_page" set "logo" = $1, "logo_type" = $2 where "id" = $3;

-- statuspage.queueDeliveries
insert into status_delivery (update_id, subscriber_id) select $1::uuid, id from status_subscriber where page_id = $2 and confirmed_at is not null and ($3 or component_ids is null or component_ids && $4::uuid[]) on conflict do nothing;

-- statuspage.removePending
delete from status_subscriber where id in ( select id from status_subscriber where confirmed_at is null and asked_at < $1 order by asked_at limit $2);

-- statuspage.removeSubscriber
delete from status_subscriber where id = $1;

-- statuspage.setFailing
update status_subscriber set failing_since = $1 where id = $2;

-- statuspage.settleCopy
update status_copy set files = $1, built_at = $2, copied_at = $3, problem = null, problem_detail = null, failing_since = null, failures = 0, next_at = $4 where page_id = $5;

-- statuspage.slugsLike
select slug from status_page where starts_with(slug, $1);

-- statuspage.subscribersOf
select id, page_id as "pageId", channel, address, sealed_target as "sealedTarget", component_ids as "componentIds", asked_at as "askedAt", confirmed_at as "confirmedAt", failing_since as "failingSince" from status_subscriber where address = any($1::text[]) order by id;

-- statuspage.takeDeliveries
delete from status_delivery using status_subscriber where status_subscriber.id = subscriber_id and (update_id, subscriber_id) in ( select update_id, subscriber_id from status_delivery order by update_id, subscriber_id limit $1 for update skip locked) returning update_id as "updateId", subscriber_id as "subscriberId", channel, address;

-- statuspage.updatePage
update "status_page" set "name" = $1, "slug" = $2, "intro" = $3, "is_private" = $4, "language" = $5, "colour" = $6, "support_url" = $7, "state" = $8, "link_number" = $9, "version" = version + 1, "updated_at" = $10 where "id" = $11 and not exists (select from status_page where slug = $12 and id <> $13);

-- statuspage.updatePost
update "status_post" set "title" = $1, "started_at" = $2, "planned_to" = $3, "due_at" = $4, "first_released_at" = $5, "ended_at" = $6, "phase" = $7, "draft_phase" = $8, "draft_text" = $9, "draft_effects" = $10, "draft_reason" = $11, "draft_from" = $12, "draft_to" = $13, "drafted_at" = $14, "updated_at" = $15, "version" = version + 1 where "id" = $16;

-- storage.findDroppedDays
select distinct to_char(generate_series(day, until_day - 1, interval '1 day'), 'YYYY-MM-DD') as day from storage_dropped where table_name = $1;

-- storage.findLimit
select bytes_max as "bytesMax", version from storage_limit;

-- storage.forgetDropped
delete from storage_dropped where dropped_at < $1;

-- storage.listDropped
select table_name as "table", to_char(day, 'YYYY-MM-DD') as day, to_char(until_day, 'YYYY-MM-DD') as "untilDay", bytes, reason, dropped_at as "droppedAt" from storage_dropped order by dropped_at desc, table_name, day limit $1;

-- storage.noteDropped
insert into storage_dropped (table_name, day, until_day, keep_days, bytes, reason, dropped_at) values ($1, $2, $3, $4, $5, $6, $7) on conflict (table_name, day, keep_days) do update set bytes = storage_dropped.bytes + excluded.bytes, reason = excluded.reason, dropped_at = excluded.dropped_at;

-- storage.updateLimit
update storage_limit set bytes_max = $1, version = version + 1 where version = $2;

-- tasks.descriptionsOf
select id, description from task where id = any($1::uuid[]);

-- tasks.findTask
select id, description, record_id as "recordId", created_by as "createdBy", completed_at as "completedAt" from task where id = $1;

-- tasks.forgetMakers
update task set created_by = null where created_by = any($1::uuid[]);

-- tasks.insertTask
insert into "task" ("id", "description", "record_id", "created_by", "completed_at") values ($1, $2, $3, $4, $5);

-- tasks.listTaskIdsOf
select id from task where record_id = $1 order by id limit $2;

-- tasks.taskIdsOf
select id from task where record_id = $1 order by id;

-- tasks.tasksMadeBy
select id from task where created_by = any($1::uuid[]) and true order by id limit $2;

-- tasks.updateTask
update "task" set "description" = $1, "completed_at" = $2 where "id" = $3;

-- telemetry.findIngestKey
select "id", "environment_id" as "environmentId", "application_id" as "applicationId", "client_id" as "clientId", "name", "prefix", "dsn_key" as "dsnKey", "created_at" as "createdAt", "last_used_at" as "lastUsedAt" from "ingest_key" where "id" = $1 and "revoked_at" is null;

-- telemetry.findIngestKeyByDsn
select "id", "environment_id" as "environmentId", "application_id" as "applicationId", "client_id" as "clientId", "name", "prefix", "dsn_key" as "dsnKey", "created_at" as "createdAt", "last_used_at" as "lastUsedAt" from "ingest_key" where "dsn_key" = $1 and "revoked_at" is null;

-- telemetry.findIngestKeyBySecret
select "id", "environment_id" as "environmentId", "application_id" as "applicationId", "client_id" as "clientId", "name", "prefix", "dsn_key" as "dsnKey", "created_at" as "createdAt", "last_used_at" as "lastUsedAt" from "ingest_key" where "secret_hash" = $1 and "revoked_at" is null;

-- telemetry.insertIngestKey
insert into "ingest_key" ("environment_id", "application_id", "client_id", "id", "name", "prefix", "secret_hash", "created_at") values ($1, $2, $3, $4, $5, $6, $7, $8) returning "id", "environment_id" as "environmentId", "application_id" as "applicationId", "client_id" as "clientId", "name", "prefix", "dsn_key" as "dsnKey", "created_at" as "createdAt", "last_used_at" as "lastUsedAt";

-- telemetry.listIngestKeys
select "id", "environment_id" as "environmentId", "application_id" as "applicationId", "client_id" as "clientId", "name", "prefix", "dsn_key" as "dsnKey", "created_at" as "createdAt", "last_used_at" as "lastUsedAt" from "ingest_key" where ("environment_id" = any($1::uuid[]) or "application_id" = any($2::uuid[]) or "client_id" = any($3::uuid[])) and "revoked_at" is null order by "created_at" desc, "id" desc limit $4;

-- telemetry.revokeIngestKey
update "ingest_key" set "revoked_at" = $1 where "id" = $2 and "revoked_at" is null;

-- telemetry.touchIngestKey
update ingest_key set last_used_at = $1 where id = $2 and (last_used_at is null or last_used_at <= $3);

-- views.countViews
select count(*) as count from saved_view where owner_id = $1 and kind = $2 and deleted_at is null;

-- views.insertView
insert into "saved_view" ("id", "kind", "name", "filter", "sort", "columns", "owner_id", "shared", "role", "created_at", "updated_at") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- views.listViews
select v.id, v.kind, v.name, v.filter, v.sort, v.columns, v.owner_id as "ownerId", v.shared, v.role, v.version, v.updated_at as "updatedAt", v.deleted_at as "deletedAt" from saved_view v where v.kind = $1 and v.deleted_at is null and (v.owner_id = $2 or v.shared = 'everyone' or (v.shared = 'role' and v.role = any($3::text[]))) order by lower(v.name), v.id limit $4;

-- views.lockView
select v.id, v.kind, v.name, v.filter, v.sort, v.columns, v.owner_id as "ownerId", v.shared, v.role, v.version, v.updated_at as "updatedAt", v.deleted_at as "deletedAt" from saved_view v where v.id = $1 for no key update;

-- views.removeDeletedViews
delete from saved_view where id in (select id from saved_view where deleted_at < $1 limit $2);

-- views.removePersonal
delete from saved_view where owner_id = any($1::uuid[]) and (shared = 'personal' or deleted_at is not null);

-- views.renameView
update "saved_view" set "name" = $1 where "id" = $2;

-- views.updateOwner
update saved_view set owner_id = $1, version = version + 1, updated_at = $2 where id = $3;

-- views.updateView
update "saved_view" set "name" = $1, "filter" = $2, "sort" = $3, "columns" = $4, "shared" = $5, "role" = $6, "version" = $7, "updated_at" = $8, "deleted_at" = $9 where "id" = $10;

-- views.viewsNaming
select id, name from saved_view where exists (select from unnest($1::text[]) as word where strpos(lower(name), lower(word)) > 0) order by id limit $2;

-- views.viewsOf
select v.id, v.kind, v.name, v.filter, v.sort, v.columns, v.owner_id as "ownerId", v.shared, v.role, v.version, v.updated_at as "updatedAt", v.deleted_at as "deletedAt" from saved_view v where v.owner_id = any($1::uuid[]) order by v.id limit $2;
