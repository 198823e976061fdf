/** What is asked before a target is approved or deleted. */
import { i18n } from '@lingui/core'
import { ConfirmDialog } from '#design/overlay/dialog.tsx'
import { useWrite } from '#design/session/client.ts'
import { useToast } from '#design/toast/toast.tsx'
import { type Target, TOUCHES, useScraping } from './client.ts'

interface ConfirmationProps {
  readonly target: Target
  readonly onClose: () => void
}

/** Approves that the target lies in a private network, or ends that. */
export function ApproveDialog({ target: { id, name, url, version, privateAllowed }, onClose }: ConfirmationProps) {
  const scraping = useScraping()
  const toast = useToast()
  const body = { privateAllowed: !privateAllowed }
  const set = useWrite(() => scraping.call('setTargetApproval', { params: { id }, body }, { ifMatch: version }), {
    touches: TOUCHES,
    done: onClose,
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  const place = new URL(url).host
  return (
    <ConfirmDialog
      title={privateAllowed ? i18n.t('End the approval of {name}?', { name }) : i18n.t('Approve {name}?', { name })}
      open
      onClose={onClose}
      onConfirm={() => set.run(undefined)}
      verb={privateAllowed ? i18n.t('End the approval') : i18n.t('Approve')}
      pending={set.pending}
    >
      {privateAllowed
        ? i18n.t('{place} is asked from now on only if it has a public address.', { place })
        : i18n.t('Pitcrew may then ask {place} although it lies in a private network. Nothing else there is approved.', { place })}
    </ConfirmDialog>
  )
}

export function DeleteDialog({ target: { id, name }, onClose }: ConfirmationProps) {
  const scraping = useScraping()
  const toast = useToast()
  const remove = useWrite(() => scraping.call('deleteTarget', { params: { id } }), {
    touches: TOUCHES,
    done: () => {
      onClose()
      toast({ words: i18n.t('{name} is scraped no more.', { name }) })
    },
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  return (
    <ConfirmDialog
      title={i18n.t('Delete {name}?', { name })}
      open
      onClose={onClose}
      onConfirm={() => remove.run(undefined)}
      verb={i18n.t('Delete')}
      pending={remove.pending}
    >
      {i18n.t('It is scraped no more, and its secret is gone. What was scraped is kept.')}
    </ConfirmDialog>
  )
}
