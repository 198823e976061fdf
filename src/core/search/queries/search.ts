/** What somebody finds, with the words marked that they looked for. */
import { commentTexts, READ_COMMENTS } from '#core/comments/public.ts'
import { excerptOf, recordKindsOf, searchRecords, type Found, type SearchHit as Hit } from '#core/records/public.ts'
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import { toId, type Thing } from '#kit/ids.ts'
import { decodeCursor, encodeCursor } from '#platform/http/cursor.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import type { SearchHit, searchContract } from '../contract/contract.ts'

type Search = (typeof searchContract)['search']
type Needs = Pick<Platform, 'work' | 'log'>

const ORDER = 'search'
/** A title is shown whole. */
const TITLE_LENGTH_MAX = 400
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export function search(platform: Needs, caller: Caller, { query }: HandledOf<Search>): Promise<ReplyOf<Search>> {
  const { text, kind, limit } = query
  const kinds = recordKindsOf(platform)
  return platform.work.read(async (tx) => {
    const found = await searchRecords(tx, { kinds, caller, text, kind, textPermission: READ_COMMENTS, after: placeIn(query.cursor), limit })
    const page = found.hits.slice(0, limit)
    const last = page.at(-1)
    const texts = await textsOf(tx, platform, page)
    const comments = await commentTexts(
      tx,
      page.flatMap(({ textId }) => textId ?? []),
    )
    return {
      items: page.map((hit) => shown(platform, hit, { found, texts, comments })),
      nextCursor:
        found.hits.length > limit && last ? encodeCursor({ order: ORDER, after: [last.rank ?? Number.MAX_VALUE, last.record.id] }) : null,
      matches: found.matches,
      newestOnly: found.newestOnly,
      corrections: [...found.corrections],
      kinds: kinds
        .all()
        .filter(({ permission }) => caller.holds(permission))
        .map((one) => ({ kind: one.kind, ...one.name })),
    }
  })
}

function placeIn(cursor: string | undefined): [number, string] | null {
  const after = decodeCursor(cursor, ORDER, 2)
  if (after === null) return null
  const [rank, id] = after
  if (typeof rank === 'number' && typeof id === 'string' && UUID.test(id)) return [rank, id]
  throw new Fault(common.invalid_request, { fields: [{ field: 'query.cursor', message: 'must be the nextCursor of the previous page' }] })
}

/** Each kind reads the texts of its own records. */
async function textsOf(tx: Tx, platform: Needs, hits: readonly Hit[]): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<Thing, string[]>()
  for (const { record } of hits) ids.set(record.kind, [...(ids.get(record.kind) ?? []), record.id])
  const none = Promise.resolve(new Map<string, string>())
  const texts = await Promise.all([...ids].map(([kind, own]) => recordKindsOf(platform).of(kind)?.textsOf?.(tx, own) ?? none))
  return new Map(texts.flatMap((one) => [...one]))
}

interface Shown {
  readonly found: Found
  readonly texts: ReadonlyMap<string, string>
  readonly comments: ReadonlyMap<string, string>
}

function shown(platform: Needs, { record, textId }: Hit, of: Shown): SearchHit {
  const { words, prefixes } = of.found.marked
  const kinds = recordKindsOf(platform)
  const card = kinds.cardOf(record)
  const text = textId === null ? of.texts.get(record.id) : of.comments.get(textId)
  return {
    id: toId(record.kind, record.id),
    kind: record.kind,
    label: card?.label ?? '',
    title: [...excerptOf(record.title, words, prefixes, TITLE_LENGTH_MAX)],
    excerpt: [...excerptOf(text ?? '', words, prefixes)],
    inComment: textId !== null,
    state: card?.state ?? record.state,
    isOpen: kinds.of(record.kind)?.openStates.includes(record.state) ?? false,
    href: card?.href ?? '',
    updatedAt: record.updatedAt,
  }
}
