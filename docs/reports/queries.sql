-- Every statement that the store tests and the sweep of all routes ran. Written by `npm run generate -- --queries`.

-- attachments.countAttachments
select count(*)::int as count from attachment where record_id = $1 and deleted_at is null;

-- attachments.eraseOwnArriving
update attachment set uploader_id = null, name = '', deleted_at = $1, version = version + 1 where uploader_id = any($2::uuid[]);

-- attachments.eraseOwnStored
delete from attachment where uploader_id = any($1::uuid[]) and stored_at is not null;

-- attachments.findAttachment
select a.id, a.record_id as "recordId", a.uploader_id as "uploaderId", a.name, a.audience, a.bytes, a.digest, a.version, a.announced_at as "announcedAt", a.stored_at as "storedAt", a.deleted_at as "deletedAt", (select c.media_type from attachment_content c where c.digest = a.digest) as "mediaType" from attachment a where a.id = $1;

-- attachments.forgetContent
delete from attachment_content where digest = $1 and not exists (select from attachment where digest = $2);

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
select c.digest from attachment_content c where c.digest > $1 and not exists (select from attachment a where a.digest = c.digest) order by c.digest limit $2;

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
select count(*) as count, (array_agg(t."applicationName" order by t."createdAt", t."thingId"))[1] as first, min(t."createdAt") as since from ( select a.id as "applicationId", a.name as "applicationName", a.client_id as "clientId", null::uuid as "componentId", null::text as "componentName", a.created_at as "createdAt", lower(a.name) as "sortName", '' as "sortComponent", a.id as "thingId" from application a where a.state = 'active' union all select a.id, a.name, a.client_id, p.id, p.name, p.created_at, lower(a.name), lower(p.name), p.id from component p join application a on a.id = p.application_id where p.state = 'active' and a.state = 'active') t cross join lateral ( with own as (select part from ownership o where o.application_id = t."applicationId" and o.component_id is not distinct from t."componentId"), inherited as (select part from ownership o where o.application_id = t."applicationId" and o.component_id is null), counted as (select part from own union all select part from inherited where not exists (select 1 from own)) select t.*, case when not exists (select 1 from counted o where o.part = 'owner') then 'no_owner' when (select count(*) from counted) = 1 then 'one_person' else 'covered' end as coverage ) j where true and t."componentId" is null and j.coverage = 'no_owner' having count(*) > 0;

-- catalog.dependenciesOf
select from_id as "from", to_id as "to" from component_dependency where application_id = $1;

-- catalog.findApplication
select a.id, a.client_id as "clientId", c.name as "clientName", a.name, a.slug, a.description, a.kind, a.url, a.state, a.version, a.created_at as "createdAt", a.updated_at as "updatedAt", lower(a.name) as "sortName", (select count(*) from environment e where e.application_id = a.id and e.state = 'active') as "environmentCount", (select count(*) from component p where p.application_id = a.id and p.state = 'active') as "componentCount" from application a left join client c on c.id = a.client_id where a.id = $1;

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
select a.id, a.client_id as "clientId", c.name as "clientName", a.name, a.slug, a.description, a.kind, a.url, a.state, a.version, a.created_at as "createdAt", a.updated_at as "updatedAt", lower(a.name) as "sortName", (select count(*) from environment e where e.application_id = a.id and e.state = 'active') as "environmentCount", (select count(*) from component p where p.application_id = a.id and p.state = 'active') as "componentCount" from application a left join client c on c.id = a.client_id where ((a.client_id = $1::uuid and true)) and true and a.state = $2 and true and true order by lower(a.name), a.id limit $3;
select a.id, a.client_id as "clientId", c.name as "clientName", a.name, a.slug, a.description, a.kind, a.url, a.state, a.version, a.created_at as "createdAt", a.updated_at as "updatedAt", lower(a.name) as "sortName", (select count(*) from environment e where e.application_id = a.id and e.state = 'active') as "environmentCount", (select count(*) from component p where p.application_id = a.id and p.state = 'active') as "componentCount" from application a left join client c on c.id = a.client_id where true and true and a.state = $1 and (position(lower($2) in lower(a.name)) > 0 or position(lower($3) in lower(a.slug)) > 0 or position(lower($4) in lower(coalesce(a.url, ''))) > 0) and true order by lower(a.name), a.id limit $5;
select a.id, a.client_id as "clientId", c.name as "clientName", a.name, a.slug, a.description, a.kind, a.url, a.state, a.version, a.created_at as "createdAt", a.updated_at as "updatedAt", lower(a.name) as "sortName", (select count(*) from environment e where e.application_id = a.id and e.state = 'active') as "environmentCount", (select count(*) from component p where p.application_id = a.id and p.state = 'active') as "componentCount" from application a left join client c on c.id = a.client_id where true and true and a.state = $1 and true and true order by lower(a.name), a.id limit $2;

-- catalog.listClients
select c.id, c.name, c.slug, c.zone, c.state, c.version, c.created_at as "createdAt", c.updated_at as "updatedAt", lower(c.name) as "sortName", (select count(*) from application a where a.client_id = c.id and a.state = 'active') as "applicationCount" from client c where ((c.id = $1::uuid and true)) and c.state = $2 and true and true order by lower(c.name), c.id limit $3;
select c.id, c.name, c.slug, c.zone, c.state, c.version, c.created_at as "createdAt", c.updated_at as "updatedAt", lower(c.name) as "sortName", (select count(*) from application a where a.client_id = c.id and a.state = 'active') as "applicationCount" from client c where ((c.id = $1::uuid and true)) and true and true and true order by lower(c.name), c.id limit $2;
select c.id, c.name, c.slug, c.zone, c.state, c.version, c.created_at as "createdAt", c.updated_at as "updatedAt", lower(c.name) as "sortName", (select count(*) from application a where a.client_id = c.id and a.state = 'active') as "applicationCount" from client c where false and c.state = $1 and true and true order by lower(c.name), c.id limit $2;
select c.id, c.name, c.slug, c.zone, c.state, c.version, c.created_at as "createdAt", c.updated_at as "updatedAt", lower(c.name) as "sortName", (select count(*) from application a where a.client_id = c.id and a.state = 'active') as "applicationCount" from client c where true and c.state = $1 and (position(lower($2) in lower(c.name)) > 0 or position(lower($3) in lower(c.slug)) > 0) and (lower(c.name), c.id) > ($4, $5) order by lower(c.name), c.id limit $6;
select c.id, c.name, c.slug, c.zone, c.state, c.version, c.created_at as "createdAt", c.updated_at as "updatedAt", lower(c.name) as "sortName", (select count(*) from application a where a.client_id = c.id and a.state = 'active') as "applicationCount" from client c where true and c.state = $1 and (position(lower($2) in lower(c.name)) > 0 or position(lower($3) in lower(c.slug)) > 0) and true order by lower(c.name), c.id limit $4;
select c.id, c.name, c.slug, c.zone, c.state, c.version, c.created_at as "createdAt", c.updated_at as "updatedAt", lower(c.name) as "sortName", (select count(*) from application a where a.client_id = c.id and a.state = 'active') as "applicationCount" from client c where true and true and (position(lower($1) in lower(c.name)) > 0 or position(lower($2) in lower(c.slug)) > 0) and true order by lower(c.name), c.id limit $3;
select c.id, c.name, c.slug, c.zone, c.state, c.version, c.created_at as "createdAt", c.updated_at as "updatedAt", lower(c.name) as "sortName", (select count(*) from application a where a.client_id = c.id and a.state = 'active') as "applicationCount" from client c where true and true and true and true order by lower(c.name), c.id limit $1;

-- catalog.listComponents
select p.id, p.application_id as "applicationId", a.client_id as "clientId", p.name, p.kind, p.description, p.position, p.state, p.version, p.created_at as "createdAt", p.updated_at as "updatedAt", lower(p.name) as "sortName", array(select d.to_id from component_dependency d join component t on t.id = d.to_id and t.state = 'active' where d.from_id = p.id) as "dependsOn" from component p join application a on a.id = p.application_id where ((a.client_id = $1::uuid and true)) and p.application_id = $2 and p.state = $3 and true and true order by p.application_id, p.position, lower(p.name), p.id limit $4;
select p.id, p.application_id as "applicationId", a.client_id as "clientId", p.name, p.kind, p.description, p.position, p.state, p.version, p.created_at as "createdAt", p.updated_at as "updatedAt", lower(p.name) as "sortName", array(select d.to_id from component_dependency d join component t on t.id = d.to_id and t.state = 'active' where d.from_id = p.id) as "dependsOn" from component p join application a on a.id = p.application_id where true and p.application_id = $1 and p.state = $2 and true and true order by p.application_id, p.position, lower(p.name), p.id limit $3;

-- catalog.listEnvironments
select e.id, e.application_id as "applicationId", a.client_id as "clientId", e.name, e.kind, e.url, e.position, e.state, e.version, e.created_at as "createdAt", e.updated_at as "updatedAt", lower(e.name) as "sortName" from environment e join application a on a.id = e.application_id where true and e.application_id = $1 and e.state = $2 and true and true order by e.application_id, e.position, lower(e.name), e.id limit $3;

-- catalog.listFeatures
select f.id, f.application_id as "applicationId", a.client_id as "clientId", f.name, f.importance, f.description, f.routes, f.state, f.version, f.created_at as "createdAt", f.updated_at as "updatedAt", lower(f.name) as "sortName", array(select t.id from feature_component l join component t on t.id = l.component_id and t.state = 'active' where l.feature_id = f.id order by t.id) as "componentIds" from feature f join application a on a.id = f.application_id where ((a.client_id = $1::uuid and true)) and f.application_id = $2 and f.state = $3 and true and true order by lower(f.name), f.id limit $4;
select f.id, f.application_id as "applicationId", a.client_id as "clientId", f.name, f.importance, f.description, f.routes, f.state, f.version, f.created_at as "createdAt", f.updated_at as "updatedAt", lower(f.name) as "sortName", array(select t.id from feature_component l join component t on t.id = l.component_id and t.state = 'active' where l.feature_id = f.id order by t.id) as "componentIds" from feature f join application a on a.id = f.application_id where true and f.application_id = $1 and f.state = $2 and true and true order by lower(f.name), f.id limit $3;

