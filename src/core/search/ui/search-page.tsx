/** Search over everything: cards with the words marked, by number, by words, also by misspelt ones. */
import { type ReactNode, useDeferredValue, useRef } from 'react'
import { MessageSquare, SearchX, TextSearch } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Badge } from '#design/badge/badge.tsx'
import { useListKeys } from '#design/data-table/list-keys.ts'
import { SearchField } from '#design/field/text-field.tsx'
import { FilterChip } from '#design/filter-chips/filter-chips.tsx'
import { ListLayout } from '#design/layouts/layouts.tsx'
import { Link } from '#design/link/link.tsx'
import { useScreen } from '#design/navigation/screen.ts'
import { useRead } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { type Hit, useSearch } from './client.ts'
import { searchScreen } from './screens.ts'
import styles from './search.module.css'

/** As many as one answer holds; who wants others asks with more words. */
const HITS_MAX = 50

export function SearchPage() {
  const { search, update } = useScreen(searchScreen)
  const text = useDeferredValue((search.q ?? '').trim())
  const found = useFound(text, search.kind)
  const kinds = (found.data?.kinds ?? []).map((one) => ({ value: one.kind, label: one.many }))
  return (
    <ListLayout
      title={i18n.t('Search')}
      filters={
        <>
          <SearchField
            label={i18n.t('Search everything')}
            placeholder={i18n.t('Words, or a number such as TSK-12')}
            value={search.q ?? ''}
            onChange={(next) => update({ q: next || undefined })}
          />
          {kinds.length > 1 || search.kind ? (
            <FilterChip label={i18n.t('Kind')} value={search.kind} choices={kinds} onChange={(kind) => update({ kind })} />
          ) : null}
        </>
      }
    >
      {text === '' ? (
        <EmptyState icon={<TextSearch aria-hidden />} title={i18n.t('Search all records')}>
          {i18n.t(
            'Words find records that have all of them, in title or text; the last one may be half typed. Misspelt words are understood.',
          )}
        </EmptyState>
      ) : (
        <Results found={found} text={text} />
      )}
    </ListLayout>
  )
}

function useFound(text: string, kind: string | undefined) {
  // The address may name a kind that is none: the server says so.
  const query = { text, kind: kind as never, limit: HITS_MAX }
  return useRead(useSearch(), 'search', { query }, { keep: true, enabled: text !== '' })
}

function Results({ found, text }: { readonly found: ReturnType<typeof useFound>; readonly text: string }) {
  const list = useRef<HTMLUListElement>(null)
  useListKeys(list)
  const { data, error, refetch } = found
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} />
  if (!data) return <SkeletonRows />
  if (data.items.length === 0)
    return (
      <EmptyState icon={<SearchX aria-hidden />} title={i18n.t('Nothing found for “{text}”', { text })}>
        {i18n.t('Fewer words find more. What lies outside your roles is not searched.')}
      </EmptyState>
    )
  return (
    <>
      <Notes corrections={data.corrections} matches={data.matches} newestOnly={data.newestOnly} />
      <ul ref={list} className={styles['hits']} aria-label={i18n.t('Search results')}>
        {data.items.map((hit) => (
          <li key={hit.id} data-row={hit.id} className={styles['hit']}>
            <HitCard hit={hit} />
          </li>
        ))}
      </ul>
    </>
  )
}

interface NotesProps {
  readonly corrections: readonly { readonly typed: string; readonly meant: string }[]
  readonly matches: number
  readonly newestOnly: boolean
}

/** What was taken for what, and what was left out. */
function Notes({ corrections, matches, newestOnly }: NotesProps) {
  return (
    <p className={styles['notes']} role="status">
      {newestOnly
        ? i18n.t('More than {matches, number} records match; the newest {matches, number} of them are ranked.', { matches })
        : i18n.t('{matches, plural, one {# record matches} other {# records match}} by their words.', { matches })}
      {corrections.map(({ typed, meant }) => (
        <span key={`${typed} ${meant}`}>
          {' '}
          {i18n.t('“{typed}” was read as', { typed })} <strong>{meant}</strong>.
        </span>
      ))}
    </p>
  )
}

function HitCard({ hit }: { readonly hit: Hit }) {
  return (
    <>
      <div className={styles['head']}>
        <span className={styles['label']}>{hit.label}</span>
        <Link to={hit.href} bare className={styles['title']}>
          {marked(hit.title)}
        </Link>
        <Badge tone={hit.isOpen ? 'accent' : 'plain'}>{hit.state}</Badge>
        <span className={styles['when']}>
          <RelativeTime at={hit.updatedAt} />
        </span>
      </div>
      {hit.excerpt.length > 0 ? (
        <p className={styles['excerpt']}>
          {hit.inComment ? <MessageSquare className={styles['inComment']} role="img" aria-label={i18n.t('In a comment:')} /> : null}
          {marked(hit.excerpt)}
        </p>
      ) : null}
    </>
  )
}

function marked(pieces: Hit['title']): ReactNode {
  // Pieces have no identity but their place.
  return pieces.map((piece, index) => (piece.hit ? <mark key={index}>{piece.text}</mark> : piece.text))
}
