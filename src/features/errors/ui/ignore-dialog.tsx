/** For how long a group is ignored. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { RadioGroup } from '#design/choice/choice.tsx'
import { nowMs } from '#design/time/now.ts'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { DAY_MS, HOUR_MS, instant, toIso } from '#kit/time.ts'
import type { ChangingGroup, GroupChange } from './group-change.ts'

const CHOICES = ['day', 'week', 'ten', 'thousand', 'release', 'ever'] as const
type Choice = (typeof CHOICES)[number]

export function IgnoreDialog({ change, onClose }: { readonly change: ChangingGroup; readonly onClose: () => void }) {
  const [choice, setChoice] = useState<Choice>('week')
  const save = { ...change, run: () => void change.runAsync({ settled: ignoring(choice) }).then(onClose, () => undefined) }
  const words: Readonly<Record<Choice, string>> = {
    day: i18n.t('For a day'),
    week: i18n.t('For a week'),
    ten: i18n.t('Until 10 more have come'),
    thousand: i18n.t('Until 1,000 more have come'),
    release: i18n.t('Until a later release has it'),
    ever: i18n.t('For ever'),
  }
  return (
    <FormDialog title={i18n.t('Ignore')} onClose={onClose} verb={i18n.t('Ignore')} save={save} size="small">
      <RadioGroup
        label={i18n.t('For how long')}
        value={choice}
        onChange={setChoice}
        options={CHOICES.map((value) => ({ value, label: words[value] }))}
      />
    </FormDialog>
  )
}

function ignoring(choice: Choice): NonNullable<GroupChange['settled']> {
  const state = 'ignored' as const
  if (choice === 'day') return { state, untilAt: inMs(DAY_MS) }
  if (choice === 'week') return { state, untilAt: inMs(7 * DAY_MS) }
  if (choice === 'ten') return { state, moreEvents: 10 }
  if (choice === 'thousand') return { state, moreEvents: 1_000 }
  return choice === 'release' ? { state, untilNextRelease: true } : { state }
}

/** To the hour, as people mean it. */
function inMs(ms: number): string {
  return toIso(instant(Math.ceil((nowMs() + ms) / HOUR_MS) * HOUR_MS))
}