-- catalog.listFindings
select j.* from ( select a.id as "applicationId", a.name as "applicationName", a.client_id as "clientId", null::uuid as "componentId", null::text as "componentName", a.created_at as "createdAt", lower(a.name) as "sortName", '' as "sortComponent", a.id as "thingId" from application a where a.state = 'active' union all select a.id, a.name, a.client_id, p.id, p.name, p.created_at, lower(a.name), lower(p.name), p.id from component p join application a on a.id = p.application_id where p.state = 'active' and a.state = 'active') t cross join lateral ( with own as (select part from ownership o where o.application_id = t."applicationId" and o.component_id is not distinct from t."componentId"), inherited as (select part from ownership o where o.application_id = t."applicationId" and o.component_id is null), counted as (select part from own union all select part from inherited where not exists (select 1 from own)) select t.*, case when not exists (select 1 from counted o where o.part = 'owner') then 'no_owner' when (select count(*) from counted) = 1 then 'one_person' else 'covered' end as coverage ) j where ((t."clientId" = $1::uuid and true)) and t."applicationId" = $2 and true and j.coverage <> 'covered' order by t."sortName", t."applicationId", t."sortComponent", t."thingId" limit $3;
select j.* from ( select a.id as "applicationId", a.name as "applicationName", a.client_id as "clientId", null::uuid as "componentId", null::text as "componentName", a.created_at as "createdAt", lower(a.name) as "sortName", '' as "sortComponent", a.id as "thingId" from application a where a.state = 'active' union all select a.id, a.name, a.client_id, p.id, p.name, p.created_at, lower(a.name), lower(p.name), p.id from component p join application a on a.id = p.application_id where p.state = 'active' and a.state = 'active') t cross join lateral ( with own as (select part from ownership o where o.application_id = t."applicationId" and o.component_id is not distinct from t."componentId"), inherited as (select part from ownership o where o.application_id = t."applicationId" and o.component_id is null), counted as (select part from own union all select part from inherited where not exists (select 1 from own)) select t.*, case when not exists (select 1 from counted o where o.part = 'owner') then 'no_owner' when (select count(*) from counted) = 1 then 'one_person' else 'covered' end as coverage ) j where true and t."applicationId" = $1 and true and j.coverage <> 'covered' order by t."sortName", t."applicationId", t."sortComponent", t."thingId" limit $2;

-- catalog.listHeldParts
select a.id as "applicationId", a.name as "applicationName", p.id as "componentId", p.name as "componentName", o.part, not exists ( select from ownership x where x.application_id = o.application_id and x.component_id is not distinct from o.component_id and x.person_id <> o.person_id) as "isOnly" from ownership o join application a on a.id = o.application_id left join component p on p.id = o.component_id where o.person_id = $1 and a.state = 'active' and (p.id is null or p.state = 'active') and true order by lower(a.name), a.id, lower(p.name) nulls first, p.id limit $2;

-- catalog.listMapped
select a.id, a.name, a.client_id as "clientId", c.name as "clientName", lower(a.name) as "sortName", coalesce( (select json_agg(json_build_object('id', p.id, 'name', p.name, 'kind', p.kind) order by p.position, lower(p.name), p.id) from component p where p.application_id = a.id and p.state = 'active'), '[]') as components from application a left join client c on c.id = a.client_id where ((a.client_id = $1::uuid and true)) and a.state = 'active' and true and true and true order by lower(a.name), a.id limit $2;
select a.id, a.name, a.client_id as "clientId", c.name as "clientName", lower(a.name) as "sortName", coalesce( (select json_agg(json_build_object('id', p.id, 'name', p.name, 'kind', p.kind) order by p.position, lower(p.name), p.id) from component p where p.application_id = a.id and p.state = 'active'), '[]') as components from application a left join client c on c.id = a.client_id where false and a.state = 'active' and true and true and true order by lower(a.name), a.id limit $1;
select a.id, a.name, a.client_id as "clientId", c.name as "clientName", lower(a.name) as "sortName", coalesce( (select json_agg(json_build_object('id', p.id, 'name', p.name, 'kind', p.kind) order by p.position, lower(p.name), p.id) from component p where p.application_id = a.id and p.state = 'active'), '[]') as components from application a left join client c on c.id = a.client_id where true and a.state = 'active' and a.client_id = $1 and true and (lower(a.name), a.id) > ($2, $3) order by lower(a.name), a.id limit $4;
select a.id, a.name, a.client_id as "clientId", c.name as "clientName", lower(a.name) as "sortName", coalesce( (select json_agg(json_build_object('id', p.id, 'name', p.name, 'kind', p.kind) order by p.position, lower(p.name), p.id) from component p where p.application_id = a.id and p.state = 'active'), '[]') as components from application a left join client c on c.id = a.client_id where true and a.state = 'active' and a.client_id = $1 and true and true order by lower(a.name), a.id limit $2;
select a.id, a.name, a.client_id as "clientId", c.name as "clientName", lower(a.name) as "sortName", coalesce( (select json_agg(json_build_object('id', p.id, 'name', p.name, 'kind', p.kind) order by p.position, lower(p.name), p.id) from component p where p.application_id = a.id and p.state = 'active'), '[]') as components from application a left join client c on c.id = a.client_id where true and a.state = 'active' and true and a.id = $1 and true order by lower(a.name), a.id limit $2;
select a.id, a.name, a.client_id as "clientId", c.name as "clientName", lower(a.name) as "sortName", coalesce( (select json_agg(json_build_object('id', p.id, 'name', p.name, 'kind', p.kind) order by p.position, lower(p.name), p.id) from component p where p.application_id = a.id and p.state = 'active'), '[]') as components from application a left join client c on c.id = a.client_id where true and a.state = 'active' and true and true and true order by lower(a.name), a.id limit $1;

-- catalog.lockApplication
select a.id, a.client_id as "clientId", c.name as "clientName", a.name, a.slug, a.description, a.kind, a.url, a.state, a.version, a.created_at as "createdAt", a.updated_at as "updatedAt", lower(a.name) as "sortName", (select count(*) from environment e where e.application_id = a.id and e.state = 'active') as "environmentCount", (select count(*) from component p where p.application_id = a.id and p.state = 'active') as "componentCount" from application a left join client c on c.id = a.client_id where a.id = $1 for no key update of a;

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
update "application" set "client_id" = $1, "name" = $2, "slug" = $3, "description" = $4, "url" = $5, "state" = $6, "version" = version + 1, "updated_at" = $7 where "id" = $8;

-- catalog.updateClient
update "client" set "name" = $1, "slug" = $2, "zone" = $3, "state" = $4, "version" = version + 1, "updated_at" = $5 where "id" = $6;

-- catalog.updateComponent
update "component" set "name" = $1, "kind" = $2, "description" = $3, "position" = $4, "state" = $5, "version" = version + 1, "updated_at" = $6 where "id" = $7;

-- catalog.updateEnvironment
update "environment" set "name" = $1, "kind" = $2, "url" = $3, "position" = $4, "state" = $5, "version" = version + 1, "updated_at" = $6 where "id" = $7;

-- catalog.updateFeature
update "feature" set "name" = $1, "importance" = $2, "description" = $3, "routes" = $4, "state" = $5, "version" = version + 1, "updated_at" = $6 where "id" = $7;

-- checks.armHeartbeat
update "heartbeat" set "armed_at" = $1, "signal" = $2, "signal_at" = $3, "started_at" = $4, "succeeded_at" = $5 where "check_id" = $6;

-- checks.countChecks
select count(*)::int as count from uptime_check where environment_id = $1;

-- checks.deleteCheck
delete from "uptime_check" where "id" = $1;

-- checks.findCheck
select id, environment_id as "environmentId", application_id as "applicationId", name, settings, sealed_secret as "sealedSecret", interval_seconds as "intervalSeconds", time_limit_ms as "timeLimitMs", retries, is_paused as "isPaused", is_resting as "isResting", is_private_allowed as "isPrivateAllowed", follows_address as "followsAddress", state, reason, detail, since, version, created_at as "createdAt", updated_at as "updatedAt" from uptime_check where id = $1;

-- checks.findHeard
select signal, signal_at as "signalAt", started_at as "startedAt", succeeded_at as "succeededAt", armed_at as "armedAt" from heartbeat where check_id = $1;

-- checks.holdLease
insert into probe_lease (location, node, until) values ($1, $2, $3) on conflict (location) do update set node = excluded.node, until = excluded.until where probe_lease.node = excluded.node or probe_lease.until <= $4;

-- checks.insertCheck
insert into "uptime_check" ("name", "kind", "settings", "sealed_secret", "interval_seconds", "time_limit_ms", "retries", "is_paused", "is_private_allowed", "follows_address", "id", "environment_id", "application_id", "since", "created_at", "updated_at") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16);

-- checks.isHeld
select true as held from probe_lease where location = $1 and until > $2;

-- checks.listChecks
select id, environment_id as "environmentId", application_id as "applicationId", name, settings, sealed_secret as "sealedSecret", interval_seconds as "intervalSeconds", time_limit_ms as "timeLimitMs", retries, is_paused as "isPaused", is_resting as "isResting", is_private_allowed as "isPrivateAllowed", follows_address as "followsAddress", state, reason, detail, since, version, created_at as "createdAt", updated_at as "updatedAt" from uptime_check where environment_id = any($1::uuid[]) order by lower(name), id limit $2;

-- checks.listDown
select id, environment_id as "environmentId", application_id as "applicationId", name, settings, sealed_secret as "sealedSecret", interval_seconds as "intervalSeconds", time_limit_ms as "timeLimitMs", retries, is_paused as "isPaused", is_resting as "isResting", is_private_allowed as "isPrivateAllowed", follows_address as "followsAddress", state, reason, detail, since, version, created_at as "createdAt", updated_at as "updatedAt" from uptime_check where state = 'down' and not is_paused and not is_resting order by since, id limit $1;

-- checks.listWatched
select id, environment_id as "environmentId", application_id as "applicationId", name, settings, sealed_secret as "sealedSecret", interval_seconds as "intervalSeconds", time_limit_ms as "timeLimitMs", retries, is_paused as "isPaused", is_resting as "isResting", is_private_allowed as "isPrivateAllowed", follows_address as "followsAddress", state, reason, detail, since, version, created_at as "createdAt", updated_at as "updatedAt" from uptime_check where id = any($1::uuid[]) and not is_paused and not is_resting order by id limit $2;
select id, environment_id as "environmentId", application_id as "applicationId", name, settings, sealed_secret as "sealedSecret", interval_seconds as "intervalSeconds", time_limit_ms as "timeLimitMs", retries, is_paused as "isPaused", is_resting as "isResting", is_private_allowed as "isPrivateAllowed", follows_address as "followsAddress", state, reason, detail, since, version, created_at as "createdAt", updated_at as "updatedAt" from uptime_check where true and not is_paused and not is_resting order by id limit $1;

-- checks.lockCheck
select id, environment_id as "environmentId", application_id as "applicationId", name, settings, sealed_secret as "sealedSecret", interval_seconds as "intervalSeconds", time_limit_ms as "timeLimitMs", retries, is_paused as "isPaused", is_resting as "isResting", is_private_allowed as "isPrivateAllowed", follows_address as "followsAddress", state, reason, detail, since, version, created_at as "createdAt", updated_at as "updatedAt" from uptime_check where id = $1 for no key update;

