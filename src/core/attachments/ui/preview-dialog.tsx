/** Looks at a file without saving it: pictures, texts and PDF documents. Nothing else is shown, and nothing in a file runs. */
import { useEffect, useState } from 'react'
import { Download } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Dialog } from '#design/overlay/dialog.tsx'
import type { Problem } from '#design/session/client.ts'
import { Skeleton } from '#design/skeleton/skeleton.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { figure } from '#design/time/format.ts'
import { contentPath, useAttachments, type Attachment } from './client.ts'
import { readBeginning, TEXT_BYTES_MAX, type Beginning } from './beginning.ts'
import styles from './files.module.css'

export function PreviewDialog({ attachment, onClose }: { readonly attachment: Attachment; readonly onClose: () => void }) {
  const { id, name, bytes, preview } = attachment
  return (
    <Dialog title={name} open onClose={onClose} size="full">
      <div className={styles['preview']}>
        {preview === 'picture' ? <Picture attachment={attachment} /> : null}
        {preview === 'text' ? <Text attachment={attachment} /> : null}
        {preview === 'pdf' ? <Pdf attachment={attachment} /> : null}
        <a href={contentPath(id)} download={name} className={styles['saveWords']}>
          <Download aria-hidden /> {i18n.t('Save ({size})', { size: figure(bytes, 'bytes') })}
        </a>
      </div>
    </Dialog>
  )
}

function Picture({ attachment: { id, name } }: { readonly attachment: Attachment }) {
  const [isBroken, setBroken] = useState(false)
  if (isBroken)
    return <p className={styles['note']}>{i18n.t('This picture cannot be shown. Save it to look at it with a program of yours.')}</p>
  return <img src={contentPath(id)} alt={name} className={styles['picture']} onError={() => setBroken(true)} />
}

function Text({ attachment }: { readonly attachment: Attachment }) {
  const { found, problem } = useContent(attachment, readBeginning)
  if (problem) return <ErrorState problem={problem} compact />
  if (!found) return <Skeleton height={240} />
  return (
    <>
      {found.isWhole ? null : (
        <p className={styles['note']}>{i18n.t('The first {size} of it.', { size: figure(TEXT_BYTES_MAX, 'bytes') })}</p>
      )}
      {/* Scrolled with the keyboard. */}
      <pre tabIndex={0} aria-label={attachment.name} className={styles['text']}>
        {found.text}
      </pre>
    </>
  )
}

/** By the browser's own viewer, which keeps documents away from the page; phones have none. */
function Pdf({ attachment }: { readonly attachment: Attachment }) {
  const { found, problem } = useContent(attachment, documentOf)
  if (problem) return <ErrorState problem={problem} compact />
  return found ? <Document name={attachment.name} found={found} /> : <Skeleton height={240} />
}

function Document({ name, found }: { readonly name: string; readonly found: Blob }) {
  const [address] = useState(() => URL.createObjectURL(found))
  useEffect(() => () => URL.revokeObjectURL(address), [address])
  return (
    <object data={address} type="application/pdf" aria-label={name} className={styles['document']}>
      <p className={styles['note']}>{i18n.t('This browser shows no PDF documents. Save it to read it.')}</p>
    </object>
  )
}

const documentOf = async (answer: Response): Promise<Blob> => new Blob([await answer.arrayBuffer()], { type: 'application/pdf' })

/** Fetched anew each time: what somebody brought in does not stay in the page. */
function useContent<T extends Beginning | Blob>({ id }: Attachment, read: (answer: Response) => Promise<T>) {
  const attachments = useAttachments()
  const [state, setState] = useState<{ readonly found?: T; readonly problem?: Problem | Error }>({})
  useEffect(() => {
    const stop = new AbortController()
    attachments
      .call('readContent', { params: { id } }, { signal: stop.signal })
      .then(read)
      .then((found) => setState({ found }))
      .catch((problem: Error) => (stop.signal.aborted ? undefined : setState({ problem })))
    return () => stop.abort()
  }, [attachments, id, read])
  return state
}
