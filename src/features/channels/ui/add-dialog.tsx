/** A new way to be reached: which channel, and where it leads. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Checkbox } from '#design/choice/choice.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Select } from '#design/select/select.tsx'
import { useWrite } from '#design/session/client.ts'
import { type Address, type ChannelName, type Offer, useChannels } from './client.ts'
import { Fields, filledIn } from './fields.tsx'
import { subscribeHere } from './push.ts'
import { channelWords, PRIVATE_CHANNELS, targetFields } from './words.ts'

export interface AddDialogProps {
  readonly offers: readonly Offer[]
  /** With it this browser subscribes; null: the address is the installation's. */
  readonly pushKey: string | null
  readonly onClose: () => void
  readonly onAdded: (address: Address) => void
}

export function AddDialog({ offers, pushKey, onClose, onAdded }: AddDialogProps) {
  const channels = useChannels()
  const isTeams = pushKey === null
  const [channel, setChannel] = useState<ChannelName>(offers.find(({ isReady }) => isReady)?.channel ?? 'email')
  const [label, setLabel] = useState('')
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const [privateAllowed, setPrivateAllowed] = useState(false)
  const fields = targetFields(channel, isTeams)
  const add = useWrite(
    async () => {
      const target = channel === 'web_push' && pushKey !== null ? await subscribeHere(pushKey) : filledIn(fields, values)
      if (isTeams) return channels.call('addTeamAddress', { body: { channel, label, target, privateAllowed } })
      return channels.call('addAddress', { body: { channel, label, target } })
    },
    { touches: ['channels'], done: onAdded },
  )
  const isReady = offers.find((offer) => offer.channel === channel)?.isReady ?? false
  const why = isReady ? null : i18n.t('An owner must set up first who sends this, in the settings.')
  return (
    <FormDialog
      title={isTeams ? i18n.t('Add a channel') : i18n.t('Add a way to reach me')}
      verb={i18n.t('Add')}
      save={add}
      why={why}
      onClose={onClose}
    >
      <Select
        label={i18n.t('Channel')}
        value={channel}
        onChange={setChannel}
        options={offers.map((offer) => ({ value: offer.channel, label: channelWords(offer.channel) }))}
      />
      <TextField label={i18n.t('Called')} optional={!isTeams} value={label} onChange={setLabel} fault={add.problem?.of('label')} />
      <Fields fields={fields} values={values} onChange={setValues} />
      {isTeams && PRIVATE_CHANNELS.has(channel) ? (
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
