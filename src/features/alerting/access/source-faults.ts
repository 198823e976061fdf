/** What is wrong with what a rule looks at, before it is saved or tried. */
import { checksIn } from '#features/checks/public.ts'
import { databasesIn } from '#features/databases/public.ts'
import { wordsOf } from '#features/logs/public.ts'
import { parseExpression, typeOf } from '#features/promql/public.ts'
import type { FieldFault } from '#kit/fault.ts'
import type { Tx } from '#platform/work.ts'
import type { Source } from '../domain/rule.ts'
import { SOURCE_WORDS } from '../domain/source-words.ts'

/** None: it can be looked at. `environmentIds` are those of the application. */
export async function sourceFaults(tx: Tx, source: Source, environmentIds: readonly string[]): Promise<readonly FieldFault[]> {
  const { kind } = source
  if (kind === 'promql') return expressionFaults(source.expression)
  if (kind === 'logs' && wordsOf(source.text) === undefined) return [fault('text')]
  if (kind === 'check' && source.checkId !== null) {
    const checks = await checksIn(tx, environmentIds)
    return checks.some(({ id }) => id === source.checkId) ? [] : [fault('checkId')]
  }
  if (kind === 'database' && source.databaseId !== null) {
    const databases = await databasesIn(tx, environmentIds)
    return databases.some(({ id }) => id === source.databaseId) ? [] : [fault('databaseId')]
  }
  return []
}

const fault = (field: keyof typeof SOURCE_WORDS, message: string = SOURCE_WORDS[field]): FieldFault => ({
  field: `body.source.${field}`,
  message,
})

/** In the words of Prometheus, with the place in the text. */
async function expressionFaults(text: string): Promise<readonly FieldFault[]> {
  const parsed = await parseExpression(text)
  if ('faults' in parsed) return parsed.faults.slice(0, 1).map(({ message, from }) => fault('expression', `${message} (at ${from + 1})`))
  const type = typeOf(parsed.expression)
  return type === 'vector' || type === 'scalar' ? [] : [fault('expression')]
}
