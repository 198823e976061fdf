/** What the fields of each kind are given. */
import type { Problem } from '#design/session/client.ts'
import type { Settings } from '../domain/settings.ts'

export interface KindProps<S extends Settings> {
  readonly settings: S
  readonly change: (settings: Settings) => void
  readonly problem: Problem | null
}
