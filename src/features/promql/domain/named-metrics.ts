/** Which metrics an expression reads. */
import { childrenOf, METRIC_NAME, type Expression } from './syntax.ts'

/** By name, each once; null when a selector leaves open which. */
export function metricsNamed(expression: Expression): readonly string[] | null {
  const names = new Set<string>()
  const isNamed = (part: Expression): boolean => {
    if (part.type !== 'selector') return childrenOf(part).every(isNamed)
    const name = part.matchers.find(({ label, op }) => label === METRIC_NAME && op === '=')
    if (name === undefined) return false
    names.add(name.value)
    return true
  }
  return isNamed(expression) ? [...names] : null
}
