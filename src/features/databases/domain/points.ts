/** What is measured of a database at one reading, as points for telemetry. */
import { ratesBetween, ratiosBetween } from './between.ts'
import { DATABASE_LABEL, SYSTEM_NAMES } from './metrics.ts'
import type { Figure, Labels, Reading, StatementCount } from './reading.ts'
import type { Kind } from './words.ts'

export interface Measured {
  /** As it stands on the wire: `dbs_…`. */
  readonly id: string
  readonly kind: Kind
  readonly host: string
  readonly port: number
  readonly databaseName: string
}

const MS_PER_SECOND = 1_000

/** Levels at once; rates, ratios and times of statements from the second reading on. */
export function pointsOf(
  measured: Measured,
  now: Reading,
  before: Reading | undefined,
  statements: readonly StatementCount[] | null,
): readonly Figure[] {
  const labels = labelsOf(measured)
  const figures = [...now.levels]
  if (before) {
    figures.push(...ratesBetween(before, now), ...ratiosBetween(before, now))
    if (statements) figures.push(...statementFigures(statements, (now.at - before.at) / MS_PER_SECOND))
  }
  return figures.map((figure) => ({ ...figure, labels: { ...figure.labels, ...labels } }))
}

function labelsOf({ id, kind, host, port, databaseName }: Measured): Labels {
  return {
    'db.system.name': SYSTEM_NAMES[kind],
    ...(databaseName === '' ? {} : { 'db.namespace': databaseName }),
    'server.address': host,
    'server.port': String(port),
    [DATABASE_LABEL]: id,
  }
}

function statementFigures(statements: readonly StatementCount[], seconds: number): readonly Figure[] {
  const calls = statements.reduce((sum, statement) => sum + statement.calls, 0)
  const totalMs = statements.reduce((sum, statement) => sum + statement.totalMs, 0)
  const rate = seconds > 0 ? [{ metric: 'db.statement.rate', labels: {}, value: calls / seconds }] : []
  return calls === 0 ? rate : [...rate, { metric: 'db.statement.duration.mean', labels: {}, value: totalMs / calls / MS_PER_SECOND }]
}
