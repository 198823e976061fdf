/** Duty schedules: who is on duty now, and the calendar of the one that is chosen. */
import { lazy, Suspense } from 'react'
import { CalendarClock, Pencil, Plus } from 'lucide-react'
import { i18n } from '@lingui/core'
import { PersonName } from '#design/avatar/avatar.tsx'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { href, useScreen } from '#design/navigation/screen.ts'
import { useRead } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { EmptyState } from '#design/states/states.tsx'
import { absoluteTime } from '#design/time/format.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { type ListedSchedule, nameOf, type People, useOncall } from './client.ts'
import { DutyCalendar } from './duty-calendar.tsx'
import { Reach } from './reach.tsx'
import { oncallScreen } from './screens.ts'

const ScheduleDialog = lazy(() => import('./schedule-dialog.tsx').then((module) => ({ default: module.ScheduleDialog })))

export function Schedules() {
  const { search, update } = useScreen(oncallScreen)
  const { data, error, refetch } = useRead(useOncall(), 'listSchedules', {})
  const why = useWhyNot()('oncall.duty.write')
  const shown = data?.items.find(({ schedule }) => schedule.id === search.schedule) ?? data?.items[0]
  const add = (
    <Button kind="primary" icon={<Plus aria-hidden />} why={why} onClick={() => update({ form: 'add' })}>
      {i18n.t('Add schedule')}
    </Button>
  )
  const isEditing = search.form === 'edit' && shown !== undefined
  return (
    <>
      <Card title={i18n.t('Duty schedules')} actions={data && data.items.length > 0 ? add : null} flush>
        <DataTable
          label={i18n.t('Duty schedules')}
          columns={columns(data?.people ?? [])}
          rows={data?.items}
          rowKey={({ schedule }) => schedule.id}
          to={({ schedule }) => href(oncallScreen, {}, { schedule: schedule.id })}
          problem={error}
          retry={() => void refetch()}
          empty={
            <EmptyState icon={<CalendarClock aria-hidden />} title={i18n.t('No duty schedules yet')} action={add}>
              {i18n.t(
                'Until there is one, pages go to whoever holds the roles of the support plan. A schedule says who takes turns, and when.',
              )}
            </EmptyState>
          }
        />
      </Card>
      <Reach />
      {shown ? (
        <DutyCalendar
          key={shown.schedule.id}
          schedule={shown.schedule}
          edit={
            <Button icon={<Pencil aria-hidden />} why={why} onClick={() => update({ form: 'edit' })}>
              {i18n.t('Edit')}
            </Button>
          }
        />
      ) : null}
      <Suspense fallback={null}>
        {search.form === 'add' || isEditing ? (
          <ScheduleDialog
            schedule={isEditing ? shown.schedule : null}
            onClose={() => update({ form: undefined })}
            onDone={(id) => update({ form: undefined, schedule: id })}
          />
        ) : null}
      </Suspense>
    </>
  )
}

function columns(people: People): readonly Column<ListedSchedule>[] {
  return [
    { id: 'name', title: i18n.t('Schedule'), cell: ({ schedule }) => schedule.name, width: 'minmax(140px, 2fr)' },
    {
      id: 'now',
      title: i18n.t('On duty now'),
      cell: ({ now }) =>
        now.personId ? <PersonName name={nameOf(people, now.personId)} /> : <StateLabel tone="major">{i18n.t('nobody')}</StateLabel>,
      width: 'minmax(140px, 1.5fr)',
      rank: 1,
    },
    {
      id: 'until',
      title: i18n.t('Next hand-over'),
      cell: ({ now, next }) =>
        next ? (
          <span title={absoluteTime(now.to)}>
            <RelativeTime at={now.to} />
          </span>
        ) : (
          '–'
        ),
      width: '130px',
      rank: 2,
    },
    {
      id: 'next',
      title: i18n.t('Then'),
      cell: ({ next }) => (next?.personId ? nameOf(people, next.personId) : next ? i18n.t('nobody') : '–'),
      width: 'minmax(120px, 1.5fr)',
      rank: 3,
    },
    { id: 'zone', title: i18n.t('Zone'), cell: ({ schedule }) => schedule.zone, width: '130px', rank: 3 },
  ]
}
