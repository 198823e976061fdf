/** One error of a group: its stack, what happened before, what is known of its surroundings, and which others there are. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { href, useScreen } from '#design/navigation/screen.ts'
import { PropertyList, TextProperties } from '#design/property-list/property-list.tsx'
import { usePages, useRead } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { absoluteTime, preciseTime } from '#design/time/format.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { Slot } from '#design/navigation/slots.tsx'
import { Bug } from 'lucide-react'
import { type Frame, type Group, type ShownError, useErrors } from './client.ts'
import { GroupFeedbackCard } from './feedback-cards.tsx'
import { FileList } from './file-list.tsx'
import { errorScreen } from './screens.ts'
import { Stack } from './stack.tsx'
import { levelWords, missingWords } from './words.ts'
import styles from './errors.module.css'

const AT_ONCE = 20

export function ErrorCards({ group }: { readonly group: Group }) {
  const { search } = useScreen(errorScreen)
  const params = { id: group.id, error: search.error ?? 'latest' }
  const { data, error, refetch } = useRead(useErrors(), 'readError', { params }, { keep: true })
  if (error && !data) return error.status === 404 ? <NotKept /> : <ErrorState problem={error} retry={() => void refetch()} />
  if (!data) return <SkeletonRows />
  return (
    <>
      <ShownErrorCard group={group} error={data} isLatest={search.error === undefined} />
      <Files files={data.files} />
      <GroupFeedbackCard groupId={group.id} />
      {data.crumbs.length > 0 ? <Crumbs crumbs={data.crumbs} /> : null}
      <Surroundings error={data} />
      <OthersCard group={group} shown={data.id} />
    </>
  )
}

function Files({ files }: Pick<ShownError, 'files'>) {
  if (files.length === 0) return null
  return (
    <Card title={i18n.t('Files')} note={i18n.t('That came with this error. Nobody has looked into them; open them with care.')}>
      <FileList files={files} />
    </Card>
  )
}

function NotKept() {
  return (
    <EmptyState icon={<Bug aria-hidden />} title={i18n.t('None of its errors is kept any more.')}>
      {i18n.t('Single errors are kept for 90 days; what is known of the group stays.')}
    </EmptyState>
  )
}

function ShownErrorCard({ group, error, isLatest }: { readonly group: Group; readonly error: ShownError; readonly isLatest: boolean }) {
  const [minified, setMinified] = useState(false)
  const title = isLatest ? i18n.t('Latest error') : i18n.t('Error of {time}', { time: absoluteTime(error.at) })
  const frames = error.exceptions.flatMap((exception) => exception.frames)
  const toggle = frames.some(({ original }) => original !== null) ? (
    <Button size="small" onClick={() => setMinified(!minified)}>
      {minified ? i18n.t('Show the source') : i18n.t('Show it minified')}
    </Button>
  ) : null
  return (
    <Card title={title} note={<Note group={group} error={error} />} actions={toggle}>
      <Missing frames={frames} error={error} />
      {error.exceptions.length > 0 ? (
        // The error that was reported stands first, then what caused it.
        error.exceptions
          .toReversed()
          .map((exception, index) => <Stack key={index} exception={exception} isCause={index > 0} byOriginal={!minified} />)
      ) : (
        <p className={styles['message']}>{error.message || error.title}</p>
      )}
    </Card>
  )
}

/** Scripts that are told of: the others lack their maps for the same reason. */
const MISSING_SHOWN = 3

/** Why calls of the application's own scripts are shown minified. */
function Missing({ frames, error }: { readonly frames: readonly Frame[]; readonly error: ShownError }) {
  const scripts = new Map(frames.flatMap(({ file, missing, inApp }) => (missing && inApp ? [[file, missing]] : [])))
  if (scripts.size === 0) return null
  return (
    <ul className={styles['missing']}>
      {[...scripts].slice(0, MISSING_SHOWN).map(([file, missing]) => (
        <li key={file}>{missingWords(missing, { script: scriptName(file), release: error.release })}</li>
      ))}
    </ul>
  )
}

