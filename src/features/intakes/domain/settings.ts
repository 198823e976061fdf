/** What people set of an alert source beside its name. */
import type { Mapping } from './kinds/webhook.ts'
import type { SeverityWords } from './severity.ts'

export interface SourceSettings {
  readonly severities: SeverityWords
  /** The label whose value is the name of a component; empty: the usual ones. */
  readonly componentLabel: string
  /** Of webhooks; null for others. */
  readonly mapping: Mapping | null
}

export const SEVERITIES_DEFAULT: SeverityWords = { words: {}, otherwise: 'major' }
