/**
 * What plans hold about people: the versions that somebody made, with their notes. People stand in plans by their id, which
 * names nobody once the person is erased; names that somebody wrote into a text, a comment or a note are taken out.
 */
import { REDACTED, redact } from '#kit/redact.ts'
import type { PersonalData, Subject } from '#platform/personal.ts'
import { toIso } from '#kit/time.ts'
import { findTextsWith, findVersionsBy, replaceTexts } from '../store/personal.ts'

/** Brackets would make a list of a text in YAML. */
const ERASED = '(erased)'

export const planPersonal: PersonalData = {
  export: async function* exportVersions(subject, tx) {
    for (const { version, note, createdAt } of await findVersionsBy(tx, subject.personIds)) {
      yield { kind: 'planVersions', data: { version, note, at: toIso(createdAt) } }
    }
  },
  erase: async (subject, tx) => {
    let count = 0
    for (const texts of await findTextsWith(tx, [...subject.emails, ...subject.names])) {
      const { id, ...before } = texts
      const after = {
        source: without(before.source, subject),
        note: without(before.note, subject),
        leaves: without(before.leaves, subject),
      }
      if (JSON.stringify(after) === JSON.stringify({ source: before.source, note: before.note, leaves: before.leaves })) continue
      await replaceTexts(tx, { id, ...after })
      count += 1
    }
    return { counts: { planVersions: count } }
  },
}

function without(text: string, subject: Subject): string {
  return redact(text, subject).replaceAll(REDACTED, ERASED)
}
