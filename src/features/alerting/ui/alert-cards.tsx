/** The cards of an alert's page: its course with the limit, how it came about, and what it speaks for. */
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { href } from '#design/navigation/screen.ts'
import { absoluteTime, plain } from '#design/time/format.ts'
import { Slot } from '#design/navigation/slots.tsx'
import { Worded } from './alert-table.tsx'
import type { Alert } from './client.ts'
import { Course } from './course.tsx'
import { alertScreen } from './screens.ts'
import { evaluationWords, placeWords, severityWords, stateWords, watchWords } from './words.ts'

type Transition = Alert['transitions'][number]
type Folded = Alert['folded'][number]

export function AlertCards({ alert }: { readonly alert: Alert }) {
  return (
    <>
      {alert.course === null ? null : <Course alert={alert} course={alert.course} />}
      {alert.source.kind === 'outside' ? <Slot name="alert.origin" given={{ alertId: alert.id }} /> : null}
      {alert.folded.length > 0 ? <Evidence alert={alert} /> : null}
      <Card flush title={i18n.t('How it came about')} note={ruleWords(alert)}>
        <DataTable
          label={i18n.t('How it came about')}
          columns={transitionColumns()}
          rows={alert.transitions}
          rowKey={({ at, to }) => `${at} ${to}`}
          empty={null}
        />
      </Card>
      <Card title={i18n.t('What happened in this environment')}>
        <Slot name="thing.timeline" given={{ record: alert.environmentId }} />
      </Card>
    </>
  )
}

function Evidence({ alert }: { readonly alert: Alert }) {
  const columns: readonly Column<Folded>[] = [
    { id: 'title', title: i18n.t('Alert'), width: 'minmax(160px, 2fr)', cell: ({ label, title }) => `${label} ${title}` },
    { id: 'severity', title: i18n.t('Severity'), width: '110px', rank: 2, cell: ({ severity }) => <Worded {...severityWords(severity)} /> },
    { id: 'state', title: i18n.t('State'), width: '130px', cell: ({ state }) => <Worded {...stateWords(state)} /> },
    { id: 'why', title: i18n.t('Why'), width: 'minmax(140px, 2fr)', rank: 3, cell: ({ placeReason }) => placeWords(placeReason) },
  ]
  const count = alert.evidence
  const more = count > alert.folded.length ? i18n.t('The first {shown} of {count}.', { shown: alert.folded.length, count }) : undefined
  return (
    <Card
      flush
      title={i18n.t('It speaks for {count, plural, one {# other} other {# others}}', { count })}
      {...(more === undefined ? {} : { note: more })}
    >
      <DataTable
        label={i18n.t('Evidence')}
        columns={columns}
        rows={alert.folded}
        rowKey={({ id }) => id}
        to={({ id }) => href(alertScreen, { alert: id })}
        empty={null}
      />
    </Card>
  )
}

function transitionColumns(): readonly Column<Transition>[] {
  return [
    { id: 'reason', title: i18n.t('Why'), width: 'minmax(180px, 3fr)', cell: ({ reason }) => evaluationWords(reason) },
    { id: 'to', title: i18n.t('State'), width: '120px', cell: ({ to }) => <Worded {...watchWords(to)} /> },
    {
      id: 'value',
      title: i18n.t('Value'),
      width: '100px',
      rank: 2,
      end: true,
      cell: ({ value }) => (value === null ? '–' : plain(value, 3)),
    },
    { id: 'at', title: i18n.t('Time'), width: '170px', end: true, cell: ({ at }) => absoluteTime(at) },
  ]
}

/** The condition as people say it. */
function ruleWords({ source, comparison, limit, forSeconds, recoverAt }: Alert): string {
  if (source.kind === 'outside') return i18n.t('as another tool has judged')
  const said =
    comparison === 'above' ? i18n.t('above {limit}', { limit: plain(limit, 3) }) : i18n.t('below {limit}', { limit: plain(limit, 3) })
  const lasting = forSeconds === 0 ? '' : `, ${i18n.t('for {minutes} min', { minutes: plain(forSeconds / 60, 1) })}`
  const back = recoverAt === null ? '' : `, ${i18n.t('recovers at {limit}', { limit: plain(recoverAt, 3) })}`
  return `${said}${lasting}${back}`
}
