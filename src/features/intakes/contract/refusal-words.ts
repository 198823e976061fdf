/** Reasons for which alerts are not taken, in words for whoever sends. */
import type { Refusal } from '../domain/words.ts'

const WORDS: Readonly<Record<Refusal, string>> = {
  malformed: 'not in the form that the tool sends',
  no_name: 'without a title or a name',
  no_key: 'with nothing to recognise it by',
  bad_time: 'with a time that is none',
  unknown_action: 'with a state or an action that is none',
  too_many_labels: 'with too many labels',
  too_many_alerts: 'with too many others',
  wrong_kind: 'sent to the address of another kind',
  wrong_signature: 'with a signature that does not fit',
  archived: 'sent to an archived environment',
  not_about_alerts: 'about something else than alerts',
}

/** Such as "2 without a title or a name, 1 with too many labels". */
export function refusalWords(refused: readonly Refusal[]): string {
  const counts = new Map<Refusal, number>()
  for (const one of refused) counts.set(one, (counts.get(one) ?? 0) + 1)
  return [...counts].map(([refusal, count]) => `${count} ${WORDS[refusal]}`).join(', ')
}
