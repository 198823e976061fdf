/** The first screen: what needs a person, most urgent first. When nothing does, it says so and since when. */
import { useEffect } from 'react'
import { CircleCheckBig } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Banner } from '#design/banner/banner.tsx'
import { DataTable, type Column } from '#design/data-table/data-table.tsx'
import { PageLayout } from '#design/layouts/layouts.tsx'
import { useSentence } from '#design/navigation/sentences.ts'
import { Slot } from '#design/navigation/slots.tsx'
import { useRead } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { StateLabel, type Tone } from '#design/state-label/state-label.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { SECOND_MS } from '#kit/time.ts'
import { type NowItem, useOperation } from '../client.ts'
import styles from './now.module.css'

/** What is on the list also changes by time passing, which no event tells. */
const LOOK_AGAIN_MS = 30 * SECOND_MS

function bandWords(band: NowItem['band']): { readonly tone: Tone; readonly words: string } {
  const bands: Readonly<Record<NowItem['band'], { tone: Tone; words: string }>> = {
    burning: { tone: 'critical', words: i18n.t('Burning') },
    breaching: { tone: 'major', words: i18n.t('About to breach') },
    waiting: { tone: 'minor', words: i18n.t('Somebody waits') },
    due: { tone: 'due', words: i18n.t('Due today') },
  }
  return bands[band]
}

function columns(tell: ReturnType<typeof useSentence>): readonly Column<NowItem>[] {
  return [
    {
      id: 'title',
      title: i18n.t('What'),
      width: 'minmax(220px, 2fr)',
      cell: (row) => (
        <span className={styles['item']}>
          <span className={styles['title']}>{tell({ kind: `now.${row.key}`, sentence: row.title, particulars: row.values })}</span>
          <span className={styles['reason']}>{tell({ kind: `now.${row.key}.reason`, sentence: row.reason, particulars: row.values })}</span>
        </span>
      ),
    },
    {
      id: 'band',
      title: i18n.t('Urgency'),
      width: '160px',
      cell: (row) => <StateLabel tone={bandWords(row.band).tone}>{bandWords(row.band).words}</StateLabel>,
    },
    { id: 'since', title: i18n.t('Since'), width: '110px', end: true, cell: (row) => <RelativeTime at={row.since} /> },
  ]
}

export function NowPage() {
  const operation = useOperation()
  const tell = useSentence()
  const { data, error, refetch } = useRead(operation, 'readNow', {}, { everyMs: LOOK_AGAIN_MS })
  const count = data?.items.length ?? 0
  useCountInTab(count)
  return (
    <PageLayout title={i18n.t('Now')}>
      <div className={styles['list']}>
        {error && !data ? <ErrorState problem={error} retry={() => void refetch()} compact /> : null}
        {!data && !error ? <SkeletonRows rows={3} /> : null}
        {data && count === 0 ? <Quiet since={data.quietSince} /> : null}
        {data && count > 0 ? (
          <DataTable
            label={i18n.t('What needs you')}
            columns={columns(tell)}
            rows={data.items}
            rowKey={(row) => `${row.href} ${row.title}`}
            to={(row) => row.href}
            empty={null}
          />
        ) : null}
        {data && data.leftOut > 0 ? (
          <p className={styles['note']}>
            {i18n.t('{count, plural, one {# more is not shown.} other {# more are not shown.}}', { count: data.leftOut })}
          </p>
        ) : null}
      </div>
      {data && data.silent.length > 0 ? (
        <Banner tone="warning">
          {i18n.t('Could not be asked in time, so something may be missing: {parts}.', { parts: data.silent.join(', ') })}
        </Banner>
      ) : null}
      <Slot name="now.strip" given={{}} />
    </PageLayout>
  )
}

function Quiet({ since }: { readonly since: string | null }) {
  return (
    <div className={styles['quiet']} role="status">
      <CircleCheckBig aria-hidden />
      <div>
        <p className={styles['quietTitle']}>{i18n.t('Nothing needs you.')}</p>
        <p className={styles['note']}>
          {since ? (
            <>
              {i18n.t('Quiet since')} <RelativeTime at={since} />
            </>
          ) : (
            i18n.t('What burns, is about to breach, waits for you or is due today will stand here.')
          )}
        </p>
      </div>
    </div>
  )
}

/** The number stands in the browser's tab, where one sees it from elsewhere. */
function useCountInTab(count: number): void {
  useEffect(() => {
    document.title = count > 0 ? `(${count}) ${i18n.t('Now')} · Pitcrew` : `${i18n.t('Now')} · Pitcrew`
  }, [count])
}
