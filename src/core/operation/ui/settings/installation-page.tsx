/** The settings of the installation: what each does, its value, where the value comes from, the way back to the default. */
import { useState } from 'react'
import { Undo2 } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Badge } from '#design/badge/badge.tsx'
import { Button, IconButton } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { Switch } from '#design/choice/choice.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { href } from '#design/navigation/screen.ts'
import { useSentence } from '#design/navigation/sentences.ts'
import { SettingsLayout } from '#design/navigation/settings.tsx'
import { Select } from '#design/select/select.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { type Setting, useOperation } from '../client.ts'
import { installationScreen } from '../screens.ts'
import styles from './settings.module.css'

export function InstallationPage() {
  const operation = useOperation()
  const { data, error, refetch } = useRead(operation, 'listSettings', {})
  return (
    <SettingsLayout current={href(installationScreen, {})}>
      <Card flush title={i18n.t('Installation')} note={i18n.t('What is set here takes effect at once, on every node.')}>
        {error && !data ? <ErrorState problem={error} retry={() => void refetch()} compact /> : null}
        {!data && !error ? <SkeletonRows rows={4} /> : null}
        {data?.items.map((one) => (
          <SettingRow key={`${one.key} ${one.version}`} setting={one} />
        ))}
      </Card>
    </SettingsLayout>
  )
}

function SettingRow({ setting }: { readonly setting: Setting }) {
  const operation = useOperation()
  const toast = useToast()
  const why = useWhyNot()('operation.settings.write')
  const tell = useSentence()
  const title = tell({ kind: `setting.${setting.key}`, sentence: setting.title, particulars: {} })
  const save = useWrite(
    (value: string | number | boolean | null) =>
      operation.call('changeSetting', { params: { key: setting.key }, body: { value } }, { ifMatch: setting.version }),
    { touches: ['operation', 'records'], done: () => toast({ words: i18n.t('Saved.') }) },
  )
  return (
    <div className={styles['setting']}>
      <div>
        <p className={styles['name']}>{title}</p>
        <p className={styles['sentence']}>
          {tell({ kind: `setting.${setting.key}.sentence`, sentence: setting.sentence, particulars: {} })}
        </p>
        <p className={styles['source']}>
          {setting.source === 'set' ? <Badge tone="accent">{i18n.t('set here')}</Badge> : <Badge>{i18n.t('default')}</Badge>}
          {setting.changedAt ? <RelativeTime at={setting.changedAt} /> : null}
          {setting.source === 'set' ? i18n.t('Default: {value}', { value: textOf(setting.default) }) : null}
        </p>
      </div>
      <div className={styles['value']}>
        <ValueField
          setting={setting}
          title={title}
          why={why}
          onSave={save.run}
          pending={save.pending}
          fault={save.problem?.of('value') ?? save.problem?.message}
        />
        {setting.source === 'set' ? (
          <IconButton label={i18n.t('Bring the default back')} icon={<Undo2 aria-hidden />} why={why} onClick={() => save.run(null)} />
        ) : null}
      </div>
    </div>
  )
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '')
}

interface ValueFieldProps {
  readonly setting: Setting
  /** In the reader's language. */
  readonly title: string
  readonly why: string | null
  readonly onSave: (value: string | number | boolean) => void
  readonly pending: boolean
  readonly fault: string | undefined
}

/** The field follows the schema of the setting: a switch, a choice, a number, a text. */
function ValueField({ setting, title, why, onSave, pending, fault }: ValueFieldProps) {
  const [typed, setTyped] = useState(textOf(setting.value))
  const { type, enum: choices } = setting.schema
  if (type === 'boolean') return <Switch label={i18n.t('On')} checked={setting.value === true} onChange={onSave} why={why} />
  if (Array.isArray(choices)) {
    return (
      <Select
        label={title}
        hideLabel
        value={typed}
        onChange={onSave}
        options={choices.map((one) => ({ value: String(one), label: String(one) }))}
        fault={fault}
      />
    )
  }
  const numeric = type === 'integer' || type === 'number'
  const changed = typed !== textOf(setting.value)
  return (
    <form
      className={styles['value']}
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault()
        if (!why && changed) onSave(numeric ? Number(typed) : typed)
      }}
    >
      <TextField
        label={title}
        hideLabel
        value={typed}
        onChange={setTyped}
        readOnly={why !== null}
        fault={fault}
        {...(numeric ? { inputMode: 'decimal' as const } : {})}
      />
      {changed ? (
        <Button type="submit" kind="primary" pending={pending}>
          {i18n.t('Save')}
        </Button>
      ) : null}
    </form>
  )
}
