/** Files in the box for comments: added to the record, and named in the text where the caret stands. */
import { useEffect, useImperativeHandle } from 'react'
import { i18n } from '@lingui/core'
import type { Slots } from '#design/navigation/slots.tsx'
import { useWhyNot } from '#design/session/session.ts'
import { contentPath, useAttachments, type Attachment } from './client.ts'
import { ChooseButton } from './choose-button.tsx'
import { UploadList } from './upload-list.tsx'
import { useOwnUploads } from './use-uploads.ts'
import styles from './files.module.css'

const NAMED = /\/api\/pitcrew\/v1\/attachments\/(fil_[0-9a-z]{26})\/content/g

export function CommentFiles({ record, audience, handle, onText, onBusy }: Slots['comment.files']) {
  const attachments = useAttachments()
  const why = useWhyNot()('attachments.attachments.write')
  const [uploads, list] = useOwnUploads(record, (stored) => onText(markdownOf(stored)))
  const isBusy = list.some(({ state }) => state !== 'failed')
  useEffect(() => onBusy(isBusy), [isBusy, onBusy])
  useImperativeHandle(handle, () => ({
    add: (files) => (why === null ? uploads.add(files, audience) : undefined),
    show: async (text) => {
      for (const id of new Set([...text.matchAll(NAMED)].map(([, named]) => named ?? ''))) {
        const { mayChange, audience: own, version } = await attachments.call('readAttachment', { params: { id } })
        if (mayChange && own === 'internal') {
          await attachments.call('changeAttachment', { params: { id }, body: { audience: 'client' } }, { ifMatch: version })
        }
      }
    },
  }))
  if (why !== null) return null
  return (
    <div className={styles['inComment']}>
      <ChooseButton label={i18n.t('Attach files')} why={null} onFiles={(files) => uploads.add(files, audience)} />
      <UploadList uploads={uploads} list={list} />
    </div>
  )
}

/** Brackets in a name would end it. */
function markdownOf({ id, name, preview }: Attachment): string {
  const words = name.replaceAll(/[[\]\\]/g, String.raw`\$&`)
  return `${preview === 'picture' ? '!' : ''}[${words}](${contentPath(id)})`
}