-- checks.lockFollowing
select id, environment_id as "environmentId", application_id as "applicationId", name, settings, sealed_secret as "sealedSecret", interval_seconds as "intervalSeconds", time_limit_ms as "timeLimitMs", retries, is_paused as "isPaused", is_resting as "isResting", is_private_allowed as "isPrivateAllowed", follows_address as "followsAddress", state, reason, detail, since, version, created_at as "createdAt", updated_at as "updatedAt" from uptime_check where environment_id = $1 and follows_address for no key update;

-- checks.noteSignal
update heartbeat set signal = $1, signal_at = $2, started_at = case when $3 = 'start' then $4::timestamptz when signal = 'start' then started_at end, succeeded_at = case when $5 = 'success' then $6::timestamptz else succeeded_at end where secret_hash = $7 returning check_id as "checkId";

-- checks.setResting
update uptime_check set is_resting = (environment_id <> all($1::uuid[])) where application_id = $2 and is_resting <> (environment_id <> all($3::uuid[])) returning id, is_resting as "isResting";

-- checks.setSecret
insert into "heartbeat" ("check_id", "secret_hash", "armed_at") values ($1, $2, $3) on conflict ("check_id") do update set "secret_hash" = $4;

-- checks.setState
update "uptime_check" set "state" = $1, "reason" = $2, "detail" = $3, "since" = $4 where "id" = $5 and "state" = $6 and "is_paused" = $7 and "is_resting" = $8;

-- checks.updateCheck
update "uptime_check" set "name" = $1, "kind" = $2, "settings" = $3, "sealed_secret" = $4, "interval_seconds" = $5, "time_limit_ms" = $6, "retries" = $7, "is_paused" = $8, "is_private_allowed" = $9, "follows_address" = $10, "state" = $11, "reason" = $12, "detail" = $13, "since" = $14, "version" = version + 1, "updated_at" = $15 where "id" = $16;
update "uptime_check" set "name" = $1, "kind" = $2, "settings" = $3, "sealed_secret" = $4, "interval_seconds" = $5, "time_limit_ms" = $6, "retries" = $7, "is_paused" = $8, "is_private_allowed" = $9, "follows_address" = $10, "version" = version + 1, "updated_at" = $11 where "id" = $12;

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
select c.id, c.client_id as "clientId", c.application_id as "applicationId", c.name, c.position, c.locale, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'email' order by a.rank) as emails, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'phone' order by a.rank) as phones, c.state, c.merged_into as "mergedInto", (select max(s.last_seen_at) from contact_session s where s.contact_id = c.id) as "lastSeenAt", c.created_at as "createdAt", c.updated_at as "updatedAt", c.version, lower(c.name) as "sortName" from contact c where ((c.client_id = $1::uuid and true)) and c.state = $2 and (position(lower($3) in lower(c.name)) > 0 or exists ( select from contact_address a where a.contact_id = c.id and position(lower($4) in lower(a.value)) > 0)) order by lower(c.name), c.id limit $5;
select c.id, c.client_id as "clientId", c.application_id as "applicationId", c.name, c.position, c.locale, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'email' order by a.rank) as emails, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'phone' order by a.rank) as phones, c.state, c.merged_into as "mergedInto", (select max(s.last_seen_at) from contact_session s where s.contact_id = c.id) as "lastSeenAt", c.created_at as "createdAt", c.updated_at as "updatedAt", c.version, lower(c.name) as "sortName" from contact c where false and c.state = $1 and (position(lower($2) in lower(c.name)) > 0 or exists ( select from contact_address a where a.contact_id = c.id and position(lower($3) in lower(a.value)) > 0)) order by lower(c.name), c.id limit $4;
select c.id, c.client_id as "clientId", c.application_id as "applicationId", c.name, c.position, c.locale, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'email' order by a.rank) as emails, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'phone' order by a.rank) as phones, c.state, c.merged_into as "mergedInto", (select max(s.last_seen_at) from contact_session s where s.contact_id = c.id) as "lastSeenAt", c.created_at as "createdAt", c.updated_at as "updatedAt", c.version, lower(c.name) as "sortName" from contact c where true and (position(lower($1) in lower(c.name)) > 0 or exists ( select from contact_address a where a.contact_id = c.id and position(lower($2) in lower(a.value)) > 0)) order by lower(c.name), c.id limit $3;
select c.id, c.client_id as "clientId", c.application_id as "applicationId", c.name, c.position, c.locale, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'email' order by a.rank) as emails, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'phone' order by a.rank) as phones, c.state, c.merged_into as "mergedInto", (select max(s.last_seen_at) from contact_session s where s.contact_id = c.id) as "lastSeenAt", c.created_at as "createdAt", c.updated_at as "updatedAt", c.version, lower(c.name) as "sortName" from contact c where true and c.state = $1 and (position(lower($2) in lower(c.name)) > 0 or exists ( select from contact_address a where a.contact_id = c.id and position(lower($3) in lower(a.value)) > 0)) and (lower(c.name), c.id) > ($4, $5) order by lower(c.name), c.id limit $6;
select c.id, c.client_id as "clientId", c.application_id as "applicationId", c.name, c.position, c.locale, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'email' order by a.rank) as emails, array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'phone' order by a.rank) as phones, c.state, c.merged_into as "mergedInto", (select max(s.last_seen_at) from contact_session s where s.contact_id = c.id) as "lastSeenAt", c.created_at as "createdAt", c.updated_at as "updatedAt", c.version, lower(c.name) as "sortName" from contact c where true and c.state = $1 and (position(lower($2) in lower(c.name)) > 0 or exists ( select from contact_address a where a.contact_id = c.id and position(lower($3) in lower(a.value)) > 0)) order by lower(c.name), c.id limit $4;

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

-- errors.findGroup
select g.id, g.environment_id as "environmentId", g.reason, g.culprit, g.level, g.platform, g.events::float8 as events, g.first_seen_at as "firstSeenAt", g.last_seen_at as "lastSeenAt", g.first_release as "firstRelease", g.last_release as "lastRelease", g.resolved_at as "resolvedAt", g.resolved_in_next_release as "resolvedInNextRelease", g.ignored_until_at as "ignoredUntilAt", g.ignored_until_events::float8 as "ignoredUntilEvents", g.ignored_until_release_after as "ignoredUntilReleaseAfter", g.merged_into as "mergedInto" from error_group g where g.id = $1;

-- errors.findOrigins
select origins from error_origins where environment_id = $1;

-- errors.fingerprintsOfAll
select f.fingerprint, g.id as "groupId" from unnest($1::uuid[]) as g (id) cross join lateral ( select fingerprint from error_fingerprint where group_id = g.id order by events desc, fingerprint limit $2 ) f;

-- errors.forgetBatches
delete from error_batch where counted_at < $1;

-- errors.groupsOfFingerprints
select fingerprint, group_id as "groupId" from error_fingerprint where environment_id = $1 and fingerprint = any($2::uuid[]);

-- errors.insertFingerprint
insert into error_fingerprint (environment_id, fingerprint, group_id, origin_group_id, events, first_seen_at, last_seen_at) values ($1, $2, $3, $4, $5, $6, $7);

-- errors.insertGroup
insert into error_group (id, environment_id, reason, culprit, level, platform, events, first_seen_at, last_seen_at, first_release, last_release) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- errors.listGroups
select g.id, g.environment_id as "environmentId", g.reason, g.culprit, g.level, g.platform, g.events::float8 as events, g.first_seen_at as "firstSeenAt", g.last_seen_at as "lastSeenAt", g.first_release as "firstRelease", g.last_release as "lastRelease", g.resolved_at as "resolvedAt", g.resolved_in_next_release as "resolvedInNextRelease", g.ignored_until_at as "ignoredUntilAt", g.ignored_until_events::float8 as "ignoredUntilEvents", g.ignored_until_release_after as "ignoredUntilReleaseAfter", g.merged_into as "mergedInto", r.number, r.title, r.state, r.assignee_id as "assigneeId", r.version from error_group g join record r on r.id = g.id and r.deleted_at is null where g.environment_id = any($1::uuid[]) and r.state = any($2::text[]) and ($3::text[] is null or g.level = any($4::text[])) and ($5::text is null or $6::text in (g.first_release, g.last_release)) and ($7::text is null or r.title ilike $8::text or g.culprit ilike $9::text) and (g.last_seen_at, g.id) < ($10, $11::uuid) order by g.last_seen_at desc, g.id desc limit $12;
select g.id, g.environment_id as "environmentId", g.reason, g.culprit, g.level, g.platform, g.events::float8 as events, g.first_seen_at as "firstSeenAt", g.last_seen_at as "lastSeenAt", g.first_release as "firstRelease", g.last_release as "lastRelease", g.resolved_at as "resolvedAt", g.resolved_in_next_release as "resolvedInNextRelease", g.ignored_until_at as "ignoredUntilAt", g.ignored_until_events::float8 as "ignoredUntilEvents", g.ignored_until_release_after as "ignoredUntilReleaseAfter", g.merged_into as "mergedInto", r.number, r.title, r.state, r.assignee_id as "assigneeId", r.version from error_group g join record r on r.id = g.id and r.deleted_at is null where g.environment_id = any($1::uuid[]) and r.state = any($2::text[]) and ($3::text[] is null or g.level = any($4::text[])) and ($5::text is null or $6::text in (g.first_release, g.last_release)) and ($7::text is null or r.title ilike $8::text or g.culprit ilike $9::text) and true order by g.last_seen_at desc, g.id desc limit $10;

-- errors.listMerged
select g.id, r.number, r.title, coalesce(sum(f.events), 0)::float8 as events from error_group g join record r on r.id = g.id and r.deleted_at is null left join error_fingerprint f on f.origin_group_id = g.id where g.merged_into = $1 group by g.id, r.number, r.title order by events desc, g.id limit $2;

-- errors.lockEnvironment
select pg_advisory_xact_lock(hashtextextended($1, 0));

-- errors.moveFingerprints
update error_fingerprint set group_id = $1 where group_id = $2 and ($3::uuid is null or origin_group_id = $4);

-- errors.moveMerged
update error_group set merged_into = $1 where merged_into = $2;

-- errors.noteBatch
insert into error_batch (token, counted_at) values ($1, $2) on conflict do nothing;

-- errors.putOrigins
insert into error_origins (environment_id, origins) values ($1, $2::text[]) on conflict (environment_id) do update set origins = excluded.origins;

-- errors.putReleases
insert into error_release (environment_id, release, first_seen_at) select $1, release, $2 from unnest($3::text[]) as release on conflict do nothing;

-- errors.releasesSeenAt
select release, first_seen_at as at from error_release where environment_id = $1 and release = any($2::text[]);

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

-- identity.clearProviderGroups
delete from "provider_group";

-- identity.closeInvitation
update "invitation" set "state" = $1 where "id" = $2 and "state" = $3 returning "person_id";

-- identity.closeInvitationOf
update "invitation" set "state" = $1 where "person_id" = $2 and "state" = $3;

