/** The files of a record: chosen, dropped anywhere on the card, or pasted; looked at, saved, deleted and brought back. */
import { useState } from 'react'
import { Files } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { RadioGroup } from '#design/choice/choice.tsx'
import { cx } from '#design/class-names.ts'
import { usePages, useRead } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { useAttachments, type Attachment, type Audience } from './client.ts'
import { ChooseButton } from './choose-button.tsx'
import { FileRow } from './file-row.tsx'
import { PreviewDialog } from './preview-dialog.tsx'
import { UploadList } from './upload-list.tsx'
import { useFilesGiven } from './use-files-given.ts'
import { useRecordUploads } from './use-uploads.ts'
import styles from './files.module.css'

export function FilesCard({ record }: { readonly record: string }) {
  const whyNot = useWhyNot()
  if (whyNot('attachments.attachments.read') !== null) return null
  return <OpenCard key={record} record={record} why={whyNot('attachments.attachments.write')} />
}

function OpenCard({ record, why }: { readonly record: string; readonly why: string | null }) {
  const room = useRead(useAttachments(), 'readRoom', { query: { record } }, { enabled: why === null })
  const [chosen, choose] = useState<Audience>()
  const [looking, look] = useState<Attachment>()
  const [uploads, list] = useRecordUploads(record)
  const audiences = room.data?.audiences ?? []
  const audience = chosen ?? audiences[0]
  const whyFull = room.data && room.data.count >= room.data.countMax ? i18n.t('This record has as many files as it can have.') : null
  const add = (files: readonly File[]) => (audience ? uploads.add(files, audience) : undefined)
  const { isOver, ...given } = useFilesGiven(why === null && whyFull === null ? add : undefined)
  return (
    <div {...given} className={cx(styles['area'], isOver && styles['over'])}>
      <Card
        title={i18n.t('Files')}
        flush
        actions={
          <>
            {audiences.length > 1 ? (
              <RadioGroup
                bar
                hideLabel
                label={i18n.t('Who sees new files')}
                value={audience ?? 'internal'}
                onChange={choose}
                options={[
                  { value: 'internal', label: i18n.t('Team only') },
                  { value: 'client', label: i18n.t('Client too') },
                ]}
              />
            ) : null}
            <ChooseButton label={i18n.t('Add files')} why={why ?? whyFull} onFiles={add} />
          </>
        }
      >
        <UploadList uploads={uploads} list={list} />
        <FileList record={record} isQuiet={list.length > 0} mayAdd={why === null} audiences={audiences} onLook={look} />
        {why === null ? <DeletedFiles record={record} /> : null}
      </Card>
      {isOver ? <p className={styles['drop']}>{i18n.t('Drop them to add them to this record.')}</p> : null}
      {looking ? <PreviewDialog attachment={looking} onClose={() => look(undefined)} /> : null}
    </div>
  )
}

interface FileListProps {
  readonly record: string
  /** Whether something else stands in the card, so that an empty list needs no words. */
  readonly isQuiet: boolean
  readonly mayAdd: boolean
  readonly audiences: readonly Audience[]
  readonly onLook: (attachment: Attachment) => void
}

function FileList({ record, isQuiet, mayAdd, audiences, onLook }: FileListProps) {
  const files = usePages(useAttachments(), 'listAttachments', { query: { record } })
  const { rows, error } = files
  if (error && !rows) return <ErrorState problem={error} retry={files.refetch} compact />
  if (!rows) return <SkeletonRows rows={2} />
  if (rows.length === 0 && isQuiet) return null
  if (rows.length === 0) {
    return (
      <EmptyState compact icon={<Files aria-hidden />} title={i18n.t('No files yet.')}>
        {mayAdd ? i18n.t('Drop files here, paste a picture, or choose some.') : null}
      </EmptyState>
    )
  }
  return (
    <>
      <ul aria-label={i18n.t('Files')} className={styles['list']}>
        {rows.map((attachment) => (
          <FileRow key={attachment.id} attachment={attachment} audiences={audiences} onLook={() => onLook(attachment)} />
        ))}
      </ul>
      {files.more ? (
        <Button kind="quiet" size="small" pending={files.loadingMore} onClick={files.loadMore}>
          {i18n.t('Show more')}
        </Button>
      ) : null}
    </>
  )
}

/** Asked for only when somebody looks for them. */
function DeletedFiles({ record }: { readonly record: string }) {
  const [isOpen, open] = useState(false)
  const { data, error, refetch } = useRead(
    useAttachments(),
    'listAttachments',
    { query: { record, state: 'deleted' } },
    { enabled: isOpen },
  )
  return (
    <div className={styles['deleted']}>
      <Button size="small" kind="quiet" aria-expanded={isOpen} onClick={() => open(!isOpen)}>
        {isOpen ? i18n.t('Hide deleted files') : i18n.t('Show deleted files')}
      </Button>
      {isOpen && error ? <ErrorState problem={error} retry={() => void refetch()} compact /> : null}
      {isOpen && data?.items.length === 0 ? <p className={styles['note']}>{i18n.t('None that you could bring back.')}</p> : null}
      {isOpen && data && data.items.length > 0 ? (
        <ul aria-label={i18n.t('Deleted files')} className={styles['list']}>
          {data.items.map((attachment) => (
            <FileRow key={attachment.id} attachment={attachment} audiences={[]} onLook={() => undefined} />
          ))}
        </ul>
      ) : null}
    </div>
  )
}
