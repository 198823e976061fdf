/** Making the recovery key: shown once, closed only when somebody says that it is kept. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Checkbox } from '#design/choice/choice.tsx'
import { CopyField } from '#design/copy-field/copy-field.tsx'
import { FormLayout, Row } from '#design/layouts/layouts.tsx'
import { Dialog } from '#design/overlay/dialog.tsx'
import { useWrite } from '#design/session/client.ts'
import { FormProblem } from '#design/states/states.tsx'
import { useBackups } from './client.ts'

interface RecoveryKeyDialogProps {
  /** There is one already, which stays the one for earlier backups. */
  readonly replaces: boolean
  readonly onClose: () => void
}

export function RecoveryKeyDialog({ replaces, onClose }: RecoveryKeyDialogProps) {
  const backups = useBackups()
  const [made, setMade] = useState<string | null>(null)
  const [kept, setKept] = useState(false)
  const make = useWrite(() => backups.call('makeRecoveryKey', {}), { touches: ['backup', 'records'] })
  const begin = () =>
    void make.runAsync(undefined).then(
      ({ recoveryKey }) => setMade(recoveryKey),
      () => undefined,
    ) // The form shows the problem.
  return (
    <Dialog title={i18n.t('Recovery key')} open onClose={made && !kept ? () => undefined : onClose}>
      <FormLayout
        label={i18n.t('Recovery key')}
        onSubmit={made ? onClose : begin}
        actions={
          <Row>
            <Button
              type="submit"
              kind="primary"
              pending={make.pending}
              why={made && !kept ? i18n.t('First keep the key: it is not shown again.') : null}
            >
              {made ? i18n.t('Done') : i18n.t('Make the key')}
            </Button>
            {made ? null : <Button onClick={onClose}>{i18n.t('Cancel')}</Button>}
          </Row>
        }
      >
        {made ? (
          <>
            <CopyField label={i18n.t('Recovery key')} value={made} />
            <Checkbox
              label={i18n.t('I have printed it or put it into a safe place that is not this machine')}
              checked={kept}
              onChange={setKept}
            />
          </>
        ) : (
          <p>
            {replaces
              ? i18n.t('Backups from now on are opened by the new key; keep the earlier one for the earlier backups.')
              : i18n.t('The key is shown once. Whoever has it and a backup can read everything in it.')}
          </p>
        )}
        <FormProblem problem={make.problem} />
      </FormLayout>
    </Dialog>
  )
}
