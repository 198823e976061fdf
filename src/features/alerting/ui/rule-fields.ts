/** What the dialog of a rule is filled with, as text, and what that says as a rule. */
import type { NewRule, Rule } from './client.ts'

export const KINDS = [
  'metric',
  'promql',
  'change',
  'forecast',
  'absence',
  'check',
  'latency',
  'error_share',
  'burn_rate',
  'logs',
  'errors',
  'database',
  'database_finding',
] as const
export type Kind = (typeof KINDS)[number]

type SourceOf<K extends NewRule['source']['kind']> = Extract<NewRule['source'], { readonly kind: K }>

export interface RuleFields {
  readonly name: string
  readonly severity: NewRule['severity']
  readonly mode: NonNullable<NewRule['mode']>
  readonly kind: Kind
  /** Empty: every one, and none. */
  readonly environmentId: string
  readonly componentId: string
  readonly metric: string
  /** `host=db-1, zone=a` */
  readonly labels: string
  readonly expression: string
  readonly whenAnswered: boolean
  /** A change as a number and not as a share. */
  readonly inUnits: boolean
  readonly checkId: string
  readonly service: string
  readonly operation: string
  readonly text: string
  readonly level: NonNullable<SourceOf<'logs'>['level']>
  readonly measure: SourceOf<'errors'>['measure']
  readonly figure: SourceOf<'database'>['measure']
  readonly databaseId: string
  /** Empty: whatever is found. */
  readonly finding: string
  readonly comparison: 'above' | 'below'
  readonly limit: string
  readonly minutes: string
  /** Length of the window that is looked at. */
  readonly overMinutes: string
  readonly recoverAt: string
  readonly onNoData: NonNullable<NewRule['condition']['onNoData']>
  readonly volume: string
  readonly reaches: string
  readonly goal: string
  readonly runbookUrl: string
}

export const emptyFields: RuleFields = {
  name: '',
  severity: 'major',
  mode: 'learning',
  kind: 'metric',
  environmentId: '',
  componentId: '',
  metric: '',
  labels: '',
  expression: '',
  whenAnswered: false,
  inUnits: false,
  checkId: '',
  service: '',
  operation: '',
  text: '',
  level: 'error',
  measure: 'events',
  figure: 'connections',
  databaseId: '',
  finding: '',
  comparison: 'above',
  limit: '',
  minutes: '5',
  overMinutes: '5',
  recoverAt: '',
  onNoData: 'keep',
  volume: '20',
  reaches: '1',
  goal: '99.9',
  runbookUrl: '',
}

const FORECAST_OVER_SECONDS = 6 * 3_600
const HOUR_MS = 3_600_000

const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.')))

/** Rules whose target is wrong or right by itself, without a limit. */
export function hasLimit({ kind, whenAnswered, measure }: RuleFields): boolean {
  if (kind === 'check' || kind === 'burn_rate' || kind === 'database_finding') return false
  if (kind === 'promql') return !whenAnswered
  return kind !== 'errors' || !isMoment(measure)
}

/** A new group, and one that has come back, count at once. */
export const isMoment = (measure: RuleFields['measure']): boolean => measure === 'new' || measure === 'regressed'

export function fieldsOf(rule: Rule): RuleFields {
  const { name, severity, mode, source, condition, environmentId, componentId } = rule
  const { recoverAt = null } = condition
  const known: RuleFields = {
    ...emptyFields,
    name,
    severity,
    mode,
    runbookUrl: rule.runbookUrl ?? '',
    environmentId: environmentId ?? '',
    componentId: componentId ?? '',
    comparison: condition.comparison ?? 'above',
    limit: String(condition.limit),
    minutes: String((condition.forSeconds ?? 0) / 60),
    recoverAt: recoverAt === null ? '' : String(recoverAt),
    onNoData: condition.onNoData ?? 'keep',
    volume: String(condition.volumeMin ?? 0),
    overMinutes: 'overSeconds' in source && source.overSeconds !== undefined ? String(source.overSeconds / 60) : emptyFields.overMinutes,
    service: 'service' in source ? (source.service ?? '') : '',
    metric: 'metric' in source ? source.metric : '',
    labels: 'labels' in source ? textOf(source.labels ?? {}) : '',
  }
  return { ...known, ...ofSource(source, condition.limit) }
}

function ofSource(source: Rule['source'], limit: number): Partial<RuleFields> & Pick<RuleFields, 'kind'> {
  switch (source.kind) {
    case 'requests': {
      const { operation = '', measure } = source
      if (measure === 'error_share') return { kind: 'error_share', operation, limit: percentOf(limit) }
      return { kind: 'latency', operation }
    }
    case 'change':
      return { kind: 'change', inUnits: source.inUnits ?? false, limit: source.inUnits ? String(limit) : percentOf(limit) }
    case 'forecast':
      return { kind: 'forecast', reaches: String(source.reaches), limit: String(limit / HOUR_MS) }
    case 'burn_rate':
      return { kind: 'burn_rate', goal: percentOf(source.goal) }
    case 'promql':
      return { kind: 'promql', expression: source.expression, whenAnswered: source.whenAnswered ?? false }
    case 'check':
      return { kind: 'check', checkId: source.checkId ?? '' }
    case 'logs':
      return { kind: 'logs', text: source.text ?? '', level: source.level ?? 'any' }
    case 'errors':
      return { kind: 'errors', measure: source.measure }
    case 'database':
      return { kind: 'database', figure: source.measure, databaseId: source.databaseId ?? '' }
    case 'database_finding':
      return { kind: 'database_finding', finding: source.finding ?? '' }
    case 'metric':
    case 'absence':
      return { kind: source.kind }
  }
}

