/** Setting up who sends a channel, or ending it. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Checkbox } from '#design/choice/choice.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Select } from '#design/select/select.tsx'
import { useWrite } from '#design/session/client.ts'
import { useToast } from '#design/toast/toast.tsx'
import { SECRET_FIELDS } from '../domain/providers.ts'
import { type Provider, useChannels } from './client.ts'
import { Fields, filledIn } from './fields.tsx'
import { channelWords, providerFields } from './words.ts'

const KINDS = ['twilio', 'http'] as const

export function ProviderDialog({ provider, onClose }: { readonly provider: Provider; readonly onClose: () => void }) {
  const { channel, settings, version } = provider
  const channels = useChannels()
  const toast = useToast()
  const hasKinds = channel === 'sms' || channel === 'voice'
  const [kind, setKind] = useState(textsOf(settings)['kind'] ?? 'twilio')
  const [values, setValues] = useState(() => textsOf(settings))
  const [privateAllowed, setPrivateAllowed] = useState(provider.privateAllowed)
  const fields = providerFields(channel, kind)
  const body = { values: { ...filledIn(fields, values), ...(hasKinds ? { kind } : {}) }, privateAllowed }
  const done = { touches: ['channels'], done: onClose }
  const save = useWrite(() => channels.call('setProvider', { params: { channel }, body }, { ifMatch: version }), done)
  const remove = useWrite(() => channels.call('removeProvider', { params: { channel } }), {
    ...done,
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  return (
    <FormDialog
      title={channelWords(channel)}
      verb={i18n.t('Save')}
      save={save}
      onClose={onClose}
      more={
        settings ? (
          <Button kind="danger" pending={remove.pending} onClick={() => remove.run(undefined)}>
            {i18n.t('Stop sending')}
          </Button>
        ) : null
      }
    >
      {hasKinds ? (
        <Select
          label={i18n.t('By')}
          value={kind}
          onChange={setKind}
          options={KINDS.map((value) => ({ value, label: value === 'twilio' ? 'Twilio' : i18n.t('Another provider (HTTP)') }))}
        />
      ) : null}
      <Fields
        fields={fields}
        values={values}
        onChange={setValues}
        kept={settings ? (SECRET_FIELDS[channel] ?? []) : []}
        fault={(name) => save.problem?.of(`values.${name}`)}
      />
      {kind === 'http' || channel === 'ntfy' ? (
        <Checkbox
          label={i18n.t('It stands in our own network')}
          hint={i18n.t('Without this Pitcrew only connects to public addresses.')}
          checked={privateAllowed}
          onChange={setPrivateAllowed}
        />
      ) : null}
    </FormDialog>
  )
}

/** Settings are texts throughout. */
const textsOf = (settings: Provider['settings']): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(settings ?? {}).map(([name, value]) => [name, String(value)]))
