/** The authenticator app: scanned, confirmed with a first code, removed. */
import { lazy, Suspense, useState } from 'react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { CopyField } from '#design/copy-field/copy-field.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { Row } from '#design/layouts/layouts.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { useWrite } from '#design/session/client.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import type { AnswerOf } from '#kit/contract.ts'
import type { securityContract } from '../../contract/security.ts'
import { useIdentity } from '../client.ts'
import type { FactorCardProps } from './passkeys-card.tsx'
import styles from './security.module.css'

const ConfirmDialog = lazy(() => import('#design/overlay/dialog.tsx').then((module) => ({ default: module.ConfirmDialog })))

type NewApp = AnswerOf<(typeof securityContract)['beginTotp']>

export function AppCard({ since, onCodes }: FactorCardProps & { readonly since: string | null }) {
  const identity = useIdentity()
  const toast = useToast()
  const [begun, setBegun] = useState<NewApp | null>(null)
  const [removing, setRemoving] = useState(false)
  const failed = (problem: Error) => toast({ words: problem.message, tone: 'failed' })
  const begin = useWrite(() => identity.call('beginTotp', {}), { touches: [], done: setBegun, failed })
  const remove = useWrite(() => identity.call('removeTotp', {}), {
    touches: ['identity'],
    done: () => {
      setRemoving(false)
      toast({ words: i18n.t('Your authenticator app is removed.') })
    },
    failed: (problem) => {
      setRemoving(false)
      failed(problem)
    },
  })
  const action = since ? (
    <Button size="small" onClick={() => setRemoving(true)}>
      {i18n.t('Remove')}
    </Button>
  ) : (
    <Button size="small" pending={begin.pending} onClick={() => begin.run(undefined)}>
      {i18n.t('Set up')}
    </Button>
  )
  return (
    <Card
      title={i18n.t('Authenticator app')}
      note={i18n.t('Six digits from an app on your phone, asked for after your password.')}
      actions={action}
    >
      {since ? (
        <Row>
          <StateLabel tone="good">{i18n.t('Set up')}</StateLabel>
          <RelativeTime at={since} />
        </Row>
      ) : (
        <StateLabel tone="off">{i18n.t('Not set up')}</StateLabel>
      )}
      {begun ? <ConfirmApp app={begun} onClose={() => setBegun(null)} onCodes={onCodes} /> : null}
      <Suspense fallback={null}>
        {removing ? (
          <ConfirmDialog
            title={i18n.t('Remove your authenticator app?')}
            open
            onClose={() => setRemoving(false)}
            onConfirm={() => remove.run(undefined)}
            verb={i18n.t('Remove')}
            pending={remove.pending}
          >
            {i18n.t('Its codes no longer work. Without another second factor your password alone opens your account.')}
          </ConfirmDialog>
        ) : null}
      </Suspense>
    </Card>
  )
}

function ConfirmApp({ app, onClose, onCodes }: FactorCardProps & { readonly app: NewApp; readonly onClose: () => void }) {
  const identity = useIdentity()
  const toast = useToast()
  const [code, setCode] = useState('')
  const confirm = useWrite(() => identity.call('confirmTotp', { body: { code } }), {
    touches: ['identity'],
    done: ({ recoveryCodes }) => {
      onClose()
      if (recoveryCodes) onCodes(recoveryCodes)
      else toast({ words: i18n.t('Your authenticator app is set up.') })
    },
  })
  return (
    <FormDialog
      title={i18n.t('Set up an authenticator app')}
      onClose={onClose}
      verb={i18n.t('Finish')}
      save={confirm}
      why={code ? null : i18n.t('Type the first code of the app.')}
    >
      <p>{i18n.t('Scan this with your authenticator app, or type the key into it.')}</p>
      <img className={styles['qr']} src={`data:image/svg+xml;utf8,${encodeURIComponent(app.qrSvg)}`} alt={i18n.t('QR code with the key')} />
      <CopyField label={i18n.t('Key')} value={app.secret} />
      <TextField
        label={i18n.t('First code of the app')}
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
        value={code}
        onChange={setCode}
        fault={confirm.problem?.of('code')}
      />
    </FormDialog>
  )
}
