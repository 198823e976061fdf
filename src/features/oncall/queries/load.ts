/** How much people are paged. Only they themselves and those who plan duty see it. */
import { later } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { organisationScope, type PersonCaller, recipients } from '#core/identity/public.ts'
import { planOf } from '#core/plan/public.ts'
import { LOAD_MS, LOAD_PAGES_MAX } from '../domain/limits.ts'
import { loadOf, proposalsOf, tooManyNights } from '../domain/load.ts'
import { WRITE_DUTY } from '../domain/permissions.ts'
import { listAskedPages, listWakings, type AskedPageRow } from '../store/load.ts'
import type { Ask } from './duty.ts'

export function readLoad({ platform, caller }: Ask & { readonly caller: PersonCaller }) {
  const since = later(platform.clock.now(), -LOAD_MS)
  const personIds = caller.may(WRITE_DUTY, organisationScope) ? null : [caller.personId]
  return platform.work.read(async (tx) => {
    const asked = await listAskedPages(tx, { personIds, since, limit: LOAD_PAGES_MAX })
    const { plan } = await planOf(platform).effective({ clientId: null, applicationId: null }, { tx })
    const { nightPagesPerWeekMax } = plan.restraint
    const people = await recipients(tx, [...new Set(asked.map(({ personId }) => personId))])
    const items = []
    for (const { id, name, zone } of people.toSorted((a, b) => a.name.localeCompare(b.name))) {
      const own = asked.filter(({ personId }) => personId === id)
      const proposals = await proposalsFor(tx, own, { zone, nightsMax: nightPagesPerWeekMax })
      items.push({ personId: id, name, weeks: [...loadOf(own, zone)], proposals: [...proposals] })
    }
    return { nightPagesPerWeekMax, items }
  })
}

async function proposalsFor(
  tx: Tx,
  own: readonly AskedPageRow[],
  { zone, nightsMax }: { readonly zone: string; readonly nightsMax: number },
) {
  const nights = tooManyNights(own, zone, nightsMax).map(({ pageId }) => pageId)
  return nights.length === 0 ? [] : proposalsOf(await listWakings(tx, nights))
}
