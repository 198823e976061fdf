/**
 * What a list of records is narrowed to, as text: `is:open assignee:me,none due:7d`. The same text stands in addresses, in saved views
 * and in the API; a person can read it and write it by hand.
 *
 * | field | values |
 * |---|---|
 * | is | open, closed; without it both |
 * | state | states of the kind |
 * | assignee | me, none, ids of people |
 * | client | none (the organisation's own), ids of clients |
 * | application | ids of applications |
 * | priority | numbers of the kind's priorities, none |
 * | due | overdue, 1d, 7d (before then, overdue ones too), none |
 *
 * Values of one field are alternatives; fields hold together. Each field stands at most once.
 */

export const FILTER_FIELDS = ['is', 'state', 'assignee', 'client', 'application', 'priority', 'due'] as const
export type FilterField = (typeof FILTER_FIELDS)[number]

/** Values by field, in the order in which they were written; a field that is not there does not narrow. */
export type RecordFilter = { readonly [F in FilterField]?: readonly string[] }

export type ParsedFilter = { readonly ok: true; readonly filter: RecordFilter } | { readonly ok: false; readonly message: string }

/** Longest filter as text. */
export const FILTER_LENGTH_MAX = 1_000
/** Alternatives of one field; a list that is narrowed to more is a list of everything. */
const VALUES_MAX = 20

const CLOSED: Partial<Readonly<Record<FilterField, readonly string[]>>> = {
  is: ['open', 'closed'],
  due: ['overdue', '1d', '7d', 'none'],
}
const SINGLE: ReadonlySet<FilterField> = new Set(['is', 'due'])
const SHAPES: Partial<Readonly<Record<FilterField, RegExp>>> = {
  state: /^[a-z][a-z_]*$/,
  assignee: /^(me|none|per_[0-9a-z]{26})$/,
  client: /^(none|cli_[0-9a-z]{26})$/,
  application: /^app_[0-9a-z]{26}$/,
  priority: /^([1-9]|none)$/,
}

/** Reads a filter; the message follows "the filter" and names what is wrong and what would be right. */
export function parseFilter(text: string): ParsedFilter {
  const filter: { [F in FilterField]?: readonly string[] } = {}
  for (const term of text.split(/\s+/).filter(Boolean)) {
    const fault = readTerm(term, filter)
    if (fault !== null) return { ok: false, message: fault }
  }
  return { ok: true, filter }
}

function readTerm(term: string, into: { [F in FilterField]?: readonly string[] }): string | null {
  const colon = term.indexOf(':')
  const field = FILTER_FIELDS.find((one) => one === term.slice(0, colon))
  if (field === undefined) return `has “${term}”, which is none of ${FILTER_FIELDS.map((one) => `${one}:…`).join(' ')}`
  if (into[field] !== undefined) return `says ${field}: twice; put the values behind one, with commas between them`
  const values = [...new Set(term.slice(colon + 1).split(','))]
  if (values.length > (SINGLE.has(field) ? 1 : VALUES_MAX)) return `has too many values for ${field}:`
  const wrong = values.find((value) => !isValue(field, value))
  if (wrong !== undefined) return `has “${wrong}” for ${field}:, which wants ${wantedOf(field)}`
  into[field] = values
  return null
}

function isValue(field: FilterField, value: string): boolean {
  return CLOSED[field]?.includes(value) ?? SHAPES[field]?.test(value) ?? false
}

function wantedOf(field: FilterField): string {
  const wanted: Readonly<Record<FilterField, string>> = {
    is: 'open or closed',
    state: 'states of this kind of record',
    assignee: 'me, none or ids such as per_01jd4m…',
    client: 'none or ids such as cli_01jd4m…',
    application: 'ids such as app_01jd4m…',
    priority: 'numbers such as 1,2 or none',
    due: 'overdue, 1d, 7d or none',
  }
  return wanted[field]
}

/** The filter as text, fields in one order, so that equal filters are equal texts. */
export function printFilter(filter: RecordFilter): string {
  return FILTER_FIELDS.flatMap((field) => {
    const values = filter[field]
    return values === undefined || values.length === 0 ? [] : [`${field}:${values.join(',')}`]
  }).join(' ')
}

/** The filter with one field set anew; undefined or nothing takes it out. */
export function withField(filter: RecordFilter, field: FilterField, values: readonly string[] | undefined): RecordFilter {
  const { [field]: _before, ...rest } = filter
  return values === undefined || values.length === 0 ? rest : { ...rest, [field]: values }
}
