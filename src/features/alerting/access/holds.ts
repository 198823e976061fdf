/** What keeps an alert from waking somebody, now and until when. */
import { isOpenAt, nextOpenAt } from '#kit/open-time.ts'
import { windowsOver } from '#features/maintenance/public.ts'
import type { Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { SILENCES_MAX } from '../domain/limits.ts'
import { decidePaging, type Paging } from '../domain/paging.ts'
import { silenceOver } from '../domain/silence.ts'
import type { AlertRow } from '../store/alerts.ts'
import { listHolding } from '../store/silences.ts'
import { patternsOf } from './patterns.ts'
import type { WatchedPlace } from './rule-book.ts'

export type Pageable = Pick<
  AlertRow,
  'applicationId' | 'environmentId' | 'componentId' | 'ruleKey' | 'ruleName' | 'severity' | 'labels' | 'isLearning' | 'onlyWithUsers'
>

/** Decides whether an alert that speaks for itself wakes somebody. */
export async function pagingOf(
  tx: Tx,
  { application, kind }: WatchedPlace,
  { alert, at, isPagedAlready }: { readonly alert: Pageable; readonly at: Instant; readonly isPagedAlready: boolean },
): Promise<Paging> {
  const { clientId } = application.scope
  const silences = await listHolding(tx, { clientId, applicationId: alert.applicationId, at, limit: SILENCES_MAX })
  const patterns = await patternsOf(silences.flatMap(({ matchers }) => matchers))
  const [window] = await windowsOver(tx, { at, places: [alert] })
  return decidePaging({
    isLearning: alert.isLearning,
    onlyWithUsers: alert.onlyWithUsers,
    environmentPages: application.pagingEnvironments.includes(kind),
    pagesWhen: application.pagesWhen[alert.severity],
    closedUntil: isOpenAt(application.calendar, at) ? null : nextOpenAt(application.calendar, at),
    silencedUntil: silenceOver(alert, silences, at, patterns)?.endsAt ?? null,
    windowUntil: window?.holdsAlerts ? window.endsAt : null,
    isPagedAlready,
  })
}