const percentOf = (share: number): string => String(Number((share * 100).toPrecision(12)))

export function isWhole(fields: RuleFields): boolean {
  const { name, kind, metric, expression, limit, minutes, overMinutes, goal } = fields
  if (name.trim() === '') return false
  if (kind === 'burn_rate') return numberOf(goal) >= 50 && numberOf(goal) < 100
  if (kind === 'promql' && expression.trim() === '') return false
  if (isOfMetric(kind) && metric.trim() === '') return false
  const hasNumber = !hasLimit(fields) || Number.isFinite(numberOf(limit))
  return hasNumber && numberOf(minutes) >= 0 && (!hasWindow(kind) || numberOf(overMinutes) >= 1)
}

export const isOfMetric = (kind: Kind): boolean => kind === 'metric' || kind === 'absence' || kind === 'forecast' || kind === 'change'

/** Rules that look at all that happened within a window. */
export const hasWindow = (kind: Kind): boolean =>
  kind === 'change' || kind === 'latency' || kind === 'error_share' || kind === 'logs' || kind === 'errors'

/** Whether a rule can be tried on what is kept. */
export const canBeTried = ({ kind, measure }: RuleFields): boolean =>
  kind === 'errors'
    ? measure === 'events' || measure === 'users'
    : ['metric', 'promql', 'latency', 'error_share', 'logs', 'database'].includes(kind)

export function bodyOf(fields: RuleFields): NewRule {
  const { name, severity, mode, environmentId, componentId } = fields
  const place = { environmentId: environmentId || null, componentId: componentId || null }
  const runbookUrl = fields.runbookUrl.trim() || null
  return { name: name.trim(), severity, mode, ...place, source: sourceOf(fields), condition: conditionOf(fields), runbookUrl }
}

function sourceOf(fields: RuleFields): NewRule['source'] {
  const { kind, service, operation, goal, reaches, expression, whenAnswered, checkId, text, level, measure, figure, databaseId } = fields
  const about = { metric: fields.metric.trim(), labels: labelsOf(fields.labels) }
  const overSeconds = Math.round(numberOf(fields.overMinutes) * 60)
  switch (kind) {
    case 'latency':
      return { kind: 'requests', measure: 'p95', service, operation, overSeconds }
    case 'error_share':
      return { kind: 'requests', measure: 'error_share', service, operation, overSeconds }
    case 'burn_rate':
      return { kind, goal: numberOf(goal) / 100, service }
    case 'forecast':
      return { kind, ...about, reaches: numberOf(reaches), overSeconds: FORECAST_OVER_SECONDS }
    case 'change':
      return { kind, ...about, overSeconds, inUnits: fields.inUnits }
    case 'promql':
      return { kind, expression: expression.trim(), whenAnswered }
    case 'check':
      return { kind, checkId: (checkId || null) as SourceOf<'check'>['checkId'] }
    case 'logs':
      return { kind, text: text.trim(), level, service, overSeconds }
    case 'errors':
      return { kind, measure, overSeconds }
    case 'database':
      return { kind, measure: figure, databaseId: (databaseId || null) as SourceOf<'database'>['databaseId'] }
    case 'database_finding':
      return { kind, finding: (fields.finding || null) as SourceOf<'database_finding'>['finding'] }
    case 'metric':
    case 'absence':
      return { kind, ...about }
  }
}

function conditionOf(fields: RuleFields): NewRule['condition'] {
  const { kind, comparison, onNoData } = fields
  const [limit, recoverAt] = [numberOf(fields.limit), numberOf(fields.recoverAt)]
  const forSeconds = Math.round(numberOf(fields.minutes) * 60)
  if (kind === 'burn_rate') return { limit: 1 }
  if (!hasLimit(fields)) return { limit: 0, forSeconds: kind === 'errors' ? 0 : forSeconds }
  const volumeMin = Math.round(numberOf(fields.volume) || 0)
  if (kind === 'latency') return { limit, volumeMin }
  if (kind === 'error_share') return { limit: limit / 100, volumeMin }
  if (kind === 'errors') return { limit, volumeMin: fields.measure === 'spike' ? volumeMin : 0 }
  if (kind === 'forecast') return { comparison: 'below', limit: limit * HOUR_MS, forSeconds }
  if (kind === 'change') return { comparison, limit: fields.inUnits ? limit : limit / 100, forSeconds }
  if (kind === 'absence') return { limit, forSeconds }
  const back = Number.isFinite(recoverAt) ? recoverAt : null
  return { comparison, limit, forSeconds, recoverAt: back, ...(kind === 'logs' ? {} : { onNoData }) }
}

const textOf = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ')

function labelsOf(text: string): Record<string, string> {
  const pairs = text.split(',').flatMap((part) => {
    const [name = '', ...value] = part.split('=')
    return name.trim() === '' || value.length === 0 ? [] : [[name.trim(), value.join('=').trim()]]
  })
  return Object.fromEntries(pairs) as Record<string, string>
}
