/** The days on which nobody is there, and more of them from a calendar file. */
import { useState } from 'react'
import { X } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button, IconButton } from '#design/button/button.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FilePicker } from '#design/file-picker/file-picker.tsx'
import { FormLayout } from '#design/layouts/layouts.tsx'
import { Dialog } from '#design/overlay/dialog.tsx'
import { useWrite } from '#design/session/client.ts'
import { FormProblem } from '#design/states/states.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { TOUCHES, usePlans, type PlanAnswer } from './client.ts'
import { useTakeAway } from './entry-menu.tsx'
import { keysBelow, useReading } from './reading.ts'
import { TakenEntries } from './taken-entries.tsx'
import { usePlanChange } from './use-plan-change.ts'
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
      <div className={styles['holidays']}>
        {keysBelow(reading, 'hours.holidays').map((list) => (
          <HolidayList key={list} plan={plan} list={list} />
        ))}
      </div>
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
            <span className={styles['rowEnd']}>
              <PlanValue path={`${path}.days.${date}`} label={date} />
              {plan.mayChange ? <TakeDayAway path={`${path}.days.${date}`} name={date} /> : null}
            </span>
          </li>
        ))}
      </ul>
      <TakenEntries list={`${path}.days`} />
      <AddDay list={path} />
      <FilePicker accept=".ics,text/calendar" label={i18n.t('Add a calendar file')} onText={add.run} />
      <FormProblem problem={add.problem} />
    </section>
  )
}

function TakeDayAway(day: { readonly path: string; readonly name: string }) {
  const takeAway = useTakeAway(day)
  return <IconButton size="small" label={`${takeAway.verb}: ${day.name}`} icon={<X aria-hidden />} onClick={takeAway.run} />
}

function AddDay({ list }: { readonly list: string }) {
  const [date, setDate] = useState('')
  const [name, setName] = useState('')
  const clear = () => {
    setDate('')
    setName('')
  }
  const add = usePlanChange({ done: clear, toldHere: true })
  const path = `${list}.days.${date.trim()}`
  const words = i18n.t('{name} is a holiday now.', { name })
  return (
    <FormLayout
      label={i18n.t('Add a day')}
      onSubmit={() => add.run({ set: [{ path, value: name }], words })}
      actions={
        <Button type="submit" size="small" pending={add.pending}>
          {i18n.t('Add the day')}
        </Button>
      }
    >
      <div className={styles['day']}>
        <TextField label={i18n.t('Day')} placeholder="2026-12-25" value={date} onChange={setDate} />
        <TextField label={i18n.t('Name')} value={name} onChange={setName} />
      </div>
      <FormProblem problem={add.problem} />
    </FormLayout>
  )
}
