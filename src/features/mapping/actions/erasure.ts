/** What mapping holds about a person: nothing of theirs, but labels of senders and the rules that look at them may name them. */
import { distinctive, redact } from '#kit/redact.ts'
import type { PersonalData, Retention, Subject } from '#platform/personal.ts'
import type { Tx } from '#platform/work.ts'
import { mappingsNaming, rewriteRules } from '../store/mapping.ts'
import { forgetUnassigned, removeUnassignedNaming } from '../store/unassigned.ts'

export const mappingPersonal: PersonalData = {
  // Nothing of anybody is held.
  export: async function* () {},
  erase: async (subject, tx) => {
    const words = [...distinctive(subject.names), ...subject.emails]
    if (words.length === 0) return { counts: { unassigned: 0, namings: 0 } }
    return { counts: { unassigned: await removeUnassignedNaming(tx, words), namings: await redactRules(subject, words, tx) } }
  },
}

export const mappingRetention: readonly Retention[] = [
  {
    kind: 'mapping.unassigned',
    title: 'Labels of unassigned telemetry',
    sentence: 'Labels of what came and no mapping rule assigned, counted from when it came last.',
    days: 14,
    daysMin: 1,
    remove: forgetUnassigned,
  },
]

/** A matcher without its name stays, so that its rule assigns nothing rather than more than was meant. */
async function redactRules(subject: Subject, words: readonly string[], tx: Tx): Promise<number> {
  const found = await mappingsNaming(tx, words)
  const clean = (text: string) => redact(text, subject)
  for (const { owner, rules } of found) {
    const cleaned = rules.map(({ matchers, ...rule }) => ({
      ...rule,
      matchers: matchers.map(({ label, match, value }) => ({ label: clean(label), match, value: clean(value) })),
    }))
    await rewriteRules(tx, owner, cleaned)
  }
  return found.length
}
