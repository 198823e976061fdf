/** Table `word`: every word that some record has, so that a misspelt one finds what it was meant to be. */
import { sql } from 'kysely'
import { affected, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import { spellable, wordsOf } from '../domain/words.ts'

/** Adds the words of a text. */
export async function learnWords(tx: Tx, text: string): Promise<void> {
  const words = spellable(wordsOf(text))
  if (words.length === 0) return
  // In order, so that two who add the same new words wait for each other instead of locking each other out.
  const query = sql`insert into word (text) select unnest(${words}::text[]) on conflict do nothing`
  await affected(tx, 'records.learnWords', query)
}

/**
 * Takes out those of the words that no record and no text about one has any more; call it once the text is gone. A record that is
 * being written at the same moment may lose a word here: it is found all the same, only its misspellings are not until somebody
 * writes the word again.
 */
export async function forgetWords(tx: Tx, words: readonly string[]): Promise<void> {
  const spelt = spellable(words)
  if (spelt.length === 0) return
  const query = sql`
    delete from word w where w.text = any(${spelt}::text[])
    and not exists (select 1 from record r where r.search @@ w.text::tsquery)
    and not exists (select 1 from record_text t where t.search @@ w.text::tsquery)`
  await affected(tx, 'records.forgetWords', query)
}

/** Which of the words are written in that way, or begin so when `prefix` is one of them. */
export async function knownWords(tx: Tx, words: readonly string[], prefix: string | null): Promise<ReadonlySet<string>> {
  const whole = sql<{ text: string }>`select text from word where text = any(${words}::text[])`
  const query =
    prefix === null
      ? whole
      : sql<{ text: string }>`
          ${whole} union (select ${prefix}::text from word where text >= ${prefix} and text < ${prefix + LAST_LETTER} limit 1)`
  return new Set((await named(tx, 'records.knownWords', query)).map(({ text }) => text))
}

/** Sorts after every word that begins like what stands before it; text is ordered by code points. */
const LAST_LETTER = '\u{10ffff}'

/** Words that look like this one, the most alike first. */
export async function wordsLike(tx: Tx, word: string, limit: number): Promise<readonly string[]> {
  const query = sql<{ text: string }>`
    select text from word
    where text % ${word} and length(text) between ${word.length - 2} and ${word.length + 2}
    order by similarity(text, ${word}) desc, text limit ${limit}`
  return (await named(tx, 'records.wordsLike', query)).map(({ text }) => text)
}
