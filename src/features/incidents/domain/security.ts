/** Incidents about security: who sees them, in which steps they are worked on, and which notices the law wants. */
import { amountMs } from '#core/plan/domain/amounts.ts'
import type { Plan } from '#core/plan/domain/form.ts'
import { DAY_MS, later, type Instant } from '#kit/time.ts'

export const INCIDENT_TYPES = ['operational', 'security'] as const
export type IncidentType = (typeof INCIDENT_TYPES)[number]

/** In the order in which they are usually taken; each may be taken again. */
export const SECURITY_STEPS = ['isolate', 'analyse', 'contain', 'document', 'fix'] as const
export type SecurityStep = (typeof SECURITY_STEPS)[number]

/** What was done, and how it is undone: a paragraph each. */
export const MEASURE_LENGTH_MAX = 2_000
/** Measures of one incident; longer reports are files. */
export const MEASURES_MAX = 200
/** People admitted to one incident beside those with the clearance; more is the team. */
export const ADMITTED_MAX = 50

/** Whether only those see it who have the clearance or were admitted to it. */
export function isPrivate({ type, releasedAt }: { readonly type: IncidentType; readonly releasedAt: Instant | null }): boolean {
  return type === 'security' && releasedAt === null
}

/** What people said of a notice. */
export interface SaidNotice {
  readonly framework: string
  readonly state: 'given' | 'needless'
}

export interface Notice {
  /** Its key in the plan. */
  readonly framework: string
  readonly title: string
  readonly dueAt: Instant
  readonly state: 'due' | SaidNotice['state']
}

/**
 * The notices that the frameworks of a plan want, the earliest first: those that apply to the application and name a time. The clock
 * of the law begins when somebody knows, which is the declaration.
 */
export function noticesOf({ compliance }: Plan, declaredAt: Instant, said: readonly SaidNotice[]): readonly Notice[] {
  return Object.entries(compliance.frameworks)
    .flatMap(([framework, { title, applies, noticeWithin }]) => {
      const withinMs = applies ? amountMs(noticeWithin, DAY_MS) : undefined
      if (withinMs === undefined) return []
      const state: Notice['state'] = said.find((one) => one.framework === framework)?.state ?? 'due'
      return [{ framework, title, dueAt: later(declaredAt, withinMs), state }]
    })
    .toSorted((one, other) => one.dueAt - other.dueAt)
}

/** When the next one is due; null: none is. */
export function nextNotice(notices: readonly Notice[]): Instant | null {
  return notices.find(({ state }) => state === 'due')?.dueAt ?? null
}
