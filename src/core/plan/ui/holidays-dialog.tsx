/** The days on which nobody is there, and more of them from a calendar file. */
import { i18n } from '@lingui/core'
import { Dialog } from '#design/overlay/dialog.tsx'
import { useWrite } from '#design/session/client.ts'
import { FormProblem } from '#design/states/states.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { TOUCHES, usePlans, type PlanAnswer } from './client.ts'
import { FilePicker } from './file-picker.tsx'
import { keysBelow, useReading } from './reading.ts'
import { PlanValue } from './value.tsx'
import { titleOf } from './value-words.ts'
import styles from './plan.module.css'

interface HolidaysProps {
  readonly plan: PlanAnswer
  readonly onClose: () => void
}

export function HolidaysDialog({ plan, onClose }: HolidaysProps) {
  const reading = useReading()
  return (
    <Dialog title={i18n.t('Holidays of {name}', { name: plan.name })} open onClose={onClose}>
      <p className={styles['hint']}>
        {i18n.t('Public holidays come as calendar files (.ics) from most governments. Days of a file are added to what is there.')}
      </p>
      {keysBelow(reading, 'hours.holidays').map((list) => (
        <HolidayList key={list} plan={plan} list={list} />
      ))}
    </Dialog>
  )
}

function HolidayList({ plan, list }: { readonly plan: PlanAnswer; readonly list: string }) {
  const reading = useReading()
  const plans = usePlans()
  const toast = useToast()
  const path = `hours.holidays.${list}`
  const dates = keysBelow(reading, `${path}.days`)
  const add = useWrite(
    (file: string) => plans.call('importHolidays', { params: { plan: plan.of }, body: { list, file } }, { ifMatch: plan.version }),
    { touches: TOUCHES, done: () => toast({ words: i18n.t('The holidays are in the plan of {name}.', { name: plan.name }) }) },
  )
  return (
    <section className={styles['checks']}>
      <h3 className={styles['editorTitle']}>{titleOf(reading, path) ?? list}</h3>
      {dates.length === 0 ? <p>{i18n.t('No day yet.')}</p> : null}
      <ul className={styles['changes']}>
        {dates.map((date) => (
          <li key={date}>
            <span>{date}</span>
            <PlanValue path={`${path}.days.${date}`} label={date} />
          </li>
        ))}
      </ul>
      <FilePicker accept=".ics,text/calendar" label={i18n.t('Add a calendar file')} onText={add.run} />
      <FormProblem problem={add.problem} />
    </section>
  )
}
