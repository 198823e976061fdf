/** What every event of a check says of it. */
import type { CheckRow } from '../store/checks.ts'

export function aboutCheck({ name, environmentId, settings }: Pick<CheckRow, 'name' | 'environmentId' | 'settings'>) {
  return { name, environmentId, check: settings.kind }
}
