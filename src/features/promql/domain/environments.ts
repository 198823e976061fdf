/** Environments in selectors: a caller sees some of them, and may narrow an expression to fewer. */
import { toUuid } from '#kit/ids.ts'
import type { Matcher } from './syntax.ts'

/** Says whose a series is, where an expression reaches into several environments. Reserved names begin so: no sender has it. */
export const ENVIRONMENT_LABEL = '__environment__'

/** Environments (UUIDs) that matchers on their label leave, and the other matchers. Only equality is understood; the rest is checked before. */
export function narrowed(
  environmentIds: readonly string[],
  matchers: readonly Matcher[],
): { readonly environmentIds: readonly string[]; readonly rest: readonly Matcher[] } {
  const own = matchers.filter(({ label }) => label === ENVIRONMENT_LABEL)
  const fits = (id: string) => own.every(({ op, value }) => (toUuid('environment', value) === id) === (op === '='))
  return { environmentIds: environmentIds.filter(fits), rest: matchers.filter(({ label }) => label !== ENVIRONMENT_LABEL) }
}
