/** What is open in an environment, as Alertmanager's clients list it. */
import type { Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { patternsOf } from '../access/patterns.ts'
import { SILENCES_MAX } from '../domain/limits.ts'
import { isSilenced, shownLabels } from '../domain/silence.ts'
import type { Labels } from '../domain/rule.ts'
import { listOpenIn, type OpenAlertRow } from '../store/outside.ts'
import { listHolding } from '../store/silences.ts'

export interface OpenAlert extends Omit<OpenAlertRow, 'labels'> {
  /** With `alertname` and `severity`, which matchers see too. */
  readonly labels: Labels
  /** UUIDs of silences that hold and fit. */
  readonly silencedBy: readonly string[]
}

export interface OpenPlace {
  readonly clientId: string | null
  readonly applicationId: string
  readonly environmentId: string
}

/** The latest first. */
export async function openAlertsIn(tx: Tx, place: OpenPlace, of: { readonly at: Instant; readonly limit: number }): Promise<OpenAlert[]> {
  const rows = await listOpenIn(tx, { environmentId: place.environmentId, limit: of.limit })
  const silences = await listHolding(tx, { ...place, at: of.at, limit: SILENCES_MAX })
  const patterns = await patternsOf(silences.flatMap(({ matchers }) => matchers))
  return rows.map((row) => {
    const silencedBy = silences.filter((one) => isSilenced(row, one, patterns)).map(({ id }) => id)
    return { ...row, labels: shownLabels(row), silencedBy }
  })
}
