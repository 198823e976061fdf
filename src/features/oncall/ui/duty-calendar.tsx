/** Four weeks of a schedule, a row for each: people in colours, gaps plain to see. A press on a shift overrides it. */
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button, IconButton } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { cx } from '#design/class-names.ts'
import { useScreen } from '#design/navigation/screen.ts'
import { useRead } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { absoluteTime, calendarDay } from '#design/time/format.ts'
import { useNow } from '#design/time/now.ts'
import { DAY_MS, instant, toIso, type Instant } from '#kit/time.ts'
import { fromLocal, toLocal, type LocalMs } from '#kit/zone.ts'
import { type Duty, nameOf, type Schedule, type Slot, useOncall } from './client.ts'
import { FeedButton } from './my-duty.tsx'
import { Notes } from './notes.tsx'
import { oncallScreen } from './screens.ts'
import styles from './oncall.module.css'

const OverrideDialog = lazy(() => import('./override-dialog.tsx').then((module) => ({ default: module.OverrideDialog })))

const WEEKS = 4
/** As many colours as there are for series; further people take them in turn. */
const COLOURS = 4

interface Week {
  readonly from: Instant
  readonly to: Instant
  /** `YYYY-MM-DD` of its Monday. */
  readonly date: string
}

export function DutyCalendar({ schedule, edit }: { readonly schedule: Schedule; readonly edit: ReactNode }) {
  const { search, update } = useScreen(oncallScreen)
  const now = useNow()
  const offset = Number.parseInt(search.week ?? '0', 10) || 0
  const weeks = weeksFrom(schedule.zone, instant(now), offset)
  const [first, last] = [weeks[0], weeks.at(-1)]
  const query = { from: toIso(first?.from ?? instant(now)), to: toIso(last?.to ?? instant(now)) }
  const { data, error, refetch } = useRead(useOncall(), 'readDuty', { params: { id: schedule.id }, query }, { keep: true })
  const [chosen, setChosen] = useState<Slot | null>(null)
  const move = (by: number) => update({ week: offset + by === 0 ? undefined : String(offset + by) })
  return (
    <>
      <Card
        title={schedule.name}
        note={i18n.t('Days in {zone}. Press a shift to put somebody else on duty.', { zone: schedule.zone })}
        actions={edit}
      >
        <div className={styles['tools']}>
          <IconButton label={i18n.t('Earlier')} icon={<ChevronLeft aria-hidden />} onClick={() => move(-WEEKS)} />
          <Button onClick={() => update({ week: undefined })}>{i18n.t('Today')}</Button>
          <IconButton label={i18n.t('Later')} icon={<ChevronRight aria-hidden />} onClick={() => move(WEEKS)} />
          <FeedButton scheduleId={schedule.id} />
        </div>
        {error && !data ? <ErrorState problem={error} retry={() => void refetch()} compact /> : null}
        {data ? (
          <div className={styles['weeks']}>
            <div className={styles['week']} aria-hidden>
              <span />
              <div className={styles['days']}>
                {weekdays().map((day) => (
                  <span key={day}>{day}</span>
                ))}
              </div>
            </div>
            {weeks.map((week) => (
              <WeekRow key={week.date} week={week} duty={data} colourOf={coloursOf(schedule)} onChoose={setChosen} />
            ))}
          </div>
        ) : error ? null : (
          <SkeletonRows rows={WEEKS} />
        )}
      </Card>
      {data ? <Notes scheduleId={schedule.id} notes={data.notes} people={data.people} /> : null}
      <Suspense fallback={null}>
        {chosen ? <OverrideDialog schedule={schedule} slot={chosen} onClose={() => setChosen(null)} /> : null}
      </Suspense>
    </>
  )
}

function WeekRow({
  week,
  duty,
  colourOf,
  onChoose,
}: {
  readonly week: Week
  readonly duty: Duty
  readonly colourOf: (personId: string) => number
  readonly onChoose: (slot: Slot) => void
}) {
  const shifts = duty.slots.filter(({ from, to }) => instant(from) < week.to && instant(to) > week.from)
  const lengthMs = week.to - week.from
  return (
    <div className={styles['week']}>
      <span className={styles['monday']}>{calendarDay(week.date)}</span>
      <div className={styles['bar']}>
        {shifts.map((slot) => {
          const from = Math.max(instant(slot.from), week.from)
          const to = Math.min(instant(slot.to), week.to)
          const name = slot.personId ? nameOf(duty.people, slot.personId) : i18n.t('Nobody')
          const when = i18n.t('{name}, {from} to {to}', { name, from: absoluteTime(slot.from), to: absoluteTime(slot.to) })
          const colour = slot.personId ? `person${colourOf(slot.personId)}` : 'gap'
          return (
            <button
              key={slot.from}
              type="button"
              className={cx(styles['shift'], styles[colour], slot.why === 'override' || slot.why === 'swap' ? styles['changed'] : null)}
              style={{ flexGrow: (to - from) / lengthMs }}
              title={when}
              aria-label={when}
              onClick={() => onChoose(slot)}
            >
              <span>{name}</span>
            </button>
          )
        })}
      </div>
    </div>
  )
}

/** In the reader's language, from Monday on; 5 January 1970 was one. */
function weekdays(): readonly string[] {
  const format = new Intl.DateTimeFormat(i18n.locale, { weekday: 'short', timeZone: 'UTC' })
  return Array.from({ length: 7 }, (_, day) => format.format((4 + day) * DAY_MS))
}

function coloursOf({ layers }: Schedule): (personId: string) => number {
  const people = [...new Set(layers.flatMap(({ people: own }) => own))]
  return (personId) => {
    const place = people.indexOf(personId)
    return place === -1 ? COLOURS : (place % COLOURS) + 1
  }
}

/** Mondays at midnight on the wall of the schedule's zone. */
function weeksFrom(zone: string, now: Instant, offset: number): readonly Week[] {
  const today = Math.floor(toLocal(zone, now) / DAY_MS)
  // 1970-01-01 was a Thursday.
  const monday = today - ((today + 3) % 7)
  return Array.from({ length: WEEKS }, (_, index) => {
    const day = monday + (offset + index) * 7
    const at = (of: number) => fromLocal(zone, (of * DAY_MS) as LocalMs)
    return { from: at(day), to: at(day + 7), date: toIso(instant(day * DAY_MS)).slice(0, 10) }
  })
}
