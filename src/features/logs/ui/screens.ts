/** What the address of an application's page carries while its lines are looked at, so that a search can be handed on. */
import { oneOf, screen, text } from '#design/navigation/screen.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#kit/time.ts'
import { RANGES, type Range, type SavedLooks } from '../domain/saved-search.ts'
import { attributesOf, type Attribute } from '../domain/search.ts'
import { BANDS } from '../domain/severity.ts'

export const RANGES_MS: Readonly<Record<Range, number>> = { '15m': 15 * MINUTE_MS, '1h': HOUR_MS, '24h': DAY_MS, '7d': 7 * DAY_MS }

export const logsScreen = screen('/applications/$application', (raw) => ({
  environment: text(raw['environment']),
  words: text(raw['words']),
  severity: oneOf(raw['severity'], BANDS),
  service: text(raw['service']),
  /** Objects of JSON with texts by name, as the routes take them. */
  attributes: text(raw['attributes']),
  resource: text(raw['resource']),
  range: oneOf(raw['range'], RANGES),
  /** A step of the chart that was pressed, instead of a range up to now. */
  from: text(raw['from']),
  to: text(raw['to']),
  /** A saved search by its id, from a link; its looks take its place once they are read. */
  saved: text(raw['saved']),
}))
export type LogsSearch = ReturnType<typeof logsScreen.search>

/** In the order in which they were chosen; none when the address says none that is understood. */
export function chosenAttributes(search: Pick<LogsSearch, Attribute['of']>): readonly Attribute[] {
  return (['attributes', 'resource'] as const).flatMap((of) => attributesOf(of, search[of] ?? '{}') ?? [])
}

/** What the address says with these having and no others. */
export function withAttributes(having: readonly Attribute[]): Pick<LogsSearch, Attribute['of']> {
  const textOf = (of: Attribute['of']) => {
    const own = having.filter((attribute) => attribute.of === of).map(({ name, value }) => [name, value] as const)
    return own.length === 0 ? undefined : JSON.stringify(Object.fromEntries(own))
  }
  return { attributes: textOf('attributes'), resource: textOf('resource') }
}

/** Whatever environment is looked at, and up to now. */
export function looksOf(search: LogsSearch): SavedLooks {
  const textsOf = (of: Attribute['of']) =>
    Object.fromEntries((attributesOf(of, search[of] ?? '{}') ?? []).map(({ name, value }) => [name, value]))
  return {
    words: search.words ?? '',
    severity: search.severity ?? 'unknown',
    service: search.service ?? null,
    attributes: textsOf('attributes'),
    resource: textsOf('resource'),
    range: search.range ?? '1h',
  }
}

/** What the address says for a saved search: what it does not narrow is taken out. */
export function searchOf({ words, severity, service, attributes, resource, range }: SavedLooks): Omit<LogsSearch, 'environment'> {
  const textOf = (texts: Readonly<Record<string, string>>) => (Object.keys(texts).length === 0 ? undefined : JSON.stringify(texts))
  return {
    words: words || undefined,
    severity: severity === 'unknown' ? undefined : severity,
    service: service ?? undefined,
    attributes: textOf(attributes),
    resource: textOf(resource),
    range: range === '1h' ? undefined : range,
    from: undefined,
    to: undefined,
    saved: undefined,
  }
}
