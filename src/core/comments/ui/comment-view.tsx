/** One comment where it stands in the timeline. */
import { useState } from 'react'
import { Ellipsis, History, Pencil, Trash2 } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Badge } from '#design/badge/badge.tsx'
import { Button, IconButton } from '#design/button/button.tsx'
import { Markdown } from '#design/markdown/markdown.tsx'
import { withNames } from '#design/markdown/names.ts'
import { Dialog } from '#design/overlay/dialog.tsx'
import { Menu } from '#design/overlay/menu.tsx'
import { usePages, useRead, useWrite } from '#design/session/client.ts'
import { Skeleton, SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { ErrorState, FormProblem } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { type Comment, SHOWN_FIRST, TOUCHES, useComments } from './client.ts'
import { CommentBox, type Draft } from './comment-box.tsx'
import { toStored } from './mentions.ts'
import { useCommentFiles } from './use-comment-files.tsx'
import styles from './comments.module.css'

export function CommentView({ record, comment: id }: { readonly record: string; readonly comment: string }) {
  const comment = useComment(record, id)
  const [editing, setEditing] = useState(false)
  const [looking, setLooking] = useState(false)
  const remove = useStateOf()
  if (comment === null) return null
  if (comment === undefined) return <Skeleton height={40} />
  if (comment.deletedAt) {
    return (
      <div className={styles['gone']}>
        {i18n.t('This comment was deleted.')}
        {comment.mayDelete ? (
          <Button size="small" kind="quiet" pending={remove.pending} onClick={() => remove.run({ comment, state: 'posted' })}>
            {i18n.t('Bring back')}
          </Button>
        ) : null}
      </div>
    )
  }
  if (editing) return <Editing comment={comment} onDone={() => setEditing(false)} />
  return (
    <article className={styles['comment']} aria-label={i18n.t('Comment by {name}', { name: comment.author?.name ?? i18n.t('(erased)') })}>
      <div className={styles['said']}>
        {comment.text === '' ? <p className={styles['note']}>{i18n.t('The words of this comment were erased.')}</p> : null}
        <Markdown text={comment.text} people={comment.mentions} records={comment.cards} />
      </div>
      <div className={styles['marks']}>
        {comment.audience === 'client' ? <Badge tone="accent">{i18n.t('Client sees this')}</Badge> : null}
        {comment.editedAt ? (
          <button type="button" className={styles['edited']} onClick={() => setLooking(true)}>
            {i18n.t('edited')} <RelativeTime at={comment.editedAt} />
          </button>
        ) : null}
        {comment.mayEdit || comment.mayDelete ? (
          <Menu
            label={i18n.t('Comment')}
            commands={[
              ...(comment.mayEdit
                ? [{ id: 'edit', label: i18n.t('Edit'), icon: <Pencil aria-hidden />, run: () => setEditing(true) }]
                : []),
              ...(comment.editedAt
                ? [{ id: 'history', label: i18n.t('Show what it said before'), icon: <History aria-hidden />, run: () => setLooking(true) }]
                : []),
              ...(comment.mayDelete
                ? [
                    {
                      id: 'delete',
                      label: i18n.t('Delete'),
                      icon: <Trash2 aria-hidden />,
                      danger: true,
                      run: () => remove.run({ comment, state: 'deleted' }),
                    },
                  ]
                : []),
            ]}
          >
            <IconButton plain size="small" label={i18n.t('More on this comment')} icon={<Ellipsis aria-hidden />} />
          </Menu>
        ) : null}
      </div>
      {looking ? <Versions comment={comment} onClose={() => setLooking(false)} /> : null}
    </article>
  )
}

/** From the newest comments of the record, which all views share; older ones are read one by one. Null: not there for this reader. */
function useComment(record: string, id: string): Comment | null | undefined {
  const comments = useComments()
  const newest = useRead(comments, 'listComments', { query: { record, limit: SHOWN_FIRST } })
  const found = newest.data?.items.find((one) => one.id === id)
  const single = useRead(comments, 'readComment', { params: { id } }, { enabled: newest.data !== undefined && !found })
  return found ?? single.data ?? (newest.error || single.error ? null : undefined)
}

function useStateOf() {
  const comments = useComments()
  const toast = useToast()
  const set = useWrite(
    ({ comment, state }: { comment: Comment; state: 'posted' | 'deleted' }) =>
      comments.call('setCommentState', { params: { id: comment.id }, body: { state } }, { ifMatch: comment.version }),
    {
      touches: TOUCHES,
      done: (comment, { state }) =>
        state === 'deleted'
          ? toast({ words: i18n.t('The comment is deleted.'), undo: () => set.run({ comment, state: 'posted' }) })
          : undefined,
      failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
    },
  )
  return set
}

function Editing({ comment, onDone }: { readonly comment: Comment; readonly onDone: () => void }) {
  const comments = useComments()
  const [draft, setDraft] = useState<Draft>({ text: withNames(comment.text, comment.mentions), picked: comment.mentions })
  const files = useCommentFiles(comment)
  const text = toStored(draft.text, draft.picked)
  const save = useWrite(
    async () => {
      await files.show(text)
      return comments.call('editComment', { params: { id: comment.id }, body: { text } }, { ifMatch: comment.version })
    },
    { touches: TOUCHES, done: onDone },
  )
  const isEmpty = draft.text.trim() === ''
  const why = files.why ?? (isEmpty ? i18n.t('Write something, or delete the comment.') : null)
  const submit = () => (why ? undefined : save.run(undefined))
  return (
    <div className={styles['composer']}>
      <CommentBox
        autoFocus
        label={i18n.t('Edit comment')}
        record={comment.record}
        audience={comment.audience}
        draft={draft}
        onChange={setDraft}
        onSend={submit}
        onLeave={onDone}
        fault={save.problem?.of('text')}
        {...files.given}
      />
      {save.problem?.of('text') ? null : <FormProblem problem={save.problem} />}
      <div className={styles['foot']}>
        <div className={styles['files']}>{files.slot}</div>
        <Button size="small" onClick={onDone}>
          {i18n.t('Cancel')}
        </Button>
        <Button size="small" kind="primary" pending={save.pending} why={why} onClick={submit}>
          {i18n.t('Save')}
        </Button>
      </div>
    </div>
  )
}

function Versions({ comment, onClose }: { readonly comment: Comment; readonly onClose: () => void }) {
  const comments = useComments()
  const { rows, error, more, loadMore, loadingMore } = usePages(comments, 'listCommentVersions', { params: { id: comment.id }, query: {} })
  return (
    <Dialog title={i18n.t('What it said before')} open onClose={onClose}>
      {error && !rows ? <ErrorState problem={error} compact /> : null}
      {!rows && !error ? <SkeletonRows rows={2} /> : null}
      <div className={styles['versions']}>
        {rows?.map((version) => (
          <section key={version.version}>
            <p className={styles['note']}>
              {i18n.t('until')} <RelativeTime at={version.until} />
            </p>
            <Markdown text={version.text} people={comment.mentions} />
          </section>
        ))}
      </div>
      {more ? (
        <Button kind="quiet" size="small" pending={loadingMore} onClick={loadMore}>
          {i18n.t('Show more')}
        </Button>
      ) : null}
    </Dialog>
  )
}
