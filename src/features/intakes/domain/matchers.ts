/** Matchers as Alertmanager writes them: in filters of lists as text, in silences as objects. */
import { at, isFields } from './fields.ts'

export interface LabelMatcher {
  readonly name: string
  readonly value: string
  readonly isRegex: boolean
  readonly isEqual: boolean
}

const FILTER = /^\s*([a-zA-Z_:][a-zA-Z0-9_.:]*|"(?:[^"\\]|\\.)*")\s*(=~|!~|!=|=)\s*("(?:[^"\\]|\\.)*"|[^"{}]*?)\s*$/s

/** Undefined for what is no matcher, such as `alertname="Disk"` or `instance=~"db-.*"`. */
export function readFilter(text: string): LabelMatcher | undefined {
  const [, name, operator = '', value] = FILTER.exec(text) ?? []
  const [named, wanted] = [unquoted(name), unquoted(value)]
  if (named === undefined || wanted === undefined) return undefined
  return { name: named, value: wanted, isRegex: operator.endsWith('~'), isEqual: operator.startsWith('=') }
}

function unquoted(text: string | undefined): string | undefined {
  if (text === undefined || !text.startsWith('"')) return text
  return text.slice(1, -1).replaceAll(/\\(.)/gs, (_, sign: string) => (sign === 'n' ? '\n' : sign))
}

/** Undefined for what is none. */
export function readMatcher(value: unknown): LabelMatcher | undefined {
  const [name, wanted, isRegex, isEqual] = ['name', 'value', 'isRegex', 'isEqual'].map((field) => at(value, field))
  if (!isFields(value) || typeof name !== 'string' || name === '' || typeof wanted !== 'string') return undefined
  return { name, value: wanted, isRegex: isRegex === true, isEqual: isEqual !== false }
}

/** Whether labels fit all of them; `test` says whether a whole value is as an expression says. */
export function fitsAll(
  labels: Readonly<Record<string, string>>,
  matchers: readonly LabelMatcher[],
  test: (pattern: string, value: string) => boolean,
): boolean {
  return matchers.every(({ name, value, isRegex, isEqual }) => {
    const is = labels[name] ?? ''
    return (isRegex ? test(value, is) : is === value) === isEqual
  })
}
