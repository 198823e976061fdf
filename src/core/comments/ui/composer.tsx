/** Where one comments on a record. What others said meanwhile is shown before one's own words go out. */
import { useState } from 'react'
import { Eye, EyeOff, Send } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Banner } from '#design/banner/banner.tsx'
import { Button } from '#design/button/button.tsx'
import { RadioGroup } from '#design/choice/choice.tsx'
import { Markdown } from '#design/markdown/markdown.tsx'
import type { MentionedPerson } from '#design/markdown/names.ts'
import { useRead, useWrite } from '#design/session/client.ts'
import { useSession, useWhyNot } from '#design/session/session.ts'
import { FormProblem } from '#design/states/states.tsx'
import { type Comment, SHOWN_FIRST, TOUCHES, useComments } from './client.ts'
import { CommentBox } from './comment-box.tsx'
import { useDraft } from './drafts.ts'
import { toStored } from './mentions.ts'
import { useCommentFiles } from './use-comment-files.tsx'
import styles from './comments.module.css'

export function Composer({ record }: { readonly record: string }) {
  const comments = useComments()
  const whyNot = useWhyNot()
  const why = whyNot('comments.comments.write')
  const audiences = useRead(comments, 'readAudiences', { query: { record } }, { enabled: why === null })
  const [chosen, choose] = useState<Comment['audience']>()
  const [draft, setDraft] = useDraft(record)
  const { missed, seen, look } = useMissed(record, draft.text !== '')
  const allowed = audiences.data?.items ?? []
  const audience = chosen ?? allowed[0] ?? 'internal'
  const text = toStored(draft.text, draft.picked)
  const files = useCommentFiles({ record, audience })
  const send = useWrite(
    async () => {
      await files.show(text)
      return comments.call('createComment', { body: { record, text, audience, ...(seen === undefined ? {} : { seen }) } })
    },
    {
      touches: TOUCHES,
      done: () => {
        setDraft({ text: '', picked: [] })
        look()
      },
    },
  )
  if (why !== null || audiences.error) return null
  const isEmpty = draft.text.trim() === ''
  const held = send.problem?.code === 'comments.newer_exists' || missed.length > 0
  const whyNotYet = files.why ?? (isEmpty ? i18n.t('Write something first.') : null)
  const submit = () => (whyNotYet || send.pending ? undefined : send.run(undefined))
  return (
    <form
      aria-label={i18n.t('Comment')}
      className={styles['composer']}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <CommentBox
        label={i18n.t('Write a comment; @ mentions somebody')}
        record={record}
        audience={audience}
        draft={draft}
        onChange={setDraft}
        onSend={submit}
        fault={send.problem?.of('text')}
        {...files.given}
      />
      <Preview text={text} people={draft.picked} />
      {held ? <Missed comments={missed} /> : null}
      {send.problem && !held && !send.problem.of('text') ? <FormProblem problem={send.problem} /> : null}
      <div className={styles['foot']}>
        <div className={styles['files']}>{files.slot}</div>
        {allowed.length > 1 ? (
          <RadioGroup
            bar
            hideLabel
            label={i18n.t('Who hears it')}
            value={audience}
            onChange={choose}
            options={[
              { value: 'internal', label: i18n.t('Team only') },
              { value: 'client', label: i18n.t('Client too') },
            ]}
          />
        ) : null}
        <Button
          type="submit"
          kind="primary"
          icon={<Send aria-hidden />}
          pending={send.pending}
          why={whyNotYet}
          shortcut="Mod+Enter"
          className={styles['send'] ?? ''}
        >
          {held ? i18n.t('Send anyway') : i18n.t('Send')}
        </Button>
      </div>
    </form>
  )
}

/** Markdown as others will see it, below the words and alive with them. */
function Preview({ text, people }: { readonly text: string; readonly people: readonly MentionedPerson[] }) {
  const [isOpen, open] = useState(false)
  if (text.trim() === '') return null
  return (
    <>
      {isOpen ? (
        <section aria-label={i18n.t('Preview')} className={styles['preview']}>
          <Markdown text={text} people={people} />
        </section>
      ) : null}
      <div>
        <Button kind="quiet" size="small" icon={isOpen ? <EyeOff aria-hidden /> : <Eye aria-hidden />} onClick={() => open(!isOpen)}>
          {isOpen ? i18n.t('Hide preview') : i18n.t('Preview')}
        </Button>
      </div>
    </>
  )
}

function Missed({ comments }: { readonly comments: readonly Comment[] }) {
  return (
    <Banner tone="warning">
      <p>{i18n.t('Somebody commented while you were writing.')}</p>
      {comments.map((comment) => (
        <blockquote key={comment.id} className={styles['missed']}>
          <b>{comment.author?.name ?? i18n.t('(erased)')}</b>
          <Markdown text={comment.text} people={comment.mentions} records={comment.cards} />
        </blockquote>
      ))}
    </Banner>
  )
}

/**
 * What others said since one began to write. `seen` is what the server is told: the newest that stood there at the beginning,
 * or the newest of those shown since; undefined until the conversation was read.
 */
function useMissed(record: string, isWriting: boolean) {
  const comments = useComments()
  const { personId } = useSession()
  const { data } = useRead(comments, 'listComments', { query: { record, limit: SHOWN_FIRST } })
  const [begun, begin] = useState<string | null>()
  const newest = data === undefined ? undefined : (data.items[0]?.id ?? null)
  // Remembered with the first letter, or when the conversation arrives under a draft that was kept.
  if (isWriting && begun === undefined && newest !== undefined) begin(newest)
  const since = begun ?? ''
  const missed =
    begun === undefined ? [] : (data?.items ?? []).filter((one) => one.id > since && one.author?.id !== personId && !one.deletedAt)
  return { missed, seen: missed.length > 0 ? newest : (begun ?? newest), look: () => begin(undefined) }
}