-- identity.countApiKeys
select count(*) as "count" from "api_key" where "person_id" = $1 and "revoked_at" is null;

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
with s as (delete from session where person_id = $1 returning 1), i as (delete from invitation where person_id = $2 returning 1), r as (delete from password_reset where person_id = $3 returning 1), k as (delete from api_key where person_id = $4 returning 1), y as (delete from passkey where person_id = $5 returning 1), t as (delete from totp where person_id = $6 returning 1), x as (delete from external_identity where person_id = $7 returning 1), d as (delete from known_device where person_id = $8 returning 1), c as (delete from recovery_code where person_id = $9 returning 1), b as (delete from sign_in_challenge where person_id = $10 returning 1), g as (delete from role_grant where person_id = $11 returning 1) select (select count(*) from s) as sessions, (select count(*) from i) as invitations, (select count(*) from r) as password_resets, (select count(*) from k) as api_keys, (select count(*) from y) as passkeys, (select count(*) from t) as authenticator_apps, (select count(*) from x) as provider_identities, (select count(*) from d) as known_devices, (select count(*) from c) as recovery_codes, (select count(*) from b) as sign_ins_begun, (select count(*) from g) as roles;

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
select k.id as "apiKeyId", k.person_id as "personId", k.scopes, k.expires_at as "expiresAt", k.last_used_at as "lastUsedAt", coalesce( (select json_agg(json_build_object('role', g.role, 'clientId', g.client_id, 'applicationId', g.application_id)) from role_grant g where g.person_id = k.person_id), '[]') as grants from api_key k join person p on p.id = k.person_id where k.secret_hash = $1 and k.revoked_at is null and p.state = 'active';

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
select s.id as "sessionId", s.person_id as "personId", s.last_seen_at as "lastSeenAt", s.expires_at as "expiresAt", s.proved_at as "provedAt", s.method, p.created_at as "personSince", t.second_factor_roles as roles, t.second_factor_grace_days as "graceDays", t.second_factor_since as since, exists (select from passkey k where k.person_id = s.person_id) or exists (select from totp o where o.person_id = s.person_id and o.confirmed_at is not null) as "hasFactor", coalesce( (select json_agg(json_build_object('role', g.role, 'clientId', g.client_id, 'applicationId', g.application_id)) from role_grant g where g.person_id = s.person_id), '[]') as grants from session s join person p on p.id = s.person_id cross join sign_in_settings t where s.token_hash = $1 and p.state = 'active';

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

-- identity.listApiKeys
select "id", "person_id" as "personId", "name", "prefix", "scopes", "created_at" as "createdAt", "expires_at" as "expiresAt", "last_used_at" as "lastUsedAt" from "api_key" where "revoked_at" is null and "person_id" = $1 order by "created_at" desc, "id" desc limit $2;

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
update "organisation" set "zone" = $1, "version" = $2 where "version" = $3 returning "id", "name", "zone", "version";

-- identity.updatePassword
update "person" set "password_hash" = $1 where "id" = $2 and "state" = $3;
update "person" set "password_hash" = $1 where "id" = $2 and "state" = $3 and "password_hash" = $4;

-- identity.updateProfile
update "person" set "email" = $1, "version" = $2 where "id" = $3 and "version" = $4 returning "id", "name", "email", "state", "password_hash" as "passwordHash", "locale", "zone", "theme", "density", "version", "created_at" as "createdAt";
update "person" set "locale" = $1, "version" = $2 where "id" = $3 and "version" = $4 returning "id", "name", "email", "state", "password_hash" as "passwordHash", "locale", "zone", "theme", "density", "version", "created_at" as "createdAt";
update "person" set "name" = $1, "theme" = $2, "version" = $3 where "id" = $4 and "version" = $5 returning "id", "name", "email", "state", "password_hash" as "passwordHash", "locale", "zone", "theme", "density", "version", "created_at" as "createdAt";
update "person" set "name" = $1, "version" = $2 where "id" = $3 and "version" = $4 returning "id", "name", "email", "state", "password_hash" as "passwordHash", "locale", "zone", "theme", "density", "version", "created_at" as "createdAt";

-- identity.updateSignInSettings
update "sign_in_settings" set "version" = $1, "second_factor_roles" = $2, "second_factor_grace_days" = $3, "second_factor_since" = $4, "oidc_issuer" = $5, "oidc_client_id" = $6, "oidc_sealed_secret" = $7, "oidc_label" = $8, "oidc_domains" = $9, "oidc_join_role" = $10, "oidc_only" = $11, "oidc_groups_claim" = $12 where "version" = $13 returning "version", "second_factor_roles" as "secondFactorRoles", "second_factor_grace_days" as "secondFactorGraceDays", "second_factor_since" as "secondFactorSince", "oidc_issuer" as "oidcIssuer", "oidc_client_id" as "oidcClientId", "oidc_sealed_secret" as "oidcSealedSecret", "oidc_label" as "oidcLabel", "oidc_domains" as "oidcDomains", "oidc_join_role" as "oidcJoinRole", "oidc_only" as "oidcOnly", "oidc_groups_claim" as "oidcGroupsClaim";

-- identity.writeAttempts
update "sign_in_attempt" set "failures" = $1, "last_at" = $2 where "key" = $3;

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
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64, $65);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64, $65, $66, $67);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64, $65, $66, $67, $68);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64, $65, $66, $67, $68, $69, $70, $71, $72, $73, $74, $75, $76, $77, $78, $79, $80);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64, $65, $66, $67, $68, $69, $70, $71, $72, $73, $74, $75, $76, $77, $78, $79, $80, $81, $82, $83, $84, $85, $86, $87, $88, $89, $90, $91, $92, $93);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64, $65, $66, $67, $68, $69, $70, $71, $72, $73, $74, $75, $76, $77, $78, $79, $80, $81, $82, $83, $84, $85, $86, $87, $88, $89, $90, $91, $92, $93, $94, $95, $96);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64, $65, $66, $67, $68, $69, $70, $71, $72, $73, $74, $75, $76, $77, $78, $79, $80, $81, $82, $83, $84, $85, $86, $87, $88, $89, $90, $91, $92, $93, $94, $95, $96, $97, $98, $99, $100, $101, $102, $103);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64, $65, $66, $67, $68, $69, $70, $71, $72, $73, $74, $75, $76, $77, $78, $79, $80, $81, $82, $83, $84, $85, $86, $87, $88, $89, $90, $91, $92, $93, $94, $95, $96, $97, $98, $99, $100, $101, $102, $103, $104, $105, $106, $107, $108, $109, $110, $111);
select distinct "record_id" from "reaction_parked" where "reaction" = $1 and "record_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64, $65, $66, $67, $68, $69, $70, $71, $72, $73, $74, $75, $76, $77, $78, $79, $80, $81, $82, $83, $84, $85, $86, $87, $88, $89, $90, $91, $92, $93, $94, $95, $96, $97, $98, $99, $100, $101, $102, $103, $104, $105, $106, $107, $108, $109, $110, $111, $112, $113, $114, $115, $116, $117, $118, $119, $120, $121);

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
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where ("kind" = $1 and "audience" in ($2, $3, $4)) order by "seq" desc limit $5;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where ("record_id" = $1 and "audience" in ($2, $3, $4)) order by "seq" desc limit $5;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where ("record_id" = $1 and ("audience" in ($2, $3) and "client_id" = $4 and "application_id" = $5)) order by "seq" desc limit $6;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where ("record_id" = $1 and ("audience" in ($2, $3) and "client_id" = $4)) order by "seq" desc limit $5;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where ("record_id" = $1 and ("audience" in ($2, $3, $4) and "client_id" = $5)) order by "seq" desc limit $6;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where ("record_id" = $1 and 1 = 0) order by "seq" desc limit $2;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where (("kind" = $1 and "actor_id" = $2) and "audience" in ($3, $4, $5)) order by "seq" desc limit $6;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where (("kind" = $1 and "record_id" = $2) and "audience" in ($3, $4, $5)) order by "seq" desc limit $6;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where (("kind" = $1 and at >= $2) and "audience" in ($3, $4, $5)) order by "seq" desc limit $6;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where (("record_id" = $1 and at >= $2 and at < $3) and "audience" in ($4, $5, $6)) order by "seq" desc limit $7;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where (("seq" < $1 and "actor_id" = $2) and "audience" in ($3, $4, $5)) order by "seq" desc limit $6;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where (("seq" < $1 and "record_id" = $2) and "audience" in ($3, $4, $5)) order by "seq" desc limit $6;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where (1 = 1 and ("audience" in ($1, $2, $3) and "client_id" = $4)) order by "seq" desc limit $5;
select "seq", "id", "kind", "version", "at", "actor_kind", "actor_id", "record_kind", "record_id", "client_id", "application_id", "audience", "subject", "particulars", "personal" from "event" where (1 = 1 and 1 = 0) order by "seq" desc limit $1;

-- log.updateFailed
update "reaction_parked" set "attempts" = $1, "error" = $2, "retry_at" = $3 where "id" = $4;

-- log.waitsUpTo
select "ordinal" from "event_pending" where "ordinal" <= $1 limit $2;

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

-- mail.forgetAnswers
update mail_step set answer = null where exists (select from unnest($1::text[]) as word where strpos(lower(answer), lower(word)) > 0);

-- mail.hastenDeferred
update mail_message set try_at = $1 where state = 'deferred' and sending_by is null and try_at > $2;

-- mail.insertMessage
insert into "mail_message" ("id", "idempotency_key", "message_id", "recipient", "recipient_name", "sender", "sender_name", "reply_to", "subject", "text", "html", "sealed", "confidential", "headers", "nature", "unsubscribe_url", "about_kind", "about_id", "person_id", "why", "state", "try_at", "queued_at", "changed_at") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24) on conflict ("idempotency_key") do nothing;

-- mail.insertStep
insert into "mail_step" ("message", "at", "state", "answer") values ($1, $2, $3, $4);

-- mail.listHeld
select id, recipient, subject, text, why, state, queued_at as "queuedAt" from mail_message where id > $1::uuid and (person_id = any($2::uuid[]) or about_id = any($3::uuid[]) or lower(recipient) = any($4::text[])) order by id limit $5;