const scriptName = (file: string): string =>
  file
    .replace(/[?#].*$/, '')
    .split('/')
    .at(-1) ?? file

function Note({ group, error }: { readonly group: Group; readonly error: ShownError }) {
  return (
    <span className={styles['note']}>
      <RelativeTime at={error.at} />
      {error.release ? <span>{error.release}</span> : null}
      <code>{error.id}</code>
      {error.traceId ? (
        <Slot name="trace.link" given={{ environmentId: group.environmentId, traceId: error.traceId, words: i18n.t('Trace') }} />
      ) : null}
    </span>
  )
}

/** The last ones tell the most. */
const CRUMBS_AT_FIRST = 20

function Crumbs({ crumbs }: { readonly crumbs: ShownError['crumbs'] }) {
  const [all, setAll] = useState(false)
  const shown = all ? crumbs : crumbs.slice(-CRUMBS_AT_FIRST)
  return (
    <Card flush title={i18n.t('What happened before')} note={i18n.t('The last stands first.')}>
      <ol>
        {shown.toReversed().map((crumb, index) => (
          <li key={index} className={styles['crumb']}>
            <span className={styles['quiet']}>{crumb.at ? preciseTime(crumb.at) : ''}</span>
            <span className={styles['kind']}>{crumb.category || '–'}</span>
            <span className={styles['said']}>
              {crumb.message}
              {Object.entries(crumb.data).map(([name, value]) => (
                <span key={name} className={styles['pair']}>
                  <span className={styles['quiet']}>{name}</span> {value}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ol>
      {shown.length < crumbs.length ? (
        <div className={styles['more']}>
          <Button onClick={() => setAll(true)}>{i18n.t('Show all')}</Button>
        </div>
      ) : null}
    </Card>
  )
}

function Surroundings({ error }: { readonly error: ShownError }) {
  const { tags, request, contexts, extra, sdk } = error
  if ([tags, request, contexts, extra].every((texts) => Object.keys(texts).length === 0) && sdk === '') return null
  return (
    <Card title={i18n.t('Surroundings')}>
      <div className={styles['surroundings']}>
        <TextProperties title={i18n.t('Tags')} texts={tags} />
        <TextProperties title={i18n.t('Request')} texts={request} />
        <TextProperties title={i18n.t('Contexts')} texts={contexts} />
        <TextProperties title={i18n.t('Extra')} texts={extra} />
        {sdk ? <PropertyList title={i18n.t('Reported by')} properties={[{ label: i18n.t('Client'), value: sdk }]} /> : null}
      </div>
    </Card>
  )
}

function OthersCard({ group, shown }: { readonly group: Group; readonly shown: string }) {
  const others = usePages(useErrors(), 'listErrors', { params: { id: group.id }, query: { limit: AT_ONCE } })
  return (
    <Card flush title={i18n.t('All errors')} note={i18n.t('Those that are kept, the latest first.')}>
      <DataTable
        label={i18n.t('All errors')}
        columns={columns(shown)}
        rows={others.rows}
        rowKey={(row) => row.id}
        to={(row) => href(errorScreen, { group: group.id }, { error: row.id })}
        problem={others.error}
        retry={others.refetch}
        more={others.more ? { load: others.loadMore, loading: others.loadingMore } : undefined}
        empty={<NotKept />}
      />
    </Card>
  )
}

type Row = Pick<ShownError, 'id' | 'at' | 'title' | 'level' | 'release'>

function columns(shown: string): readonly Column<Row>[] {
  return [
    {
      id: 'title',
      title: i18n.t('Error'),
      width: 'minmax(160px, 2fr)',
      cell: (row) => (
        <span className={styles['name']}>
          <span className={styles['title']}>{row.title}</span>
          {row.id === shown ? <span className={styles['quiet']}>{i18n.t('shown above')}</span> : null}
        </span>
      ),
    },
    { id: 'level', title: i18n.t('Level'), width: '100px', rank: 3, cell: ({ level }) => <Level level={level} /> },
    { id: 'release', title: i18n.t('Release'), width: 'minmax(90px, 1fr)', rank: 2, cell: (row) => row.release || '–' },
    { id: 'at', title: i18n.t('When'), width: '110px', cell: (row) => <RelativeTime at={row.at} /> },
  ]
}

function Level({ level }: Pick<Row, 'level'>) {
  const { tone, label } = levelWords(level)
  return <StateLabel tone={tone}>{label}</StateLabel>
}
