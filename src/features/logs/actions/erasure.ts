/** What saved searches hold about a person: their own, and what names them in those of others. */
import { distinctive, redact } from '#kit/redact.ts'
import type { PersonalData, PersonalItem, Retention, Subject } from '#platform/personal.ts'
import type { Tx } from '#platform/work.ts'
import { removeDeletedSearches, removeSearchesOf, rewriteSearch, searchesNaming, searchesOf } from '../store/searches.ts'

export const searchesPersonal: PersonalData = {
  export: held,
  erase: async (subject, tx) => ({
    counts: { searches: await removeSearchesOf(tx, subject.personIds), namings: await redactSearches(subject, tx) },
  }),
}

/** Deleted searches are kept for a while so that they can be brought back. */
export const searchesRetention: readonly Retention[] = [
  {
    kind: 'logs.deleted_searches',
    title: 'Deleted saved searches of log lines',
    sentence: 'Kept so that they can be brought back, counted from the deletion.',
    days: 30,
    daysMin: 1,
    remove: removeDeletedSearches,
  },
]

/** Far more than a team saves; whatever were left is named in the list of erasures. */
const NAMING_MAX = 10_000

async function redactSearches(subject: Subject, tx: Tx): Promise<number> {
  const words = [...distinctive(subject.names), ...subject.emails]
  const found = words.length === 0 ? [] : await searchesNaming(tx, words, NAMING_MAX)
  const clean = (text: string) => redact(text, subject)
  const cleanAll = (texts: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(texts).map(([name, value]) => [clean(name), clean(value)]))
  for (const { id, name, search } of found) {
    const { words: typed, service, attributes, resource } = search
    const cleaned = {
      words: clean(typed),
      service: service && clean(service),
      attributes: cleanAll(attributes),
      resource: cleanAll(resource),
    }
    await rewriteSearch(tx, { id, name: clean(name), search: { ...search, ...cleaned } })
  }
  return found.length
}

async function* held({ personIds }: Subject, tx: Tx): AsyncIterable<PersonalItem> {
  for (const { name, search } of await searchesOf(tx, personIds)) yield { kind: 'log_searches', data: { name, ...search } }
}