-- mail.listMessages
select id, recipient, subject, state, nature, why, about_kind as "aboutKind", about_id as "aboutId", person_id as "personId", attempts, answer, queued_at as "queuedAt", changed_at as "changedAt", try_at as "tryAt" from mail_message where lower(recipient || ' ' || subject) like $1 order by id desc limit $2;
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
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("about_kind"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("answer"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("headers"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("html"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("idempotency_key"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("message_id"::text)) > 0)) as "c5", count(*) filter (where exists ( select 1 from unnest($7::text[]) as word where position(lower(word) in lower("nature"::text)) > 0)) as "c6", count(*) filter (where exists ( select 1 from unnest($8::text[]) as word where position(lower(word) in lower("recipient"::text)) > 0)) as "c7", count(*) filter (where exists ( select 1 from unnest($9::text[]) as word where position(lower(word) in lower("recipient_name"::text)) > 0)) as "c8", count(*) filter (where exists ( select 1 from unnest($10::text[]) as word where position(lower(word) in lower("reply_to"::text)) > 0)) as "c9", count(*) filter (where exists ( select 1 from unnest($11::text[]) as word where position(lower(word) in lower("sender"::text)) > 0)) as "c10", count(*) filter (where exists ( select 1 from unnest($12::text[]) as word where position(lower(word) in lower("sender_name"::text)) > 0)) as "c11", count(*) filter (where exists ( select 1 from unnest($13::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c12", count(*) filter (where exists ( select 1 from unnest($14::text[]) as word where position(lower(word) in lower("subject"::text)) > 0)) as "c13", count(*) filter (where exists ( select 1 from unnest($15::text[]) as word where position(lower(word) in lower("text"::text)) > 0)) as "c14", count(*) filter (where exists ( select 1 from unnest($16::text[]) as word where position(lower(word) in lower("unsubscribe_url"::text)) > 0)) as "c15", count(*) filter (where exists ( select 1 from unnest($17::text[]) as word where position(lower(word) in lower("why"::text)) > 0)) as "c16" from "mail_message";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("actor_id"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("actor_kind"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("audience"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("kind"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("particulars"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("record_kind"::text)) > 0)) as "c5" from "event";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("actor_id"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("actor_kind"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("audience"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("kind"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("particulars"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("record_kind"::text)) > 0)) as "c5" from "event_pending";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("actor_id"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("actor_kind"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("leaves"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("note"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("source"::text)) > 0)) as "c4" from "plan_version";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("address"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("cause"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("note"::text)) > 0)) as "c2" from "mail_suppression";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("address"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("method"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("second_factor"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("user_agent"::text)) > 0)) as "c3" from "session";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("address"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("user_agent"::text)) > 0)) as "c1" from "contact_session";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("answer"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c1" from "mail_step";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("audience"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("digest"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c2" from "attachment";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("audience"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("kind"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("search"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("title"::text)) > 0)) as "c4" from "record";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("audience"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("search"::text)) > 0)) as "c1" from "record_text";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("audience"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("text"::text)) > 0)) as "c1" from "comment";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("by_group"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("role"::text)) > 0)) as "c1" from "role_grant";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("caller"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("key"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("route"::text)) > 0)) as "c2" from "idempotency_key";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("caller_key"::text)) > 0)) as "c0" from "now_quiet";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("channel"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("reason"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c2" from "notification_channel";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("check_fault"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("error"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("file_name"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("sha256"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("why"::text)) > 0)) as "c5" from "backup";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("columns"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("filter"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("kind"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("role"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("shared"::text)) > 0)) as "c5", count(*) filter (where exists ( select 1 from unnest($7::text[]) as word where position(lower(word) in lower("sort"::text)) > 0)) as "c6" from "saved_view";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("context"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("options"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("outcome"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("reason"::text)) > 0)) as "c3" from "decision";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("counts"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("email_hashes"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("files"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("reason"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("remains"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("requested_by_id"::text)) > 0)) as "c5", count(*) filter (where exists ( select 1 from unnest($7::text[]) as word where position(lower(word) in lower("requested_by_kind"::text)) > 0)) as "c6" from "erasure";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("density"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("email"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("locale"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("password_hash"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c5", count(*) filter (where exists ( select 1 from unnest($7::text[]) as word where position(lower(word) in lower("theme"::text)) > 0)) as "c6", count(*) filter (where exists ( select 1 from unnest($8::text[]) as word where position(lower(word) in lower("zone"::text)) > 0)) as "c7" from "person";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("description"::text)) > 0)) as "c0" from "task";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("description"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("importance"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("routes"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c4" from "feature";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("description"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("kind"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("slug"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("url"::text)) > 0)) as "c5" from "application";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("description"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("kind"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c3" from "component";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("digest"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("media_type"::text)) > 0)) as "c1" from "attachment_content";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("digest"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c1" from "migration";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("dkim_selector"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("host"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("security"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("sender"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("sender_name"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("username"::text)) > 0)) as "c5" from "mail_relay";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("email"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("how"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("note"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("purpose"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("recorded_by_id"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("recorded_by_kind"::text)) > 0)) as "c5", count(*) filter (where exists ( select 1 from unnest($7::text[]) as word where position(lower(word) in lower("text_version"::text)) > 0)) as "c6", count(*) filter (where exists ( select 1 from unnest($8::text[]) as word where position(lower(word) in lower("withdrawn_how"::text)) > 0)) as "c7" from "consent";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("error"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("kind"::text)) > 0)) as "c1" from "due";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("error"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("reaction"::text)) > 0)) as "c1" from "reaction_parked";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("fault_what"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("head"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("started_by_id"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("started_by_kind"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c4" from "audit_verification";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("href"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("items"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("reason"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("record_kind"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("topic"::text)) > 0)) as "c4" from "notification";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("issuer"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("subject"::text)) > 0)) as "c1" from "external_identity";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("key"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("value"::text)) > 0)) as "c1" from "setting";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("kind"::text)) > 0)) as "c0" from "retention_rule";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("kind"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("url"::text)) > 0)) as "c3" from "environment";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("kind"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("value"::text)) > 0)) as "c1" from "contact_address";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("locale"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("position"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c3" from "contact";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("mail"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("quiet_from"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("quiet_to"::text)) > 0)) as "c2" from "notice_preference";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c0" from "contact_former_name";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c0" from "person_former_name";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("prefix"::text)) > 0)) as "c1" from "ingest_key";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("prefix"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("scopes"::text)) > 0)) as "c2" from "api_key";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("role"::text)) > 0)) as "c1" from "provider_group";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("slug"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("zone"::text)) > 0)) as "c3" from "client";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("transports"::text)) > 0)) as "c1" from "passkey";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("name"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("zone"::text)) > 0)) as "c1" from "organisation";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("oidc_client_id"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("oidc_domains"::text)) > 0)) as "c1", count(*) filter (where exists ( select 1 from unnest($3::text[]) as word where position(lower(word) in lower("oidc_groups_claim"::text)) > 0)) as "c2", count(*) filter (where exists ( select 1 from unnest($4::text[]) as word where position(lower(word) in lower("oidc_issuer"::text)) > 0)) as "c3", count(*) filter (where exists ( select 1 from unnest($5::text[]) as word where position(lower(word) in lower("oidc_join_role"::text)) > 0)) as "c4", count(*) filter (where exists ( select 1 from unnest($6::text[]) as word where position(lower(word) in lower("oidc_label"::text)) > 0)) as "c5", count(*) filter (where exists ( select 1 from unnest($7::text[]) as word where position(lower(word) in lower("second_factor_roles"::text)) > 0)) as "c6" from "sign_in_settings";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("part"::text)) > 0)) as "c0" from "ownership";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("purpose"::text)) > 0)) as "c0" from "sign_in_challenge";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("reaction"::text)) > 0)) as "c0" from "reaction_cursor";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("reason"::text)) > 0)) as "c0" from "watcher";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("side"::text)) > 0)) as "c0", count(*) filter (where exists ( select 1 from unnest($2::text[]) as word where position(lower(word) in lower("text"::text)) > 0)) as "c1" from "decision_view";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("state"::text)) > 0)) as "c0" from "invitation";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("text"::text)) > 0)) as "c0" from "comment_version";
select count(*) filter (where exists ( select 1 from unnest($1::text[]) as word where position(lower(word) in lower("text"::text)) > 0)) as "c0" from "word";
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
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id = $2)) and (r.assignee_id = any($3::uuid[]) or r.assignee_id is null) and r.kind = $4 and r.deleted_at is null and (r.priority = any($5::smallint[]) or r.priority is null) and coalesce(r.due_at, 'infinity'::timestamptz) < $6 limit $7) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id = $2)) and (r.assignee_id = any($3::uuid[]) or r.assignee_id is null) and r.kind = $4 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $5 limit $6) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id = $2)) and (r.assignee_id = any($3::uuid[]) or r.assignee_id is null) and r.kind = $4 and r.deleted_at is null and r.priority = any($5::smallint[]) and coalesce(r.due_at, 'infinity'::timestamptz) < $6 limit $7) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id = $2)) and r.assignee_id = any($3::uuid[]) and r.kind = $4 and r.deleted_at is null and (r.priority = any($5::smallint[]) or r.priority is null) and coalesce(r.due_at, 'infinity'::timestamptz) < $6 limit $7) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id = $2)) and r.assignee_id = any($3::uuid[]) and r.kind = $4 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $5 limit $6) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id = $2)) and r.assignee_id = any($3::uuid[]) and r.kind = $4 and r.deleted_at is null limit $5) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id = $2)) and r.kind = $3 and r.deleted_at is null and (r.priority = any($4::smallint[]) or r.priority is null) and coalesce(r.due_at, 'infinity'::timestamptz) < $5 limit $6) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id is null) or (r.client_id = $2)) and r.kind = $3 and r.deleted_at is null and r.priority = any($4::smallint[]) and coalesce(r.due_at, 'infinity'::timestamptz) < $5 limit $6) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id is null)) and (r.assignee_id = any($2::uuid[]) or r.assignee_id is null) and r.kind = $3 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $4 limit $5) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id is null)) and (r.assignee_id = any($2::uuid[]) or r.assignee_id is null) and r.kind = $3 and r.deleted_at is null and r.priority = any($4::smallint[]) and coalesce(r.due_at, 'infinity'::timestamptz) < $5 limit $6) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id is null)) and r.assignee_id = any($2::uuid[]) and r.kind = $3 and r.deleted_at is null and r.priority = any($4::smallint[]) and coalesce(r.due_at, 'infinity'::timestamptz) < $5 limit $6) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id is null)) and r.kind = $2 and r.deleted_at is null and (r.priority = any($3::smallint[]) or r.priority is null) and coalesce(r.due_at, 'infinity'::timestamptz) < $4 limit $5) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and ((r.client_id is null)) and r.kind = $2 and r.deleted_at is null and (r.priority = any($3::smallint[]) or r.priority is null) and r.due_at is null limit $4) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and (true) and (r.assignee_id = any($2::uuid[]) or r.assignee_id is null) and r.kind = $3 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $4 limit $5) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and (true) and (r.assignee_id = any($2::uuid[]) or r.assignee_id is null) and r.kind = $3 and r.deleted_at is null and r.priority = any($4::smallint[]) and r.due_at is null limit $5) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and (true) and r.assignee_id = any($2::uuid[]) and r.kind = $3 and r.deleted_at is null and (r.priority = any($4::smallint[]) or r.priority is null) limit $5) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and (true) and r.assignee_id = any($2::uuid[]) and r.kind = $3 and r.deleted_at is null and r.priority = any($4::smallint[]) limit $5) counted;
select count(*) as count from (select 1 from record r where r.state = any($1::text[]) and (true) and r.kind = $2 and r.deleted_at is null and r.priority = any($3::smallint[]) and coalesce(r.due_at, 'infinity'::timestamptz) < $4 limit $5) counted;

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
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, coalesce(r.due_at, 'infinity'::timestamptz) as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id = $2)) and r.kind = $3 and r.deleted_at is null and (r.priority = any($4::smallint[]) or r.priority is null) and coalesce(r.due_at, 'infinity'::timestamptz) < $5 order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc limit $6) r)) k order by k.place asc, k.id asc limit $7 ) page join record r on r.id = page.id order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, coalesce(r.due_at, 'infinity'::timestamptz) as place from record r where r.client_id is null and r.state = s.state and r.kind = $2 and r.deleted_at is null and (r.priority = any($3::smallint[]) or r.priority is null) and r.due_at is null order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc limit $4) r)) k order by k.place asc, k.id asc limit $5 ) page join record r on r.id = page.id order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, coalesce(r.due_at, 'infinity'::timestamptz) as place from record r where r.client_id is null and r.state = s.state and r.kind = $2 and r.deleted_at is null and r.priority = any($3::smallint[]) and coalesce(r.due_at, 'infinity'::timestamptz) < $4 order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc limit $5) r) union (select r.id, r.place from unnest($6::uuid[]) c(id) cross join unnest($7::text[]) s(state) cross join lateral ( select r.id, coalesce(r.due_at, 'infinity'::timestamptz) as place from record r where r.client_id = c.id and r.state = s.state and r.kind = $8 and r.deleted_at is null and r.priority = any($9::smallint[]) and coalesce(r.due_at, 'infinity'::timestamptz) < $10 order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc limit $11) r)) k order by k.place asc, k.id asc limit $12 ) page join record r on r.id = page.id order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, coalesce(r.due_at, 'infinity'::timestamptz) as place from record r where r.state = s.state and r.kind = $2 and r.deleted_at is null and (coalesce(r.due_at, 'infinity'::timestamptz), r.id) > ($3::timestamptz, $4::uuid) order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc limit $5) r)) k order by k.place asc, k.id asc limit $6 ) page join record r on r.id = page.id order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, coalesce(r.due_at, 'infinity'::timestamptz) as place from record r where r.state = s.state and r.kind = $2 and r.deleted_at is null and (coalesce(r.due_at, 'infinity'::timestamptz), r.id) > ('infinity'::timestamptz, $3::uuid) order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc limit $4) r)) k order by k.place asc, k.id asc limit $5 ) page join record r on r.id = page.id order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, coalesce(r.due_at, 'infinity'::timestamptz) as place from record r where r.state = s.state and r.kind = $2 and r.deleted_at is null order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc limit $3) r)) k order by k.place asc, k.id asc limit $4 ) page join record r on r.id = page.id order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.state = s.state and r.kind = $2 and r.deleted_at is null and (coalesce(r.priority, 99), r.id) > ($3::integer, $4::uuid) order by coalesce(r.priority, 99) asc, r.id asc limit $5) r)) k order by k.place asc, k.id asc limit $6 ) page join record r on r.id = page.id order by coalesce(r.priority, 99) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.state = s.state and r.kind = $2 and r.deleted_at is null order by coalesce(r.priority, 99) asc, r.id asc limit $3) r)) k order by k.place asc, k.id asc limit $4 ) page join record r on r.id = page.id order by coalesce(r.priority, 99) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id = $2)) and r.kind = $3 and r.deleted_at is null and (r.priority = any($4::smallint[]) or r.priority is null) and coalesce(r.due_at, 'infinity'::timestamptz) < $5 order by r.id desc limit $6) r)) k order by k.id desc limit $7 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id = $2)) and r.kind = $3 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $4 order by r.id asc limit $5) r)) k order by k.id asc limit $6 ) page join record r on r.id = page.id order by r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id = $2)) and r.kind = $3 and r.deleted_at is null and r.priority = any($4::smallint[]) and coalesce(r.due_at, 'infinity'::timestamptz) < $5 order by r.id asc limit $6) r)) k order by k.id asc limit $7 ) page join record r on r.id = page.id order by r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id = $2)) and r.kind = $3 and r.deleted_at is null and r.priority = any($4::smallint[]) order by r.id desc limit $5) r)) k order by k.id desc limit $6 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id is null) or (r.client_id = $2)) and r.kind = $3 and r.deleted_at is null and r.priority = any($4::smallint[]) and coalesce(r.due_at, 'infinity'::timestamptz) < $5 order by r.id desc limit $6) r)) k order by k.id desc limit $7 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id is null)) and r.kind = $2 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $3 order by r.id asc limit $4) r)) k order by k.id asc limit $5 ) page join record r on r.id = page.id order by r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id is null)) and r.kind = $2 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $3 order by r.id desc limit $4) r)) k order by k.id desc limit $5 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id is null)) and r.kind = $2 and r.deleted_at is null and r.priority = any($3::smallint[]) and coalesce(r.due_at, 'infinity'::timestamptz) < $4 order by r.id desc limit $5) r)) k order by k.id desc limit $6 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and (true) and r.kind = $2 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $3 order by r.id asc limit $4) r)) k order by k.id asc limit $5 ) page join record r on r.id = page.id order by r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and (true) and r.kind = $2 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $3 order by r.id desc limit $4) r)) k order by k.id desc limit $5 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.client_id is null and r.state = s.state and r.kind = $2 and r.deleted_at is null and (r.priority = any($3::smallint[]) or r.priority is null) and coalesce(r.due_at, 'infinity'::timestamptz) < $4 and r.id > $5::uuid order by r.id asc limit $6) r)) k order by k.id asc limit $7 ) page join record r on r.id = page.id order by r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.client_id is null and r.state = s.state and r.kind = $2 and r.deleted_at is null and (r.priority = any($3::smallint[]) or r.priority is null) and coalesce(r.due_at, 'infinity'::timestamptz) < $4 order by r.id asc limit $5) r)) k order by k.id asc limit $6 ) page join record r on r.id = page.id order by r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.client_id is null and r.state = s.state and r.kind = $2 and r.deleted_at is null and (r.priority = any($3::smallint[]) or r.priority is null) and coalesce(r.due_at, 'infinity'::timestamptz) < $4 order by r.id desc limit $5) r) union (select r.id, r.place from unnest($6::uuid[]) c(id) cross join unnest($7::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.client_id = c.id and r.state = s.state and r.kind = $8 and r.deleted_at is null and (r.priority = any($9::smallint[]) or r.priority is null) and coalesce(r.due_at, 'infinity'::timestamptz) < $10 order by r.id desc limit $11) r)) k order by k.id desc limit $12 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.client_id is null and r.state = s.state and r.kind = $2 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $3 order by r.id desc limit $4) r) union (select r.id, r.place from unnest($5::uuid[]) c(id) cross join unnest($6::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.client_id = c.id and r.state = s.state and r.kind = $7 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $8 order by r.id desc limit $9) r)) k order by k.id desc limit $10 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.client_id is null and r.state = s.state and r.kind = $2 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $3 order by r.id desc limit $4) r)) k order by k.id desc limit $5 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.client_id is null and r.state = s.state and r.kind = $2 and r.deleted_at is null and r.due_at is null order by r.id desc limit $3) r) union (select r.id, r.place from unnest($4::uuid[]) c(id) cross join unnest($5::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.client_id = c.id and r.state = s.state and r.kind = $6 and r.deleted_at is null and r.due_at is null order by r.id desc limit $7) r)) k order by k.id desc limit $8 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.client_id is null and r.state = s.state and r.kind = $2 and r.deleted_at is null order by r.id desc limit $3) r) union (select r.id, r.place from unnest($4::uuid[]) c(id) cross join unnest($5::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.client_id = c.id and r.state = s.state and r.kind = $6 and r.deleted_at is null order by r.id desc limit $7) r)) k order by k.id desc limit $8 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.state = s.state and r.kind = $2 and r.deleted_at is null and (r.priority = any($3::smallint[]) or r.priority is null) and coalesce(r.due_at, 'infinity'::timestamptz) < $4 order by r.id desc limit $5) r)) k order by k.id desc limit $6 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.state = s.state and r.kind = $2 and r.deleted_at is null and r.id < $3::uuid order by r.id desc limit $4) r)) k order by k.id desc limit $5 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.state = s.state and r.kind = $2 and r.deleted_at is null and r.id > $3::uuid order by r.id asc limit $4) r)) k order by k.id asc limit $5 ) page join record r on r.id = page.id order by r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.state = s.state and r.kind = $2 and r.deleted_at is null and r.priority = any($3::smallint[]) and coalesce(r.due_at, 'infinity'::timestamptz) < $4 order by r.id asc limit $5) r)) k order by k.id asc limit $6 ) page join record r on r.id = page.id order by r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.state = s.state and r.kind = $2 and r.deleted_at is null and r.priority = any($3::smallint[]) and coalesce(r.due_at, 'infinity'::timestamptz) < $4 order by r.id desc limit $5) r)) k order by k.id desc limit $6 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.state = s.state and r.kind = $2 and r.deleted_at is null order by r.id asc limit $3) r)) k order by k.id asc limit $4 ) page join record r on r.id = page.id order by r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.state = s.state and r.kind = $2 and r.deleted_at is null order by r.id desc limit $3) r)) k order by k.id desc limit $4 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) c(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.client_id = c.id and r.state = s.state and r.audience = any($3::text[]) and r.kind = $4 and r.deleted_at is null order by r.id desc limit $5) r)) k order by k.id desc limit $6 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) c(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.client_id = c.id and r.state = s.state and r.kind = $3 and r.deleted_at is null and (r.priority = any($4::smallint[]) or r.priority is null) and coalesce(r.due_at, 'infinity'::timestamptz) < $5 and r.id < $6::uuid order by r.id desc limit $7) r)) k order by k.id desc limit $8 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) c(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.client_id = c.id and r.state = s.state and r.kind = $3 and r.deleted_at is null and (r.priority = any($4::smallint[]) or r.priority is null) and coalesce(r.due_at, 'infinity'::timestamptz) < $5 order by r.id desc limit $6) r)) k order by k.id desc limit $7 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) c(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.client_id = c.id and r.state = s.state and r.kind = $3 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $4 order by r.id desc limit $5) r)) k order by k.id desc limit $6 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) c(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.client_id = c.id and r.state = s.state and r.kind = $3 and r.deleted_at is null and r.priority = any($4::smallint[]) and coalesce(r.due_at, 'infinity'::timestamptz) < $5 order by r.id desc limit $6) r)) k order by k.id desc limit $7 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) c(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.client_id = c.id and r.state = s.state and r.kind = $3 and r.deleted_at is null order by r.id desc limit $4) r)) k order by k.id desc limit $5 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, coalesce(r.due_at, 'infinity'::timestamptz) as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id = $3)) and r.kind = $4 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $5 order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc limit $6) r)) k order by k.place asc, k.id asc limit $7 ) page join record r on r.id = page.id order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, coalesce(r.due_at, 'infinity'::timestamptz) as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id is null)) and r.kind = $3 and r.deleted_at is null and r.priority = any($4::smallint[]) and coalesce(r.due_at, 'infinity'::timestamptz) < $5 order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc limit $6) r)) k order by k.place asc, k.id asc limit $7 ) page join record r on r.id = page.id order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, coalesce(r.due_at, 'infinity'::timestamptz) as place from record r where r.assignee_id = p.id and r.state = s.state and (true) and r.kind = $3 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $4 order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc limit $5) r)) k order by k.place asc, k.id asc limit $6 ) page join record r on r.id = page.id order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, coalesce(r.due_at, 'infinity'::timestamptz) as place from record r where r.assignee_id = p.id and r.state = s.state and (true) and r.kind = $3 and r.deleted_at is null and r.priority = any($4::smallint[]) and r.due_at is null and (coalesce(r.due_at, 'infinity'::timestamptz), r.id) > ('infinity'::timestamptz, $5::uuid) order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc limit $6) r) union (select r.id, r.place from unnest($7::text[]) s(state) cross join lateral ( select r.id, coalesce(r.due_at, 'infinity'::timestamptz) as place from record r where r.assignee_id is null and r.state = s.state and (true) and r.kind = $8 and r.deleted_at is null and r.priority = any($9::smallint[]) and r.due_at is null and (coalesce(r.due_at, 'infinity'::timestamptz), r.id) > ('infinity'::timestamptz, $10::uuid) order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc limit $11) r)) k order by k.place asc, k.id asc limit $12 ) page join record r on r.id = page.id order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, coalesce(r.due_at, 'infinity'::timestamptz) as place from record r where r.assignee_id = p.id and r.state = s.state and (true) and r.kind = $3 and r.deleted_at is null and r.priority = any($4::smallint[]) and r.due_at is null order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc limit $5) r) union (select r.id, r.place from unnest($6::text[]) s(state) cross join lateral ( select r.id, coalesce(r.due_at, 'infinity'::timestamptz) as place from record r where r.assignee_id is null and r.state = s.state and (true) and r.kind = $7 and r.deleted_at is null and r.priority = any($8::smallint[]) and r.due_at is null order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc limit $9) r)) k order by k.place asc, k.id asc limit $10 ) page join record r on r.id = page.id order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, coalesce(r.due_at, 'infinity'::timestamptz) as place from record r where r.assignee_id = p.id and r.state = s.state and (true) and r.kind = $3 and r.deleted_at is null order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc limit $4) r)) k order by k.place asc, k.id asc limit $5 ) page join record r on r.id = page.id order by coalesce(r.due_at, 'infinity'::timestamptz) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id = $3)) and r.kind = $4 and r.deleted_at is null and (r.priority = any($5::smallint[]) or r.priority is null) and coalesce(r.due_at, 'infinity'::timestamptz) < $6 order by coalesce(r.priority, 99) asc, r.id asc limit $7) r)) k order by k.place asc, k.id asc limit $8 ) page join record r on r.id = page.id order by coalesce(r.priority, 99) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id is null)) and r.kind = $3 and r.deleted_at is null and r.priority = any($4::smallint[]) and coalesce(r.due_at, 'infinity'::timestamptz) < $5 order by coalesce(r.priority, 99) asc, r.id asc limit $6) r) union (select r.id, r.place from unnest($7::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id is null)) and r.kind = $8 and r.deleted_at is null and r.priority = any($9::smallint[]) and coalesce(r.due_at, 'infinity'::timestamptz) < $10 order by coalesce(r.priority, 99) asc, r.id asc limit $11) r)) k order by k.place asc, k.id asc limit $12 ) page join record r on r.id = page.id order by coalesce(r.priority, 99) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, coalesce(r.priority, 99) as place from record r where r.assignee_id = p.id and r.state = s.state and (true) and r.kind = $3 and r.deleted_at is null and r.priority = any($4::smallint[]) order by coalesce(r.priority, 99) asc, r.id asc limit $5) r)) k order by k.place asc, k.id asc limit $6 ) page join record r on r.id = page.id order by coalesce(r.priority, 99) asc, r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id = $3)) and r.kind = $4 and r.deleted_at is null and (r.priority = any($5::smallint[]) or r.priority is null) and coalesce(r.due_at, 'infinity'::timestamptz) < $6 order by r.id desc limit $7) r) union (select r.id, r.place from unnest($8::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id = $9)) and r.kind = $10 and r.deleted_at is null and (r.priority = any($11::smallint[]) or r.priority is null) and coalesce(r.due_at, 'infinity'::timestamptz) < $12 order by r.id desc limit $13) r)) k order by k.id desc limit $14 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id = $3)) and r.kind = $4 and r.deleted_at is null and (r.priority = any($5::smallint[]) or r.priority is null) and coalesce(r.due_at, 'infinity'::timestamptz) < $6 order by r.id desc limit $7) r)) k order by k.id desc limit $8 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id = $3)) and r.kind = $4 and r.deleted_at is null and (r.priority = any($5::smallint[]) or r.priority is null) and r.due_at is null order by r.id desc limit $6) r)) k order by k.id desc limit $7 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id = $3)) and r.kind = $4 and r.deleted_at is null and r.due_at is null order by r.id desc limit $5) r) union (select r.id, r.place from unnest($6::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id = $7)) and r.kind = $8 and r.deleted_at is null and r.due_at is null order by r.id desc limit $9) r)) k order by k.id desc limit $10 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id = $3)) and r.kind = $4 and r.deleted_at is null and r.due_at is null order by r.id desc limit $5) r)) k order by k.id desc limit $6 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id = $3)) and r.kind = $4 and r.deleted_at is null and r.id > $5::uuid order by r.id asc limit $6) r)) k order by k.id asc limit $7 ) page join record r on r.id = page.id order by r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id = $3)) and r.kind = $4 and r.deleted_at is null order by r.id asc limit $5) r)) k order by k.id asc limit $6 ) page join record r on r.id = page.id order by r.id asc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id = $3)) and r.kind = $4 and r.deleted_at is null order by r.id desc limit $5) r)) k order by k.id desc limit $6 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id is null) or (r.client_id = $3)) and r.kind = $4 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $5 order by r.id desc limit $6) r) union (select r.id, r.place from unnest($7::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id is null) or (r.client_id = $8)) and r.kind = $9 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $10 order by r.id desc limit $11) r)) k order by k.id desc limit $12 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id is null) or (r.client_id = $3)) and r.kind = $4 and r.deleted_at is null and r.due_at is null order by r.id desc limit $5) r)) k order by k.id desc limit $6 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id is null)) and r.kind = $3 and r.deleted_at is null and (r.priority = any($4::smallint[]) or r.priority is null) and coalesce(r.due_at, 'infinity'::timestamptz) < $5 order by r.id desc limit $6) r) union (select r.id, r.place from unnest($7::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id is null)) and r.kind = $8 and r.deleted_at is null and (r.priority = any($9::smallint[]) or r.priority is null) and coalesce(r.due_at, 'infinity'::timestamptz) < $10 order by r.id desc limit $11) r)) k order by k.id desc limit $12 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id is null)) and r.kind = $3 and r.deleted_at is null and (r.priority = any($4::smallint[]) or r.priority is null) and coalesce(r.due_at, 'infinity'::timestamptz) < $5 order by r.id desc limit $6) r)) k order by k.id desc limit $7 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id is null)) and r.kind = $3 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $4 order by r.id desc limit $5) r) union (select r.id, r.place from unnest($6::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id is null)) and r.kind = $7 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $8 order by r.id desc limit $9) r)) k order by k.id desc limit $10 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id is null)) and r.kind = $3 and r.deleted_at is null and coalesce(r.due_at, 'infinity'::timestamptz) < $4 order by r.id desc limit $5) r)) k order by k.id desc limit $6 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id is null)) and r.kind = $3 and r.deleted_at is null and r.due_at is null order by r.id desc limit $4) r) union (select r.id, r.place from unnest($5::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id is null)) and r.kind = $6 and r.deleted_at is null and r.due_at is null order by r.id desc limit $7) r)) k order by k.id desc limit $8 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and ((r.client_id is null)) and r.kind = $3 and r.deleted_at is null and r.priority = any($4::smallint[]) and r.due_at is null order by r.id desc limit $5) r) union (select r.id, r.place from unnest($6::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and ((r.client_id is null)) and r.kind = $7 and r.deleted_at is null and r.priority = any($8::smallint[]) and r.due_at is null order by r.id desc limit $9) r)) k order by k.id desc limit $10 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and (true) and r.kind = $3 and r.deleted_at is null and (r.priority = any($4::smallint[]) or r.priority is null) and coalesce(r.due_at, 'infinity'::timestamptz) < $5 order by r.id desc limit $6) r) union (select r.id, r.place from unnest($7::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and (true) and r.kind = $8 and r.deleted_at is null and (r.priority = any($9::smallint[]) or r.priority is null) and coalesce(r.due_at, 'infinity'::timestamptz) < $10 order by r.id desc limit $11) r)) k order by k.id desc limit $12 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and (true) and r.kind = $3 and r.deleted_at is null and (r.priority = any($4::smallint[]) or r.priority is null) order by r.id desc limit $5) r)) k order by k.id desc limit $6 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and (true) and r.kind = $3 and r.deleted_at is null and r.due_at is null order by r.id desc limit $4) r)) k order by k.id desc limit $5 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and (true) and r.kind = $3 and r.deleted_at is null and r.priority = any($4::smallint[]) and coalesce(r.due_at, 'infinity'::timestamptz) < $5 order by r.id desc limit $6) r) union (select r.id, r.place from unnest($7::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id is null and r.state = s.state and (true) and r.kind = $8 and r.deleted_at is null and r.priority = any($9::smallint[]) and coalesce(r.due_at, 'infinity'::timestamptz) < $10 order by r.id desc limit $11) r)) k order by k.id desc limit $12 ) page join record r on r.id = page.id order by r.id desc;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from ( select k.id from ( (select r.id, r.place from unnest($1::uuid[]) p(id) cross join unnest($2::text[]) s(state) cross join lateral ( select r.id, null as place from record r where r.assignee_id = p.id and r.state = s.state and (true) and r.kind = $3 and r.deleted_at is null and r.priority = any($4::smallint[]) order by r.id desc limit $5) r)) k order by k.id desc limit $6 ) page join record r on r.id = page.id order by r.id desc;

