/** Groups of errors as people see them. */
import { labelOf } from '#core/records/contract/kind.ts'
import { peopleByIds } from '#core/identity/public.ts'
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import { DAY_MS, instant, type Instant } from '#kit/time.ts'
import { decodeCursor, pageFrom, type SortValues } from '#platform/http/cursor.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { visibleEnvironments } from '../access/environment.ts'
import { seenGroup } from '../access/group.ts'
import type { errorsContract } from '../contract/contract.ts'
import { GROUP_STATES, type GroupState } from '../domain/arrival.ts'
import { DAYS_SHOWN, FINGERPRINTS_MAX, MERGED_SHOWN } from '../domain/figures.ts'
import { fingerprintsOfAll, listGroups as listRows, type GroupsAsk, type ListedGroup } from '../store/groups.ts'
import { listMerged } from '../store/merging.ts'
import { countDays, countUsers, listReleasesOf, listTags } from '../store/read-errors.ts'

/** Who reads, on which platform. */
export interface Ask {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'clickhouse'>
  readonly caller: Caller
}

type Answer<K extends keyof typeof errorsContract> = ReplyOf<(typeof errorsContract)[K]>
type Row = Answer<'listGroups'>['items'][number]

const ORDER = '-lastSeenAt'
/** A page of 50 has enough with these. */
const FINGERPRINTS_OF_EACH_MAX = 50

export async function listGroups(
  { platform, caller }: Ask,
  applicationId: string,
  query: HandledOf<(typeof errorsContract)['listGroups']>['query'],
): Promise<Answer<'listGroups'>> {
  const read = await platform.work.read(async (tx) => {
    const environments = await visibleEnvironments(tx, caller, applicationId)
    const wanted = query.environmentId === undefined ? environments : environments.filter(({ id }) => id === query.environmentId)
    const rows = await listRows(tx, {
      environmentIds: wanted.map(({ id }) => id),
      states: query.state === 'all' ? GROUP_STATES : [query.state],
      levels: query.level === undefined ? null : [query.level],
      release: query.release || null,
      text: query.text || null,
      before: placeOf(decodeCursor(query.cursor, ORDER, 2)),
      limit: query.limit + 1,
    })
    const page = pageFrom(rows, query.limit, ORDER, ({ lastSeenAt, id }) => [lastSeenAt, id])
    return {
      ...page,
      ...(await around(tx, page.items, FINGERPRINTS_OF_EACH_MAX)),
      names: new Map(environments.map(({ id, name }) => [id, name])),
    }
  })
  const figures = await figuresOf(platform, read.items, read.fingerprints)
  return { items: read.items.map((row) => shown(row, { ...read, figures })), nextCursor: read.nextCursor }
}

export async function readGroup({ platform, caller }: Ask, id: string): Promise<Answer<'readGroup'>> {
  const read = await platform.work.read(async (tx) => {
    const { record, group } = await seenGroup(tx, caller, id)
    const applicationId = record.applicationId ?? ''
    const environments = await visibleEnvironments(tx, caller, applicationId)
    const { number, title, assigneeId, version } = record
    const row: ListedGroup = { ...group, number, title, assigneeId, version, state: record.state as GroupState }
    const merged = await listMerged(tx, id, MERGED_SHOWN)
    const names = new Map(environments.map((environment) => [environment.id, environment.name]))
    return { row, merged, applicationId, names, ...(await around(tx, [row], FINGERPRINTS_MAX)) }
  })
  const { row } = read
  const kinds = { environmentId: row.environmentId, fingerprints: read.fingerprints.map(({ fingerprint }) => fingerprint) }
  const [figures, releases, tags] = await Promise.all([
    figuresOf(platform, [row], read.fingerprints),
    listReleasesOf(platform.clickhouse, kinds),
    listTags(platform.clickhouse, kinds),
  ])
  return {
    ...shown(row, { ...read, figures }),
    applicationId: read.applicationId,
    reason: row.reason,
    resolvedInNextRelease: row.resolvedInNextRelease,
    ignoredUntilAt: row.ignoredUntilAt,
    ignoredUntilEvents: row.ignoredUntilEvents,
    ignoredUntilNextRelease: row.ignoredUntilReleaseAfter !== null,
    mergedInto: row.mergedInto,
    merged: read.merged.map(({ number, ...one }) => ({ ...one, label: labelOf('error_group', number) })),
    releases: [...releases],
    tags: byName(tags),
  }
}

