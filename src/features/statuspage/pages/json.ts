/**
 * The same for programs, under the addresses and in the shape of Statuspage's public API (https://metastatuspage.com/api), which many
 * tools read already; and uptime in whole seconds, which that has not.
 */
import { toIso, type Instant } from '#kit/time.ts'
import type { PublicDocument } from '#platform/module.ts'
import type { PublicPage, PublicPost } from '../domain/public-page.ts'
import { percentOf } from '../domain/uptime.ts'
import type { State } from '../domain/words.ts'
import { addressOf } from './addresses.ts'
import { documentOf, type Place } from './document.ts'
import { wordsIn } from '../domain/reader-words.ts'
import theirs from './statuspage-words.json' with { type: 'json' }

/** Statuspage's words for ours, as its API has them; it has none for what is not known. `effect` names a field. */
const STATUS_OF: Readonly<Record<State, string>> = theirs.status
const INDICATOR_OF: Readonly<Record<State, string>> = theirs.indicator

/** By the rest of the address below the page's own. */
export const JSON_DOCUMENTS: Readonly<Record<string, (place: Place) => object>> = {
  'api/v2/summary.json': (place) => ({
    page: pageOf(place),
    components: componentsOf(place),
    incidents: incidents(place, isOpenIncident),
    scheduled_maintenances: incidents(place, isOpenMaintenance),
    status: statusOf(place.page),
  }),
  'api/v2/status.json': (place) => ({ page: pageOf(place), status: statusOf(place.page) }),
  'api/v2/components.json': (place) => ({ page: pageOf(place), components: componentsOf(place) }),
  'api/v2/incidents.json': (place) => ({ page: pageOf(place), incidents: incidents(place, isIncident) }),
  'api/v2/incidents/unresolved.json': (place) => ({ page: pageOf(place), incidents: incidents(place, isOpenIncident) }),
  'api/v2/scheduled-maintenances.json': (place) => ({ page: pageOf(place), scheduled_maintenances: incidents(place, isMaintenance) }),
  'api/v2/scheduled-maintenances/upcoming.json': (place) => ({
    page: pageOf(place),
    scheduled_maintenances: incidents(place, (post) => isOpenMaintenance(post) && post.phase === 'scheduled'),
  }),
  'api/v2/scheduled-maintenances/active.json': (place) => ({
    page: pageOf(place),
    scheduled_maintenances: incidents(place, (post) => isOpenMaintenance(post) && post.phase !== 'scheduled'),
  }),
  'api/uptime.json': uptimeOf,
}

export function jsonDocument(place: Place, made: object): PublicDocument {
  return documentOf(place, { mediaType: 'application/json; charset=utf-8', body: JSON.stringify(made) })
}

const isMaintenance = ({ kind }: PublicPost): boolean => kind === 'maintenance'
const isIncident = (post: PublicPost): boolean => !isMaintenance(post)
const isOpenMaintenance = (post: PublicPost): boolean => isMaintenance(post) && post.endedAt === null
const isOpenIncident = (post: PublicPost): boolean => isIncident(post) && post.endedAt === null

const pageOf = (place: Place) => ({
  id: place.page.id,
  name: place.page.name,
  url: addressOf(place),
  time_zone: 'Etc/UTC',
  updated_at: toIso(place.page.builtAt),
})

const statusOf = ({ state, language }: PublicPage) => ({ indicator: INDICATOR_OF[state], description: wordsIn[language].page[state] })

function componentsOf({ page }: Place) {
  return page.components.map(({ id, name, group, state, since }, index) => ({
    id,
    name,
    status: STATUS_OF[state],
    updated_at: toIso(since),
    position: index + 1,
    description: null,
    showcase: true,
    group_id: null,
    group_name: group === '' ? null : group,
    page_id: page.id,
    group: false,
    only_show_if_degraded: false,
  }))
}

const isoOf = (at: Instant | null): string | null => (at === null ? null : toIso(at))

function incidents(place: Place, fits: (post: PublicPost) => boolean) {
  return place.page.posts.filter(fits).map((post) => incidentOf(place, post))
}

function incidentOf(place: Place, post: PublicPost) {
  const { page } = place
  const { id, kind, title, phase, startedAt, plannedTo, endedAt, updates } = post
  const first = updates.at(-1)
  return {
    id,
    name: title,
    status: phase,
    created_at: isoOf(first?.releasedAt ?? startedAt),
    updated_at: isoOf(updates[0]?.releasedAt ?? startedAt),
    monitoring_at: isoOf(updates.find((update) => update.phase === 'monitoring')?.releasedAt ?? null),
    resolved_at: isoOf(endedAt),
    [theirs.effect]: INDICATOR_OF[worstOf(updates.flatMap(({ effects }) => effects.map(({ state }) => state)))],
    shortlink: addressOf(place, `posts/${id}`),
    started_at: toIso(startedAt),
    page_id: page.id,
    ...(kind === 'maintenance' ? { scheduled_for: toIso(startedAt), scheduled_until: isoOf(plannedTo) } : {}),
    incident_updates: updates.map((update) => updateOf(page, id, update)),
  }
}

const WORST_FIRST = ['major_outage', 'partial_outage', 'degraded', 'maintenance'] as const
const worstOf = (states: readonly State[]): State => WORST_FIRST.find((state) => states.includes(state)) ?? 'operational'

function updateOf(
  page: PublicPage,
  incidentId: string,
  { id, phase, text, releasedAt, correctedAt, effects }: PublicPost['updates'][number],
) {
  return {
    id,
    status: phase,
    body: text,
    incident_id: incidentId,
    created_at: toIso(releasedAt),
    updated_at: toIso(correctedAt ?? releasedAt),
    display_at: toIso(releasedAt),
    affected_components: effects.map(({ componentId, state }) => ({
      code: componentId,
      name: page.components.find((one) => one.id === componentId)?.name ?? '',
      new_status: STATUS_OF[state],
    })),
  }
}

function uptimeOf({ page }: Place): object {
  const { from, to } = page.range
  return {
    from: toIso(from),
    to: toIso(to),
    components: page.components.map(({ id, name, uptime, seconds, days }) => ({
      id,
      name,
      uptime,
      seconds,
      percent: percentOf(seconds),
      days,
    })),
  }
}