-- records.lockRecord
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from record r where r.id = $1 for no key update;

-- records.putText
insert into record_text (id, record_id, audience, search) values ($1, $2, $3, $4::tsvector) on conflict (id) do update set audience = excluded.audience, search = excluded.search;

-- records.rewriteRecord
update record set title = $1, search = $2::tsvector, version = version + 1 where id = $3;

-- records.searchNumber
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from record r where (r.number = $1 or r.number between $2 and $3 or r.number between $4 and $5) and r.deleted_at is null and ((r.kind = any($6::text[]) and ((r.client_id = $7)))) order by r.number, r.id limit $8;
select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt" from record r where (r.number = $1 or r.number between $2 and $3 or r.number between $4 and $5) and r.deleted_at is null and ((r.kind = any($6::text[]) and (true))) order by r.number, r.id limit $7;

-- records.searchText
with own as materialized ( select g.id, g.search from ( select r.* from record r where r.search @@ $1::tsquery and r.deleted_at is null offset 0 ) g where ((g.kind = any($2::text[]) and ((g.client_id = $3 and g.audience = any($4::text[]))))) order by g.id desc limit $5), told as materialized ( select x.record_id as id, x.id as text_id, x.search from ( select t.id, t.record_id, t.search, t.audience, r.client_id, r.application_id from ( select id, record_id, audience, search from record_text where search @@ $6::tsquery order by id desc limit $7 ) t join record r on r.id = t.record_id where r.deleted_at is null and ((r.kind = any($8::text[]) and ((r.client_id = $9 and r.audience = any($10::text[]))))) ) x where ((x.client_id = $11 and x.audience = any($12::text[]))) order by x.id desc limit $13), scored as ( select o.id, null::uuid as text_id, o.search, ts_rank('{0.1, 0.2, 0.4, 1.0}', o.search, $14::tsquery, 1)::float8 as rank from own o union all select t.id, t.text_id, t.search, ts_rank('{0.1, 0.2, 0.4, 1.0}', t.search, $15::tsquery, 1)::float8 from told t ), best as ( select distinct on (s.id) s.id, s.text_id, s.search, s.rank from scored s order by s.id, s.rank desc, s.text_id nulls first ), ranked as materialized ( select b.*, count(*) over () as matches from best b ), page as ( select * from ranked order by ranked.rank desc, ranked.id desc limit $16 ) select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt", p.rank, p.matches, p.text_id as "textId", tsvector_to_array(ts_filter(p.search, '{a,d}')) as words from page p join record r on r.id = p.id order by p.rank desc, p.id desc;
with own as materialized ( select g.id, g.search from ( select r.* from record r where r.search @@ $1::tsquery and r.deleted_at is null offset 0 ) g where ((g.kind = any($2::text[]) and ((g.client_id = $3)))) order by g.id desc limit $4), told as materialized ( select x.record_id as id, x.id as text_id, x.search from ( select t.id, t.record_id, t.search, t.audience, r.client_id, r.application_id from ( select id, record_id, audience, search from record_text where search @@ $5::tsquery order by id desc limit $6 ) t join record r on r.id = t.record_id where r.deleted_at is null and ((r.kind = any($7::text[]) and ((r.client_id = $8)))) ) x where ((x.client_id = $9)) order by x.id desc limit $10), scored as ( select o.id, null::uuid as text_id, o.search, ts_rank('{0.1, 0.2, 0.4, 1.0}', o.search, $11::tsquery, 1)::float8 as rank from own o union all select t.id, t.text_id, t.search, ts_rank('{0.1, 0.2, 0.4, 1.0}', t.search, $12::tsquery, 1)::float8 from told t ), best as ( select distinct on (s.id) s.id, s.text_id, s.search, s.rank from scored s order by s.id, s.rank desc, s.text_id nulls first ), ranked as materialized ( select b.*, count(*) over () as matches from best b ), page as ( select * from ranked order by ranked.rank desc, ranked.id desc limit $13 ) select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt", p.rank, p.matches, p.text_id as "textId", tsvector_to_array(ts_filter(p.search, '{a,d}')) as words from page p join record r on r.id = p.id order by p.rank desc, p.id desc;
with own as materialized ( select g.id, g.search from ( select r.* from record r where r.search @@ $1::tsquery and r.deleted_at is null offset 0 ) g where ((g.kind = any($2::text[]) and ((g.client_id = $3)))) order by g.id desc limit $4), told as materialized (select null::uuid as id, null::uuid as text_id, null::tsvector as search where false), scored as ( select o.id, null::uuid as text_id, o.search, ts_rank('{0.1, 0.2, 0.4, 1.0}', o.search, $5::tsquery, 1)::float8 as rank from own o union all select t.id, t.text_id, t.search, ts_rank('{0.1, 0.2, 0.4, 1.0}', t.search, $6::tsquery, 1)::float8 from told t ), best as ( select distinct on (s.id) s.id, s.text_id, s.search, s.rank from scored s order by s.id, s.rank desc, s.text_id nulls first ), ranked as materialized ( select b.*, count(*) over () as matches from best b ), page as ( select * from ranked order by ranked.rank desc, ranked.id desc limit $7 ) select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt", p.rank, p.matches, p.text_id as "textId", tsvector_to_array(ts_filter(p.search, '{a,d}')) as words from page p join record r on r.id = p.id order by p.rank desc, p.id desc;
with own as materialized (select r.id, r.search from record r where r.search @@ $1::tsquery and r.deleted_at is null and ((r.kind = any($2::text[]) and (true))) order by r.id desc limit $3), told as materialized ( select x.record_id as id, x.id as text_id, x.search from ( select t.id, t.record_id, t.search, t.audience, r.client_id, r.application_id from ( select id, record_id, audience, search from record_text where search @@ $4::tsquery order by id desc limit $5 ) t join record r on r.id = t.record_id where r.deleted_at is null and ((r.kind = any($6::text[]) and (true))) ) x where (true) order by x.id desc limit $7), scored as ( select o.id, null::uuid as text_id, o.search, ts_rank('{0.1, 0.2, 0.4, 1.0}', o.search, $8::tsquery, 1)::float8 as rank from own o union all select t.id, t.text_id, t.search, ts_rank('{0.1, 0.2, 0.4, 1.0}', t.search, $9::tsquery, 1)::float8 from told t ), best as ( select distinct on (s.id) s.id, s.text_id, s.search, s.rank from scored s order by s.id, s.rank desc, s.text_id nulls first ), ranked as materialized ( select b.*, count(*) over () as matches from best b ), page as ( select * from ranked order by ranked.rank desc, ranked.id desc limit $10 ) select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt", p.rank, p.matches, p.text_id as "textId", tsvector_to_array(ts_filter(p.search, '{a,d}')) as words from page p join record r on r.id = p.id order by p.rank desc, p.id desc;
with own as materialized (select r.id, r.search from record r where r.search @@ $1::tsquery and r.deleted_at is null and ((r.kind = any($2::text[]) and (true))) order by r.id desc limit $3), told as materialized ( select x.record_id as id, x.id as text_id, x.search from ( select t.id, t.record_id, t.search, t.audience, r.client_id, r.application_id from ( select id, record_id, audience, search from record_text where search @@ $4::tsquery order by id desc limit $5 ) t join record r on r.id = t.record_id where r.deleted_at is null and ((r.kind = any($6::text[]) and (true))) ) x where (true) order by x.id desc limit $7), scored as ( select o.id, null::uuid as text_id, o.search, ts_rank('{0.1, 0.2, 0.4, 1.0}', o.search, $8::tsquery, 1)::float8 as rank from own o union all select t.id, t.text_id, t.search, ts_rank('{0.1, 0.2, 0.4, 1.0}', t.search, $9::tsquery, 1)::float8 from told t ), best as ( select distinct on (s.id) s.id, s.text_id, s.search, s.rank from scored s order by s.id, s.rank desc, s.text_id nulls first ), ranked as materialized ( select b.*, count(*) over () as matches from best b ), page as ( select * from ranked where (ranked.rank, ranked.id) < ($10::float8, $11::uuid) order by ranked.rank desc, ranked.id desc limit $12 ) select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt", p.rank, p.matches, p.text_id as "textId", tsvector_to_array(ts_filter(p.search, '{a,d}')) as words from page p join record r on r.id = p.id order by p.rank desc, p.id desc;
with own as materialized (select r.id, r.search from record r where r.search @@ $1::tsquery and r.deleted_at is null and ((r.kind = any($2::text[]) and (true))) order by r.id desc limit $3), told as materialized (select null::uuid as id, null::uuid as text_id, null::tsvector as search where false), scored as ( select o.id, null::uuid as text_id, o.search, ts_rank('{0.1, 0.2, 0.4, 1.0}', o.search, $4::tsquery, 1)::float8 as rank from own o union all select t.id, t.text_id, t.search, ts_rank('{0.1, 0.2, 0.4, 1.0}', t.search, $5::tsquery, 1)::float8 from told t ), best as ( select distinct on (s.id) s.id, s.text_id, s.search, s.rank from scored s order by s.id, s.rank desc, s.text_id nulls first ), ranked as materialized ( select b.*, count(*) over () as matches from best b ), page as ( select * from ranked order by ranked.rank desc, ranked.id desc limit $6 ) select r.id, r.kind, r.number, r.client_id as "clientId", r.application_id as "applicationId", r.audience, r.title, r.state, r.assignee_id as "assigneeId", r.due_at as "dueAt", r.priority, r.version, r.created_at as "createdAt", r.updated_at as "updatedAt", r.deleted_at as "deletedAt", p.rank, p.matches, p.text_id as "textId", tsvector_to_array(ts_filter(p.search, '{a,d}')) as words from page p join record r on r.id = p.id order by p.rank desc, p.id desc;

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

