/** Adds a silence: for what, for how long, and why. From an alert it begins with what tells that alert apart. */
import { useState } from 'react'
import { Plus, X } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button, IconButton } from '#design/button/button.tsx'
import { RadioGroup } from '#design/choice/choice.tsx'
import { NativeSelect } from '#design/field/native-select.tsx'
import { TextArea, TextField } from '#design/field/text-field.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { useWrite } from '#design/session/client.ts'
import { nowMs } from '#design/time/now.ts'
import { useToast } from '#design/toast/toast.tsx'
import { DAY_MS, HOUR_MS, instant, toIso } from '#kit/time.ts'
import { MATCHERS_MAX, OPERATORS } from '../domain/silence.ts'
import { type Alert, type Matcher, TOUCHES, useAlerting } from './client.ts'
import { operatorWords } from './words.ts'
import styles from './alerting.module.css'

const LENGTHS = { hour: HOUR_MS, four: 4 * HOUR_MS, day: DAY_MS, week: 7 * DAY_MS } as const
type Length = keyof typeof LENGTHS
/** Fields whose values people can write; others come from an alert. */
const WRITTEN = ['rule', 'severity', 'label'] as const

export function SilenceDialog({ alert, onClose }: { readonly alert?: Alert; readonly onClose: () => void }) {
  const alerting = useAlerting()
  const toast = useToast()
  const [matchers, setMatchers] = useState<readonly Matcher[]>(alert ? matchersOf(alert) : [{ field: 'rule', value: '' }])
  const [length, setLength] = useState<Length>('hour')
  const [comment, setComment] = useState('')
  const save = useWrite(
    () =>
      alerting.call('createSilence', {
        body: {
          applicationId: alert?.applicationId ?? null,
          matchers: [...matchers],
          comment,
          endsAt: toIso(instant(nowMs() + LENGTHS[length])),
        },
      }),
    {
      touches: TOUCHES,
      done: () => {
        toast({ words: i18n.t('The silence holds.') })
        onClose()
      },
    },
  )
  const why = matchers.some(({ value, field, name }) => value === '' || (field === 'label' && !name))
    ? i18n.t('Say what is to be silenced.')
    : comment.trim() === ''
      ? i18n.t('Say why.')
      : null
  const set = (index: number, next: Partial<Matcher>) => setMatchers(matchers.map((one, at) => (at === index ? { ...one, ...next } : one)))
  return (
    <FormDialog title={i18n.t('Silence alerts')} verb={i18n.t('Silence')} save={save} why={why} onClose={onClose}>
      <p className={styles['quiet']}>{i18n.t('Alerts that fit all of these wake nobody. What still fires afterwards is raised.')}</p>
      {matchers.map((matcher, index) => (
        <MatcherFields
          key={index}
          matcher={matcher}
          onChange={(next) => set(index, next)}
          onRemove={matchers.length > 1 ? () => setMatchers(matchers.toSpliced(index, 1)) : undefined}
        />
      ))}
      <Button
        size="small"
        kind="quiet"
        icon={<Plus aria-hidden />}
        why={matchers.length >= MATCHERS_MAX ? i18n.t('At most {max} at once.', { max: MATCHERS_MAX }) : null}
        onClick={() => setMatchers([...matchers, { field: 'label', name: '', value: '' }])}
      >
        {i18n.t('And also')}
      </Button>
      <RadioGroup
        bar
        label={i18n.t('For how long')}
        value={length}
        onChange={setLength}
        options={[
          { value: 'hour', label: i18n.t('1 hour') },
          { value: 'four', label: i18n.t('4 hours') },
          { value: 'day', label: i18n.t('1 day') },
          { value: 'week', label: i18n.t('1 week') },
        ]}
      />
      <TextArea label={i18n.t('Why')} value={comment} onChange={setComment} rows={2} />
    </FormDialog>
  )
}

interface MatcherFieldsProps {
  readonly matcher: Matcher
  readonly onChange: (next: Partial<Matcher>) => void
  readonly onRemove: (() => void) | undefined
}

function MatcherFields({ matcher: { field, name = '', operator = 'is', value }, onChange, onRemove }: MatcherFieldsProps) {
  const fields = WRITTEN.some((one) => one === field) ? WRITTEN : [...WRITTEN, field]
  const words: Readonly<Record<string, string>> = {
    rule: i18n.t('Rule'),
    severity: i18n.t('Severity'),
    label: i18n.t('Label'),
    environment: i18n.t('Environment'),
    application: i18n.t('Application'),
    component: i18n.t('Component'),
  }
  return (
    <div className={styles['matcher']}>
      <NativeSelect
        label={i18n.t('What')}
        value={field}
        onChange={(next) => onChange({ field: next as Matcher['field'], name: '', value: '' })}
        options={fields.map((one) => ({ value: one, label: words[one] ?? one }))}
      />
      {field === 'label' ? <TextField label={i18n.t('Name')} value={name} onChange={(next) => onChange({ name: next })} /> : null}
      <NativeSelect
        label={i18n.t('How')}
        value={operator}
        onChange={(next) => onChange({ operator: next as NonNullable<Matcher['operator']> })}
        options={OPERATORS.map((one) => ({ value: one, label: operatorWords(one) }))}
      />
      <TextField label={i18n.t('Value')} value={value} onChange={(next) => onChange({ value: next })} />
      {onRemove ? <IconButton plain label={i18n.t('Remove')} icon={<X aria-hidden />} onClick={onRemove} /> : null}
    </div>
  )
}

/** What tells an alert apart: its rule, its environment and its labels. */
function matchersOf({ rule, environmentId, labels }: Alert): readonly Matcher[] {
  const own = Object.entries(labels).map(([name, value]): Matcher => ({ field: 'label', name, value }))
  return [{ field: 'rule', value: rule.key } as const, { field: 'environment', value: environmentId } as const, ...own].slice(
    0,
    MATCHERS_MAX,
  )
}
