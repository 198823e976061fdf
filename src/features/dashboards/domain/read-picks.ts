/** From an expression back to the pickers, as far as they can show it. Whether it is valid at all, the server says. */
import { GROUPINGS, MATCHES, OVER_TIME, type Grouping, type LabelFilter, type Match, type PickedFunction, type Picks } from './picks.ts'
import { INTERVAL } from './interval.ts'

/** Null for an expression that says more than the pickers can. */
export function readPicks(expression: string): Picks | null {
  const signs = signsOf(expression)
  if (signs === null) return null
  const reader = new Reader(signs)
  const picks = reader.percentile() ?? reader.grouped()
  return reader.isAtEnd() ? picks : null
}

const SIGN =
  /\s*("(?:[^"\\\n]|\\.)*"|\$__rate_interval|\d+(?:\.\d+)?(?:ms|[smhdwy])?(?:\d+(?:ms|[smhdwy]))*|[a-zA-Z_:][\w:]*|!=|=~|!~|[={}()[\],])/y

function signsOf(text: string): readonly string[] | null {
  const signs: string[] = []
  const end = text.trimEnd().length
  SIGN.lastIndex = 0
  while (SIGN.lastIndex < end) {
    const found = SIGN.exec(text)
    if (found === null) return null
    signs.push(found[1] as string)
  }
  return signs
}

const DURATION = /^(?:\d+(?:ms|[smhdwy]))+$/
const NAME = /^[a-zA-Z_:][\w:]*$/

type Inner = Pick<Picks, 'metric' | 'filters' | 'picked' | 'window'>

class Reader {
  readonly #signs: readonly string[]
  #at = 0
  /** What was read so far says more than the pickers can; the rest is read for nothing. */
  #isBeyond = false

  constructor(signs: readonly string[]) {
    this.#signs = signs
  }

  /** Undefined where none begins. */
  percentile(): Picks | undefined {
    // A metric may be called so.
    if (this.#signs[0] !== 'histogram_quantile' || this.#signs[1] !== '(') return undefined
    this.#take('histogram_quantile', '(')
    const quantile = Number(this.#next())
    this.#expect(quantile >= 0 && quantile <= 1)
    this.#take(',')
    const { grouping, by, ...inner } = this.grouped()
    this.#take(')')
    this.#expect(grouping === 'sum' && inner.picked === 'rate' && by.includes('le'))
    return { ...inner, picked: 'percentile', quantile, grouping: 'none', by: by.filter((label) => label !== 'le') }
  }

  grouped(): Picks {
    const grouping = GROUPINGS.find((one): one is Exclude<Grouping, 'none'> => one !== 'none' && one === this.#signs[this.#at])
    const after = this.#signs[this.#at + 1]
    if (grouping === undefined || (after !== '(' && after !== 'by')) {
      return { ...this.#inner(), quantile: PERCENTILE_UNLESS_SAID, grouping: 'none', by: [] }
    }
    this.#at += 1
    const before = this.#by()
    this.#take('(')
    const inner = this.#inner()
    this.#take(')')
    const by = before ?? this.#by() ?? []
    return { ...inner, quantile: PERCENTILE_UNLESS_SAID, grouping, by }
  }

  /** Everything was read, and the pickers can say it. */
  isAtEnd(): boolean {
    return !this.#isBeyond && this.#at === this.#signs.length
  }

  /** Labels may stand before or behind what is grouped. */
  #by(): readonly string[] | undefined {
    if (this.#signs[this.#at] !== 'by') return undefined
    this.#take('by', '(')
    return this.#list(')', () => this.#label())
  }

  #inner(): Inner {
    const picked = OVER_TIME.find((one) => one === this.#signs[this.#at])
    if (picked === undefined || this.#signs[this.#at + 1] !== '(') return { ...this.#selector(), picked: 'as_is', window: INTERVAL }
    return this.#overTime(picked)
  }

  #overTime(picked: PickedFunction): Inner {
    this.#take(picked, '(')
    const selector = this.#selector()
    this.#take('[')
    const window = this.#next()
    this.#expect(window === INTERVAL || DURATION.test(window))
    this.#take(']', ')')
    return { ...selector, picked, window }
  }

  #selector(): Pick<Picks, 'metric' | 'filters'> {
    const name = NAME.test(this.#signs[this.#at] ?? '') ? this.#next() : undefined
    const filters: LabelFilter[] = []
    const quoted: string[] = []
    if (this.#signs[this.#at] === '{') {
      this.#take('{')
      this.#list('}', () => this.#matcher(filters, quoted))
    }
    const names = [...(name === undefined ? [] : [name]), ...quoted]
    const [metric = ''] = names
    this.#expect(names.length === 1)
    return { metric, filters }
  }

  /** A quoted text alone is the metric's name, and so is an equal `__name__`. */
  #matcher(filters: LabelFilter[], names: string[]): void {
    const isQuoted = this.#signs[this.#at]?.startsWith('"')
    const label = this.#label()
    const sign = this.#signs[this.#at]
    if (isQuoted && (sign === ',' || sign === '}')) return void names.push(label)
    const match = MATCHES.find((one): one is Match => one === sign)
    if (match === undefined) return this.#expect(false)
    this.#at += 1
    const value = this.#text()
    if (label !== '__name__') return void filters.push({ label, match, value })
    this.#expect(match === '=')
    names.push(value)
  }

  /** With or without a comma at its end, as PromQL has it. */
  #list<T>(end: string, read: () => T): readonly T[] {
    const items: T[] = []
    while (!this.#isBeyond && this.#signs[this.#at] !== end) {
      items.push(read())
      if (this.#signs[this.#at] !== end) this.#take(',')
    }
    this.#take(end)
    return items
  }

  #label(): string {
    if (this.#signs[this.#at]?.startsWith('"')) return this.#text()
    const label = this.#next()
    this.#expect(NAME.test(label) && !label.includes(':'))
    return label
  }

  /** Texts with escapes that JSON does not know are nothing that the pickers wrote. */
  #text(): string {
    const sign = this.#next()
    const isKnown = /^"(?:[^"\\]|\\(?:["\\bfnrt]|u[\da-fA-F]{4}))*"$/.test(sign)
    this.#expect(isKnown)
    return isKnown ? readText(sign) : ''
  }

  #next(): string {
    const sign = this.#signs[this.#at] ?? ''
    this.#expect(sign !== '')
    this.#at += 1
    return sign
  }

  #expect(isSo: boolean): void {
    this.#isBeyond ||= !isSo
  }

  #take(...signs: readonly string[]): void {
    for (const sign of signs) this.#expect(this.#next() === sign)
  }
}

/** What stands ready when somebody picks a percentile next. */
const PERCENTILE_UNLESS_SAID = 0.95

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

/** Escapes as JSON has them, and whatever else may stand in a text of PromQL, which JSON would refuse. */
function readText(quoted: string): string {
  return quoted
    .slice(1, -1)
    .replaceAll(/\\(?:u([\da-fA-F]{4})|(.))/g, (_, code: string | undefined, sign: string | undefined) =>
      code === undefined ? (ESCAPES[sign ?? ''] ?? sign ?? '') : String.fromCharCode(Number.parseInt(code, 16)),
    )
}