-- tasks.tasksMadeBy
select id from task where created_by = any($1::uuid[]) and true order by id limit $2;

-- tasks.updateTask
update "task" set "description" = $1, "completed_at" = $2 where "id" = $3;

-- telemetry.findIngestKey
select "id", "environment_id" as "environmentId", "name", "prefix", "created_at" as "createdAt", "last_used_at" as "lastUsedAt" from "ingest_key" where "id" = $1 and "revoked_at" is null;

-- telemetry.findIngestKeyByDsn
select "id", "environment_id" as "environmentId", "name", "prefix", "dsn_key" as "dsnKey", "created_at" as "createdAt", "last_used_at" as "lastUsedAt" from "ingest_key" where "dsn_key" = $1 and "revoked_at" is null;

-- telemetry.findIngestKeyBySecret
select "id", "environment_id" as "environmentId", "name", "prefix", "created_at" as "createdAt", "last_used_at" as "lastUsedAt" from "ingest_key" where "secret_hash" = $1 and "revoked_at" is null;

-- telemetry.insertIngestKey
insert into "ingest_key" ("id", "environment_id", "name", "prefix", "secret_hash", "created_at") values ($1, $2, $3, $4, $5, $6) returning "id", "environment_id" as "environmentId", "name", "prefix", "created_at" as "createdAt", "last_used_at" as "lastUsedAt";

-- telemetry.listIngestKeys
select "id", "environment_id" as "environmentId", "name", "prefix", "created_at" as "createdAt", "last_used_at" as "lastUsedAt" from "ingest_key" where "environment_id" = any($1::uuid[]) and "revoked_at" is null order by "created_at" desc, "id" desc limit $2;

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
