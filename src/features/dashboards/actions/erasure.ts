/** What dashboards hold about a person: nothing of theirs, but titles and expressions may name them. */
import { distinctive, redact } from '#kit/redact.ts'
import type { PersonalData, Retention, Subject } from '#platform/personal.ts'
import type { Tx } from '#platform/work.ts'
import { dashboardsNaming, removeDeletedDashboards, rewriteDashboard } from '../store/dashboards.ts'

export const dashboardsPersonal: PersonalData = {
  // Nothing of anybody is held.
  export: async function* () {},
  erase: async (subject, tx) => ({ counts: { namings: await redactDashboards(subject, tx) } }),
}

/** Deleted dashboards are kept for a while so that they can be brought back. */
export const dashboardsRetention: readonly Retention[] = [
  {
    kind: 'dashboards.deleted',
    title: 'Deleted dashboards',
    sentence: 'Kept so that they can be brought back, counted from the deletion.',
    days: 30,
    daysMin: 1,
    remove: removeDeletedDashboards,
  },
]

/** Deleted ones of a month beside all that an installation keeps. */
const NAMING_MAX = 10_000

async function redactDashboards(subject: Subject, tx: Tx): Promise<number> {
  const words = [...distinctive(subject.names), ...subject.emails]
  const found = words.length === 0 ? [] : await dashboardsNaming(tx, words, NAMING_MAX)
  const clean = (text: string) => redact(text, subject)
  for (const { id, title, panels } of found) {
    const cleaned = panels.map((panel) => ({
      ...panel,
      title: clean(panel.title),
      expressions: panel.expressions.map(({ text, legend }) => ({ text: clean(text), legend: clean(legend) })),
    }))
    await rewriteDashboard(tx, { id, title: clean(title), panels: cleaned })
  }
  return found.length
}
