/** Search over records of all kinds: by number, by words, and by what misspelt words were meant to be. */
import { recordAreasOf } from '#core/identity/public.ts'
import type { Thing } from '#kit/ids.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Tx } from '#platform/work.ts'
import { RANKED_MAX } from '../domain/bounds.ts'
import { queryOf, readQuestion, type Meanings, type Question } from '../domain/question.ts'
import { narrow } from '../domain/reach.ts'
import { meantBy } from '../domain/spelling.ts'
import { spellable } from '../domain/words.ts'
import type { RecordKinds } from '../kinds.ts'
import type { RecordRow } from '../store/records.ts'
import { searchNumber, searchText, type RankedRow, type SearchWithin } from '../store/search.ts'
import { knownWords, wordsLike } from '../store/words.ts'

/** Words that look alike enough to be measured letter by letter. */
const CANDIDATES_MAX = 20

export interface SearchAsk {
  readonly kinds: RecordKinds
  readonly caller: Caller
  readonly text: string
  /** Undefined: all kinds that the caller reaches. */
  readonly kind: Thing | undefined
  /** What lets one read texts about records; where the caller holds it, such texts are searched as well. Without it none are. */
  readonly textPermission?: string
  readonly after: readonly [rank: number, id: string] | null
  readonly limit: number
}

export interface SearchHit {
  readonly record: RecordRow
  /** Rank of the text; null for what was found by its number. */
  readonly rank: number | null
  /** UUID of the text about the record that was found; null when its own words, or its number, were. */
  readonly textId: string | null
}

export interface Found {
  /** Those found by number first, then the best. At most one more than asked for follows a full page. */
  readonly hits: readonly SearchHit[]
  /** Records that matched by their words, as far as they were ranked. */
  readonly matches: number
  /** More matched than are ranked: only the newest were. */
  readonly newestOnly: boolean
  /** What was taken for what: only words that stand in records that the caller may see. */
  readonly corrections: readonly { readonly typed: string; readonly meant: string }[]
  /** Folded words that a reader may see marked, and beginnings of such. */
  readonly marked: { readonly words: ReadonlySet<string>; readonly prefixes: readonly string[] }
}

/** What the caller may see, best first. Reads `limit + 1` by words, so that the caller knows whether more follows. */
export async function searchRecords(tx: Tx, ask: SearchAsk): Promise<Found> {
  const question = readQuestion(ask.text)
  const within = reachedBy(ask)
  const numbered = ask.after === null ? await byNumber(tx, ask, question, within) : []
  const meanings = await meaningsOf(tx, question, 'unknown')
  const first = await byWords(tx, ask, { question, meanings, within })
  const isLast = first.length > 0 || ask.after !== null || numbered.length > 0
  const second = isLast ? null : await meaningsOf(tx, question, 'all')
  const rows = second === null ? first : await byWords(tx, ask, { question, meanings: second, within })
  const known = new Set(numbered.map(({ id }) => id))
  const used = second ?? meanings
  return {
    hits: [
      ...numbered.map((record) => ({ record, rank: null, textId: null })),
      ...rows.filter(({ id }) => !known.has(id)).map((row) => ({ record: row, rank: row.rank, textId: row.textId })),
    ],
    matches: rows[0]?.matches ?? 0,
    newestOnly: (rows[0]?.matches ?? 0) >= RANKED_MAX,
    corrections: correctionsOf(used, rows),
    marked: markedBy(question, used),
  }
}

/** Kinds that the caller reaches in the same stretches are asked for together. */
function reachedBy({ kinds, caller, kind }: SearchAsk): readonly SearchWithin[] {
  const groups = new Map<string, { kinds: Thing[]; stretches: SearchWithin['stretches'] }>()
  for (const one of kinds.all()) {
    if (kind !== undefined && one.kind !== kind) continue
    const stretches = narrow(recordAreasOf(caller, one.permission), { clientIds: undefined, applicationIds: undefined })
    if (stretches.length === 0) continue
    const name = JSON.stringify(stretches)
    const group = groups.get(name) ?? { kinds: [], stretches }
    group.kinds.push(one.kind)
    groups.set(name, group)
  }
  return [...groups.values()]
}

async function byNumber(tx: Tx, ask: SearchAsk, { numbered }: Question, within: readonly SearchWithin[]): Promise<readonly RecordRow[]> {
  if (numbered === null) return []
  const { kind, number } = numbered
  const fitting = kind === null ? within : within.filter(({ kinds }) => kinds.includes(kind)).map((one) => ({ ...one, kinds: [kind] }))
  return searchNumber(tx, { within: fitting, number, limit: ask.limit })
}

interface Asking {
  readonly question: Question
  readonly meanings: Meanings
  readonly within: readonly SearchWithin[]
}

function byWords(
  tx: Tx,
  { after, limit, caller, textPermission }: SearchAsk,
  { question, meanings, within }: Asking,
): Promise<readonly RankedRow[]> {
  const query = queryOf(question, meanings)
  if (query === null) return Promise.resolve([])
  const textStretches =
    textPermission === undefined ? [] : narrow(recordAreasOf(caller, textPermission), { clientIds: undefined, applicationIds: undefined })
  return searchText(tx, { within, textStretches, query, rankedMax: RANKED_MAX, after, limit: limit + 1 })
}

/** For words that nobody ever wrote (or, when nothing was found, for all) those that they may be. */
async function meaningsOf(tx: Tx, { words, prefix }: Question, which: 'unknown' | 'all'): Promise<Meanings> {
  const spelt = spellable(words)
  const known = which === 'all' || spelt.length === 0 ? new Set<string>() : await knownWords(tx, spelt, prefix)
  const meanings = new Map<string, readonly string[]>()
  for (const word of spelt.filter((one) => !known.has(one))) {
    const meant = meantBy(word, await wordsLike(tx, word, CANDIDATES_MAX))
    if (meant.length > 0) meanings.set(word, which === 'all' ? [word, ...meant] : meant)
  }
  return meanings
}

/** A word is told only when a record that is shown has it: the dictionary knows the words of every client. */
function correctionsOf(meanings: Meanings, rows: readonly RankedRow[]): Found['corrections'] {
  const shown = new Set(rows.flatMap(({ words }) => words))
  return [...meanings].flatMap(([typed, meant]) =>
    meant.filter((word) => word !== typed && shown.has(word)).map((word) => ({ typed, meant: word })),
  )
}

function markedBy({ words, prefix }: Question, meanings: Meanings): Found['marked'] {
  const plain = words.filter((word) => !meanings.has(word))
  return {
    words: new Set([...plain, ...[...meanings.values()].flat()]),
    prefixes: prefix === null || meanings.has(prefix) ? [] : [prefix],
  }
}
