/** What tools wrote about a person into descriptions and annotations of their alerts. */
import { redact } from '#kit/redact.ts'
import type { PersonalData, Subject } from '#platform/personal.ts'
import type { Tx } from '#platform/work.ts'
import { listTexts, rewriteText, type TextRow } from '../store/alerts.ts'

/** Texts that are read at once. */
const PAGE = 500

/** Texts of others are nobody's data to be exported; names in them are taken out. */
export const intakesPersonal: PersonalData = {
  export: async function* () {},
  erase: async (subject, tx) => ({ counts: { 'texts of alert sources that name them': await redactTexts(tx, subject) } }),
}

async function redactTexts(tx: Tx, subject: Subject): Promise<number> {
  let rewritten = 0
  for (let afterId: string | null = null; ;) {
    const rows: readonly TextRow[] = await listTexts(tx, { afterId, limit: PAGE })
    for (const row of rows) {
      const annotations = Object.fromEntries(Object.entries(row.annotations).map(([name, value]) => [name, redact(value, subject)]))
      const next = { id: row.id, description: redact(row.description, subject), annotations }
      if (next.description === row.description && JSON.stringify(annotations) === JSON.stringify(row.annotations)) continue
      await rewriteText(tx, next)
      rewritten++
    }
    afterId = rows.at(-1)?.id ?? null
    if (rows.length < PAGE) return rewritten
  }
}
