/** One step of an escalation: who is asked, how long they have, and whom that means now. */
import { Trash2, X } from 'lucide-react'
import { i18n } from '@lingui/core'
import { PersonName } from '#design/avatar/avatar.tsx'
import { IconButton } from '#design/button/button.tsx'
import { Switch } from '#design/choice/choice.tsx'
import { NativeSelect } from '#design/field/native-select.tsx'
import { Combobox } from '#design/select/select.tsx'
import { useRead } from '#design/session/client.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { type AskedDraft, type AskedNow, type Policy, type StepDraft, useIdentity, useOncall } from './client.ts'
import { channelWords, reasonWords } from './words.ts'
import styles from './oncall.module.css'

/** What people choose from; one that was set elsewhere stands among them as it is. */
const MINUTES = [1, 2, 5, 10, 15, 30, 60, 120, 240]

interface EscalationStepProps {
  readonly number: number
  readonly step: StepDraft
  readonly roles: Policy['roles']
  /** Undefined until it is known. */
  readonly asked: AskedNow | undefined
  readonly mayChange: boolean
  readonly onChange: (over: Partial<StepDraft>) => void
  /** Null: it is the only one. */
  readonly onRemove: (() => void) | null
}

export function EscalationStep({ number, step, roles, asked, mayChange, onChange, onRemove }: EscalationStepProps) {
  const choices = useChoices(roles)
  const labelOf = (one: AskedDraft) => choices.find(({ value }) => value === keyOf(one))?.label ?? ''
  const title = i18n.t('Step {number}', { number })
  return (
    <li>
      <span className={styles['line']}>
        <strong>{title}</strong>
        {mayChange ? null : <span>{i18n.t('{count, plural, one {# minute} other {# minutes}}', { count: step.waitMinutes })}</span>}
        {mayChange && onRemove ? (
          <IconButton size="small" label={i18n.t('Remove {name}', { name: title })} icon={<Trash2 aria-hidden />} onClick={onRemove} />
        ) : null}
      </span>
      <span className={styles['line']}>
        {step.who.map((one, index) => (
          <span key={keyOf(one)} className={styles['line']}>
            {labelOf(one)}
            {mayChange ? (
              <IconButton
                size="small"
                label={i18n.t('Remove {name}', { name: labelOf(one) })}
                icon={<X aria-hidden />}
                onClick={() => onChange({ who: step.who.filter((_, place) => place !== index) })}
              />
            ) : null}
          </span>
        ))}
      </span>
      {mayChange ? (
        <div className={styles['choices']}>
          <Combobox
            key={step.who.length}
            label={i18n.t('Add a schedule, role or person')}
            value={null}
            onChange={(key) => onChange({ who: [...step.who, askedOf(key)] })}
            options={choices.filter(({ value }) => !step.who.some((one) => keyOf(one) === value))}
          />
          <NativeSelect
            label={i18n.t('Time to answer')}
            value={String(step.waitMinutes)}
            onChange={(minutes) => onChange({ waitMinutes: Number(minutes) })}
            options={[...new Set([...MINUTES, step.waitMinutes])]
              .toSorted((a, b) => a - b)
              .map((count) => ({ value: String(count), label: i18n.t('{count, plural, one {# minute} other {# minutes}}', { count }) }))}
          />
          <Switch
            label={i18n.t('Only business hours count')}
            checked={step.isBusinessTime ?? false}
            onChange={(isBusinessTime) => onChange({ isBusinessTime })}
          />
        </div>
      ) : null}
      {asked ? <AskedNowList asked={asked} /> : null}
    </li>
  )
}

function AskedNowList({ asked }: { readonly asked: AskedNow }) {
  if (asked.length === 0) return <StateLabel tone="major">{i18n.t('Nobody would be asked now.')}</StateLabel>
  return (
    <>
      <span className={styles['quiet']}>{i18n.t('Would be asked now:')}</span>
      {asked.map(({ personId, name, why, by, channels }) => (
        <span key={personId} className={styles['line']}>
          <PersonName name={name} />
          <span className={styles['quiet']}>{[reasonWords(why), by].filter(Boolean).join(' · ')}</span>
          {channels.length > 0 ? (
            <span className={styles['quiet']}>{channels.map(channelWords).join(' → ')}</span>
          ) : (
            <StateLabel tone="major">{reasonWords('no_channel')}</StateLabel>
          )}
        </span>
      ))}
    </>
  )
}

function useChoices(roles: Policy['roles']): readonly { readonly value: string; readonly label: string }[] {
  const schedules = useRead(useOncall(), 'listSchedules', {})
  const people = useRead(useIdentity(), 'listPeople', { query: { state: 'active', limit: 200 } })
  return [
    ...(schedules.data?.items ?? []).map(({ schedule: { id, name } }) => ({
      value: `schedule ${id}`,
      label: i18n.t('Duty: {name}', { name }),
    })),
    ...roles.map(({ key, title }) => ({ value: `role ${key}`, label: i18n.t('Role: {title}', { title }) })),
    ...(people.data?.items ?? []).map(({ id, name }) => ({ value: `person ${id}`, label: name })),
  ]
}

const keyOf = (one: AskedDraft): string => `${one.kind} ${one.kind === 'role' ? one.role : one.id}`

function askedOf(key: string): AskedDraft {
  const [kind, ...rest] = key.split(' ')
  const named = rest.join(' ')
  if (kind === 'role') return { kind, role: named }
  return kind === 'schedule' ? { kind, id: named } : { kind: 'person', id: named }
}
