/** Whether an alert that speaks for itself wakes somebody, and if not, why and until when. */
import type { Instant } from '#kit/time.ts'
import type { PageReason } from './words.ts'

export interface PageFacts {
  readonly isLearning: boolean
  /** It matters only while users are affected, and then another alert speaks for it. */
  readonly onlyWithUsers: boolean
  /** Of the plan. */
  readonly environmentPages: boolean
  readonly pagesWhen: 'day_and_night' | 'business_hours' | 'never'
  /** Until when the business is closed; null while it is open. */
  readonly closedUntil: Instant | null
  readonly silencedUntil: Instant | null
  readonly windowUntil: Instant | null
  /** Somebody was paged for what it takes over. */
  readonly isPagedAlready: boolean
}

export interface Paging {
  readonly pages: boolean
  readonly reason: PageReason
  /** When to decide anew; null when only another event can change it. */
  readonly again: Instant | null
}

const quiet = (reason: PageReason, again: Instant | null = null): Paging => ({ pages: false, reason, again })

export function decidePaging(facts: PageFacts): Paging {
  if (facts.isLearning) return quiet('learning')
  if (facts.silencedUntil !== null) return quiet('silenced', facts.silencedUntil)
  if (facts.windowUntil !== null) return quiet('window', facts.windowUntil)
  if (!facts.environmentPages) return quiet('environment_does_not_page')
  if (facts.onlyWithUsers) return quiet('users_not_affected')
  if (facts.pagesWhen === 'never') return quiet('severity_does_not_page')
  if (facts.pagesWhen === 'business_hours' && facts.closedUntil !== null) return quiet('outside_business_hours', facts.closedUntil)
  if (facts.isPagedAlready) return quiet('paged_already')
  return { pages: true, reason: 'pages', again: null }
}