/** What else is needed to show groups: who works on them, and by which fingerprints their errors are found. */
async function around(tx: Tx, rows: readonly ListedGroup[], limitEach: number) {
  const assignees = rows.flatMap(({ assigneeId }) => assigneeId ?? [])
  return {
    people: await peopleByIds(tx, [...new Set(assignees)]),
    fingerprints: await fingerprintsOfAll(
      tx,
      rows.map(({ id }) => id),
      limitEach,
    ),
  }
}

interface Figures {
  readonly users: ReadonlyMap<string, number>
  readonly days: ReadonlyMap<string, readonly number[]>
}

async function figuresOf(
  { clickhouse, clock }: Ask['platform'],
  rows: readonly ListedGroup[],
  fingerprints: Awaited<ReturnType<typeof around>>['fingerprints'],
): Promise<Figures> {
  const environmentIds = [...new Set(rows.map(({ environmentId }) => environmentId))]
  if (fingerprints.length === 0) return { users: new Map(), days: new Map() }
  const since = instant((Math.floor(clock.now() / DAY_MS) - DAYS_SHOWN + 1) * DAY_MS)
  const [users, counted] = await Promise.all([
    countUsers(clickhouse, { environmentIds, fingerprints, since: instant(0) }),
    countDays(clickhouse, { environmentIds, fingerprints, since }),
  ])
  const days = new Map<string, number[]>()
  for (const { groupId, day, errors } of counted) {
    const counts = days.get(groupId) ?? Array.from({ length: DAYS_SHOWN }, () => 0)
    if (day < DAYS_SHOWN) counts[day] = errors
    days.set(groupId, counts)
  }
  return { users, days }
}

interface Around {
  readonly people: Awaited<ReturnType<typeof peopleByIds>>
  readonly names: ReadonlyMap<string, string>
  readonly figures: Figures
}

function shown(row: ListedGroup, { people, names, figures }: Around): Row {
  const { id, title, culprit, state, level, platform, environmentId, events, firstSeenAt, lastSeenAt, firstRelease, lastRelease, version } =
    row
  const person = row.assigneeId === null ? undefined : people.get(row.assigneeId)
  return {
    id,
    title,
    culprit,
    state,
    level,
    platform,
    environmentId,
    events,
    firstSeenAt,
    lastSeenAt,
    firstRelease,
    lastRelease,
    version,
    label: labelOf('error_group', row.number),
    environment: names.get(environmentId) ?? '',
    assignee: person === undefined ? null : { id: person.id, name: person.name },
    users: figures.users.get(id) ?? 0,
    days: [...(figures.days.get(id) ?? Array.from({ length: DAYS_SHOWN }, () => 0))],
  }
}

function byName(tags: Awaited<ReturnType<typeof listTags>>): Answer<'readGroup'>['tags'] {
  const names = [...new Set(tags.map(({ name }) => name))]
  return names.map((name) => ({
    name,
    values: tags.filter((tag) => tag.name === name).map(({ value, errors }) => ({ value, errors })),
  }))
}

/** Only the form is checked: whoever writes a cursor sees nothing but their own rows. */
function placeOf(after: SortValues | null): GroupsAsk['before'] {
  if (after === null) return null
  const [lastSeenAt, id] = after
  if (typeof lastSeenAt === 'number' && /^[0-9a-f-]{36}$/.test(String(id))) return { lastSeenAt: lastSeenAt as Instant, id: String(id) }
  const message = 'must be the nextCursor of the previous page'
  throw new Fault(common.invalid_request, { detail: `The cursor ${message}.`, fields: [{ field: 'query.cursor', message }] })
}
