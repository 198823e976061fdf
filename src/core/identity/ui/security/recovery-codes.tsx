/** Recovery codes: how many are left, making new ones, and the one time at which they are shown. */
import { i18n } from '@lingui/core'
import { Banner } from '#design/banner/banner.tsx'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { FormLayout, Row } from '#design/layouts/layouts.tsx'
import { Dialog } from '#design/overlay/dialog.tsx'
import { useWrite } from '#design/session/client.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { useIdentity } from '../client.ts'
import type { FactorCardProps } from './passkeys-card.tsx'
import styles from './security.module.css'

/** Fewer than these ask for new ones. */
const FEW = 3

export function RecoveryCard({
  codes,
  onCodes,
}: FactorCardProps & { readonly codes: { readonly left: number; readonly madeAt: string } | null }) {
  const identity = useIdentity()
  const toast = useToast()
  const make = useWrite(() => identity.call('makeRecoveryCodes', {}), {
    touches: ['identity'],
    done: ({ recoveryCodes }) => onCodes(recoveryCodes),
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  const left = codes?.left ?? 0
  return (
    <Card
      title={i18n.t('Recovery codes')}
      note={i18n.t('For the day on which your device is gone. Each works once.')}
      actions={
        <Button size="small" pending={make.pending} onClick={() => make.run(undefined)}>
          {i18n.t('Make new codes')}
        </Button>
      }
    >
      <Row>
        <StateLabel tone={left === 0 ? 'major' : left < FEW ? 'minor' : 'good'}>
          {i18n.t('{left, plural, =0 {None left} one {# left} other {# left}}', { left })}
        </StateLabel>
        {codes ? <RelativeTime at={codes.madeAt} /> : null}
      </Row>
    </Card>
  )
}

export function RecoveryCodesDialog({ codes, onClose }: { readonly codes: readonly string[]; readonly onClose: () => void }) {
  const toast = useToast()
  const text = codes.join('\n')
  const copy = () => {
    navigator.clipboard?.writeText(text).then(
      () => toast({ words: i18n.t('Copied') }),
      () => toast({ words: i18n.t('Your browser did not allow copying; select the codes instead.'), tone: 'failed' }),
    )
  }
  return (
    <Dialog title={i18n.t('Your recovery codes')} open onClose={onClose}>
      <FormLayout
        label={i18n.t('Your recovery codes')}
        onSubmit={onClose}
        actions={
          <Row>
            <Button type="submit" kind="primary">
              {i18n.t('I have kept them')}
            </Button>
            <Button onClick={copy}>{i18n.t('Copy all')}</Button>
          </Row>
        }
      >
        <p>
          {i18n.t('Each of these signs you in once when you have no passkey and no app at hand. Print them, or keep them in a safe place.')}
        </p>
        <ul className={styles['codes']}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <Banner tone="warning">{i18n.t('They are shown this one time. Earlier codes no longer work.')}</Banner>
      </FormLayout>
    </Dialog>
  )
}
