/** Proving an address: digits were sent and are typed in, or a bot is started by a link. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { OutwardLink } from '#design/link/link.tsx'
import { Dialog } from '#design/overlay/dialog.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { useWrite } from '#design/session/client.ts'
import { FormProblem } from '#design/states/states.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { type Address, useChannels } from './client.ts'
import { channelWords } from './words.ts'
import styles from './channels.module.css'

export function ProveDialog({ address, onClose }: { readonly address: Address; readonly onClose: () => void }) {
  const channels = useChannels()
  const [startUrl, setStartUrl] = useState<string | null | undefined>(undefined)
  const send = useWrite(() => channels.call('sendCode', { params: { id: address.id } }), {
    touches: [],
    done: (answer) => setStartUrl(answer.startUrl),
  })
  if (startUrl === null) return <CodeDialog address={address} onClose={onClose} />
  const channel = channelWords(address.channel)
  return (
    <Dialog title={i18n.t('Prove {channel}', { channel })} open onClose={onClose} size="small">
      <div className={styles['stack']}>
        {startUrl === undefined ? (
          <>
            <p>{i18n.t('So that nobody else is woken: prove that this is yours.')}</p>
            <Button kind="primary" pending={send.pending} onClick={() => send.run(undefined)}>
              {address.channel === 'telegram' ? i18n.t('Make a link') : i18n.t('Send me six digits')}
            </Button>
          </>
        ) : (
          <>
            <p>{i18n.t('Open this on your telephone and press “Start”. The link counts for 15 minutes.')}</p>
            <OutwardLink href={startUrl}>{startUrl}</OutwardLink>
          </>
        )}
        <FormProblem problem={send.problem} />
      </div>
    </Dialog>
  )
}

function CodeDialog({ address: { id }, onClose }: { readonly address: Address; readonly onClose: () => void }) {
  const channels = useChannels()
  const toast = useToast()
  const [code, setCode] = useState('')
  const prove = useWrite(() => channels.call('proveAddress', { params: { id }, body: { code } }), {
    touches: ['channels'],
    done: () => {
      onClose()
      toast({ words: i18n.t('Proved. You are reached here from now on.') })
    },
  })
  return (
    <FormDialog title={i18n.t('Type in the digits')} verb={i18n.t('Prove')} save={prove} size="small" onClose={onClose}>
      <TextField
        label={i18n.t('Six digits')}
        mono
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        onChange={setCode}
        hint={i18n.t('They count for 15 minutes.')}
      />
    </FormDialog>
  )
}
