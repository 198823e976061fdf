/** What tools wrote into alerts about a person: titles and labels. */
import { recordsAbout, rewriteTexts } from '#core/records/public.ts'
import { redact } from '#kit/redact.ts'
import type { Subject } from '#platform/personal.ts'
import type { Tx } from '#platform/work.ts'
import { alertKind } from '../contract/kind.ts'
import { isOutside } from '../domain/outside.ts'
import { findAlert } from '../store/alerts.ts'
import { listOutsideTexts, rewriteOutsideLabels, type OutsideTextRow } from '../store/outside.ts'

/** Alerts that are read at once. */
const PAGE = 500

/** Returns how many texts named them. */
export async function redactOutside(tx: Tx, subject: Subject): Promise<number> {
  return (await redactTitles(tx, subject)) + (await redactLabels(tx, subject))
}

async function redactTitles(tx: Tx, subject: Subject): Promise<number> {
  let rewritten = 0
  for await (const row of recordsAbout(tx, 'alert', subject)) {
    const alert = await findAlert(tx, row.id)
    const title = redact(row.title, subject)
    if (alert === undefined || !isOutside(alert.ruleKey) || title === row.title) continue
    await rewriteTexts(tx, alertKind, { row, title, facts: { ruleName: alert.ruleName } })
    rewritten++
  }
  return rewritten
}

async function redactLabels(tx: Tx, subject: Subject): Promise<number> {
  let rewritten = 0
  for (let afterId: string | null = null; ;) {
    const rows: readonly OutsideTextRow[] = await listOutsideTexts(tx, { afterId, limit: PAGE })
    for (const { id, labels: before } of rows) {
      const labels = Object.fromEntries(Object.entries(before).map(([name, value]) => [name, redact(value, subject)]))
      if (Object.entries(labels).every(([name, value]) => before[name] === value)) continue
      await rewriteOutsideLabels(tx, { id, labels })
      rewritten++
    }
    afterId = rows.at(-1)?.id ?? null
    if (rows.length < PAGE) return rewritten
  }
}
