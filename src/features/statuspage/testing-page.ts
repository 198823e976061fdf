/** A public page for tests of what is made from it. */
import { DAY_MS, HOUR_MS, instant, later, MINUTE_MS } from '#kit/time.ts'
import type { PublicComponent, PublicPage, PublicPost } from './domain/public-page.ts'
import { daysOf, rangeOfDays, secondsOf, uptimeOf } from './domain/uptime.ts'
import { statesOver, type Found, type Outcome } from './domain/states.ts'

const NOW = instant('2026-11-22T14:03:00Z')
const RANGE = rangeOfDays(NOW)
const id = (number: number): string => `018d0c5e-0000-7000-8000-${String(number).padStart(12, '0')}`

/** Down for `downMinutes` of every `everyDays`-th day; up otherwise. */
export function aComponent(
  number: number,
  of: Partial<PublicComponent> & { readonly everyDays?: number; readonly downMinutes?: number } = {},
): PublicComponent {
  const { everyDays = 30, downMinutes = 10, ...more } = of
  const runs: Found<Outcome>[] = []
  for (let day = 0; day < 90; day++) {
    const from = later(RANGE.from, day * DAY_MS)
    const down = day % everyDays === 1 ? later(from, downMinutes * MINUTE_MS) : from
    if (down > from) runs.push({ from, to: down, value: 'down' })
    runs.push({ from: down, to: later(from, DAY_MS), value: 'up' })
  }
  const intervals = statesOver({ since: RANGE.from, checks: [runs], declared: [] }, RANGE)
  const seconds = secondsOf(intervals)
  const figures = { seconds, uptime: uptimeOf(seconds), days: daysOf(intervals, RANGE).map(secondsOf) }
  return { id: id(number), name: `Part ${number}`, group: '', state: 'operational', since: RANGE.from, ...figures, ...more }
}

export function aPost(number: number, of: Partial<PublicPost> = {}): PublicPost {
  const startedAt = later(NOW, -HOUR_MS)
  const update = {
    id: id(1_000 + number),
    phase: 'investigating' as const,
    text: 'We are looking into it.',
    releasedAt: startedAt,
    correctedAt: null,
  }
  const updates = [{ ...update, effects: [{ componentId: id(1), state: 'major_outage' as const }] }]
  return {
    id: id(500 + number),
    kind: 'incident',
    title: 'Disruption of the shop',
    phase: 'investigating',
    startedAt,
    plannedTo: null,
    endedAt: null,
    updates,
    ...of,
  }
}

export function aPublicPage(of: Partial<PublicPage> = {}): PublicPage {
  const said = {
    id: id(900),
    slug: 'shop',
    name: 'Shop',
    intro: '',
    language: 'en',
    colour: null,
    supportUrl: null,
    logo: null,
    domain: null,
  } as const
  const standing = { pageState: 'published', isPrivate: false, linkNumber: 1, applicationIds: [id(700)] } as const
  return {
    ...said,
    ...standing,
    builtAt: NOW,
    changesAt: later(NOW, 5 * MINUTE_MS),
    range: RANGE,
    state: 'operational',
    components: [aComponent(1)],
    posts: [],
    ...of,
  }
}
