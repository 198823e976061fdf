/** What a tool's word for a severity means here. */
import { isSeverity, type Severity, type SeverityReason } from './words.ts'

/** Words by which tools say it, in small letters; those of the source itself come first. */
const WORDS: Readonly<Record<string, Severity>> = {
  crit: 'critical',
  fatal: 'critical',
  emergency: 'critical',
  disaster: 'critical',
  page: 'critical',
  p1: 'critical',
  sev1: 'critical',
  error: 'major',
  high: 'major',
  p2: 'major',
  sev2: 'major',
  warning: 'minor',
  warn: 'minor',
  medium: 'minor',
  average: 'minor',
  p3: 'minor',
  sev3: 'minor',
  info: 'notify',
  information: 'notify',
  notice: 'notify',
  low: 'notify',
  debug: 'notify',
  none: 'notify',
  p4: 'notify',
  p5: 'notify',
}

export interface SeverityWords {
  /** Words of the source, in small letters. */
  readonly words: Readonly<Record<string, Severity>>
  /** Of an unknown word, and of none. */
  readonly otherwise: Severity
}

export interface SeverityDecision {
  readonly severity: Severity
  readonly reason: SeverityReason
}

const own = (of: Readonly<Record<string, Severity>>, word: string) => (Object.hasOwn(of, word) ? of[word] : undefined)

export function severityOf(said: string | null, { words, otherwise }: SeverityWords): SeverityDecision {
  if (said === null) return { severity: otherwise, reason: 'nothing_said' }
  const word = said.trim().toLowerCase()
  const translated = own(words, word)
  if (translated !== undefined) return { severity: translated, reason: 'translated' }
  if (isSeverity(word)) return { severity: word, reason: 'said' }
  const known = own(WORDS, word)
  return known === undefined ? { severity: otherwise, reason: 'unknown_word' } : { severity: known, reason: 'translated' }
}
