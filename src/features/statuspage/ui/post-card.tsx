/** One post with its draft and what was released of it. */
import type { ReactNode } from 'react'
import { Pencil, Send, Trash2 } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Badge } from '#design/badge/badge.tsx'
import { Button, IconButton } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { Row } from '#design/layouts/layouts.tsx'
import { useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { type Post, type StatusPage, TOUCHES, useStatusPages } from './client.ts'
import styles from './statuspage.module.css'
import { effectWords, kindWords, phaseWords } from './words.ts'

interface PostCardProps {
  readonly page: StatusPage
  readonly post: Post
  readonly action: ReactNode
  readonly onEdit: () => void
}

export function PostCard({ page, post, action, onEdit }: PostCardProps) {
  const why = useWhyNot()('statuspage.pages.write')
  return (
    <Card
      title={post.title}
      note={<Note post={post} />}
      actions={
        <>
          <Button size="small" icon={<Pencil aria-hidden />} why={why} onClick={onEdit}>
            {post.draft ? i18n.t('Edit draft') : i18n.t('Write update')}
          </Button>
          {action}
        </>
      }
    >
      {post.draft ? <Draft page={page} post={post} draft={post.draft} /> : null}
      <ol className={styles['updates']}>
        {post.updates.map((update) => (
          <li key={update.id}>
            <Row>
              <Badge>{phaseWords(update.phase)}</Badge>
              <span className={styles['quiet']}>
                <RelativeTime at={update.releasedAt} /> · {update.releasedBy.name}
                {update.correctedAt ? ` · ${i18n.t('corrected')}` : null}
              </span>
            </Row>
            <p className={styles['text']}>{update.text}</p>
            <Effects page={page} effects={update.effects} />
          </li>
        ))}
      </ol>
    </Card>
  )
}

/** What it is, since when, and how long it took until readers heard of it. */
function Note({ post: { kind, startedAt, plannedTo, firstReleasedAt, dueAt } }: { readonly post: Post }) {
  const minutes = firstReleasedAt === null ? null : Math.round((Date.parse(firstReleasedAt) - Date.parse(startedAt)) / 60_000)
  return (
    <>
      {kindWords(kind)} · <RelativeTime at={startedAt} />
      {plannedTo ? (
        <>
          {' – '}
          <RelativeTime at={plannedTo} />
        </>
      ) : null}
      {kind === 'incident' && minutes !== null ? ` · ${i18n.t('first public word after {minutes} min', { minutes })}` : null}
      {firstReleasedAt === null && dueAt ? (
        <>
          {` · ${i18n.t('public post due')} `}
          <RelativeTime at={dueAt} />
        </>
      ) : null}
    </>
  )
}

function Effects({ page, effects }: { readonly page: StatusPage; readonly effects: NonNullable<Post['draft']>['effects'] }) {
  const named = effects.flatMap(({ componentId, state }) => {
    const name = page.components.find(({ id }) => id === componentId)?.name
    return name ? [`${name}: ${effectWords(state)}`] : []
  })
  return named.length === 0 ? null : <p className={styles['quiet']}>{named.join(' · ')}</p>
}

function Draft({ page, post, draft }: { readonly page: StatusPage; readonly post: Post; readonly draft: NonNullable<Post['draft']> }) {
  const pages = useStatusPages()
  const toast = useToast()
  const whyNot = useWhyNot()
  const failed = (problem: { readonly message: string }) => toast({ words: problem.message, tone: 'failed' as const })
  const release = useWrite(() => pages.call('releaseDraft', { params: { id: post.id } }, { ifMatch: post.version }), {
    touches: TOUCHES,
    done: () => toast({ words: i18n.t('Released. Readers see it within seconds.') }),
    failed,
  })
  const discard = useWrite(() => pages.call('discardDraft', { params: { id: post.id } }), {
    touches: TOUCHES,
    done: () => toast({ words: i18n.t('The draft is gone.') }),
    failed,
  })
  const unpublished = page.state === 'draft' ? i18n.t('Publish the page first: nobody would read it.') : null
  return (
    <div className={styles['draft']}>
      <Row>
        <Badge tone="accent">{i18n.t('Draft')}</Badge>
        <Badge>{phaseWords(draft.phase)}</Badge>
        <span className={styles['quiet']}>
          {draft.reason ? i18n.t('drafted by Pitcrew') : i18n.t('written by a person')} · <RelativeTime at={draft.draftedAt} />
        </span>
      </Row>
      <p className={styles['text']}>{draft.text}</p>
      <Effects page={page} effects={draft.effects} />
      <Row>
        <Button
          kind="primary"
          icon={<Send aria-hidden />}
          why={whyNot('statuspage.posts.release') ?? unpublished}
          pending={release.pending}
          onClick={() => release.run(undefined)}
        >
          {i18n.t('Release')}
        </Button>
        <span className={styles['quiet']}>
          {i18n.t(
            '{count, plural, =0 {nobody follows by e-mail} one {at most # person is told by e-mail} other {at most # people are told by e-mail}}',
            {
              count: page.subscribers,
            },
          )}
        </span>
        <IconButton
          label={i18n.t('Discard draft')}
          icon={<Trash2 aria-hidden />}
          why={whyNot('statuspage.pages.write')}
          onClick={() => discard.run(undefined)}
        />
      </Row>
    </div>
  )
}
