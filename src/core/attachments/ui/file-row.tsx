/** One file: what it is, how large, who added it and when, and what can be done with it. */
import { Download, Ellipsis, Eye, EyeOff, Trash2 } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Badge } from '#design/badge/badge.tsx'
import { Button, IconButton } from '#design/button/button.tsx'
import { Menu } from '#design/overlay/menu.tsx'
import { useWrite } from '#design/session/client.ts'
import { figure } from '#design/time/format.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { contentPath, TOUCHES, useAttachments, type Attachment, type Audience } from './client.ts'
import { KindIcon } from './kind-icon.tsx'
import styles from './files.module.css'

/** Larger pictures are fetched when somebody opens them. */
const THUMBNAIL_BYTES_MAX = 2 * 1024 * 1024

export interface FileRowProps {
  readonly attachment: Attachment
  /** Whom a file on this record can be for. */
  readonly audiences: readonly Audience[]
  readonly onLook: () => void
}

export function FileRow({ attachment, audiences, onLook }: FileRowProps) {
  const { bytes, addedBy, addedAt, deletedAt, audience } = attachment
  const set = useStateOf()
  return (
    <li className={styles['row']}>
      <Thumbnail attachment={attachment} />
      <div className={styles['words']}>
        <FileName attachment={attachment} onLook={onLook} />
        <span className={styles['note']}>
          {figure(bytes, 'bytes')} · {addedBy?.name ?? i18n.t('(erased)')} · <RelativeTime at={deletedAt ?? addedAt} />
        </span>
      </div>
      {audience === 'client' ? <Badge tone="accent">{i18n.t('Client sees this')}</Badge> : null}
      {deletedAt ? (
        <Button size="small" kind="quiet" pending={set.pending} onClick={() => set.run({ attachment, state: 'stored' })}>
          {i18n.t('Bring back')}
        </Button>
      ) : (
        <Actions attachment={attachment} audiences={audiences} onDelete={() => set.run({ attachment, state: 'deleted' })} />
      )}
    </li>
  )
}

/** What can be shown opens here; everything else is saved. */
export function FileName({ attachment, onLook }: { readonly attachment: Attachment; readonly onLook: () => void }) {
  const { id, name, preview, deletedAt } = attachment
  if (deletedAt) return <span className={styles['name']}>{name}</span>
  if (preview) {
    return (
      <button type="button" className={styles['open']} onClick={onLook}>
        {name}
      </button>
    )
  }
  return (
    <a href={contentPath(id)} download={name} className={styles['open']}>
      {name}
    </a>
  )
}

function Thumbnail({ attachment: { id, preview, bytes, mediaType, deletedAt } }: { readonly attachment: Attachment }) {
  const isShown = preview === 'picture' && bytes <= THUMBNAIL_BYTES_MAX && !deletedAt
  return (
    <span className={styles['thumbnail']}>
      {isShown ? <img src={contentPath(id)} alt="" loading="lazy" decoding="async" /> : <KindIcon mediaType={mediaType} />}
    </span>
  )
}

function Actions({ attachment, audiences, onDelete }: Omit<FileRowProps, 'onLook'> & { readonly onDelete: () => void }) {
  const { id, name, audience, mayChange } = attachment
  const show = useAudienceOf()
  const other: Audience = audience === 'client' ? 'internal' : 'client'
  const showing = {
    id: 'audience',
    label: other === 'client' ? i18n.t('Show to the client') : i18n.t('Keep to the team'),
    icon: other === 'client' ? <Eye aria-hidden /> : <EyeOff aria-hidden />,
    run: () => show.run({ attachment, audience: other }),
  }
  return (
    <>
      <a href={contentPath(id)} download={name} className={styles['save']} aria-label={i18n.t('Save {name}', { name })}>
        <Download aria-hidden />
      </a>
      {mayChange ? (
        <Menu
          label={name}
          commands={[
            ...(audiences.includes(other) ? [showing] : []),
            { id: 'delete', label: i18n.t('Delete'), icon: <Trash2 aria-hidden />, danger: true, run: onDelete },
          ]}
        >
          <IconButton plain size="small" label={i18n.t('More on {name}', { name })} icon={<Ellipsis aria-hidden />} />
        </Menu>
      ) : null}
    </>
  )
}

function useStateOf() {
  const attachments = useAttachments()
  const toast = useToast()
  const set = useWrite(
    ({ attachment: { id, version }, state }: { attachment: Attachment; state: 'stored' | 'deleted' }) =>
      attachments.call('setAttachmentState', { params: { id }, body: { state } }, { ifMatch: version }),
    {
      touches: TOUCHES,
      done: (attachment, { state }) =>
        state === 'deleted'
          ? toast({ words: i18n.t('{name} is deleted.', { name: attachment.name }), undo: () => set.run({ attachment, state: 'stored' }) })
          : undefined,
      failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
    },
  )
  return set
}

function useAudienceOf() {
  const attachments = useAttachments()
  const toast = useToast()
  return useWrite(
    ({ attachment: { id, version }, audience }: { attachment: Attachment; audience: Audience }) =>
      attachments.call('changeAttachment', { params: { id }, body: { audience } }, { ifMatch: version }),
    { touches: TOUCHES, failed: (problem) => toast({ words: problem.message, tone: 'failed' }) },
  )
}
