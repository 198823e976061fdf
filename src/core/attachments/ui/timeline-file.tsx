/** A file where the timeline tells that it was added. */
import { useState } from 'react'
import { useRead } from '#design/session/client.ts'
import { figure } from '#design/time/format.ts'
import { useAttachments } from './client.ts'
import { FileName } from './file-row.tsx'
import { KindIcon } from './kind-icon.tsx'
import { PreviewDialog } from './preview-dialog.tsx'
import styles from './files.module.css'

/** The newest of the record, which the card shows as well; older ones are read one by one. Nothing for those that are gone. */
export function TimelineFile({ record, attachment: id }: { readonly record: string; readonly attachment: string }) {
  const attachments = useAttachments()
  const [isOpen, open] = useState(false)
  const newest = useRead(attachments, 'listAttachments', { query: { record } })
  const listed = newest.data?.items.find((one) => one.id === id)
  const single = useRead(attachments, 'readAttachment', { params: { id } }, { enabled: newest.data !== undefined && !listed })
  const found = listed ?? (single.error ? undefined : single.data)
  if (!found) return null
  return (
    <div className={styles['told']}>
      <KindIcon mediaType={found.mediaType} />
      <FileName attachment={found} onLook={() => open(true)} />
      <span className={styles['note']}>{figure(found.bytes, 'bytes')}</span>
      {isOpen ? <PreviewDialog attachment={found} onClose={() => open(false)} /> : null}
    </div>
  )
}
