/** The posts of a page: what waits for a person first, then what was released. */
import { lazy, Suspense } from 'react'
import { Megaphone, Plus } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { useScreen } from '#design/navigation/screen.ts'
import { useRead } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { type StatusPage, useStatusPages } from './client.ts'
import { PostCard } from './post-card.tsx'
import { statusPageScreen } from './screens.ts'

const PostDialog = lazy(() => import('./post-dialog.tsx').then((module) => ({ default: module.PostDialog })))

export function PostsPanel({ page }: { readonly page: StatusPage }) {
  const { search, update } = useScreen(statusPageScreen)
  const { data, error, refetch } = useRead(useStatusPages(), 'listPosts', { params: { id: page.id } })
  const why = useWhyNot()('statuspage.pages.write')
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} />
  if (!data) return <SkeletonRows />
  const open = data.items.find(({ id }) => id === search.post)
  const waiting = data.items.filter(({ draft }) => draft !== null)
  const rest = data.items.filter(({ draft }) => draft === null)
  const addButton = (
    <Button size="small" icon={<Plus aria-hidden />} why={why} onClick={() => update({ add: 'yes' })}>
      {i18n.t('Write post')}
    </Button>
  )
  return (
    <>
      {data.items.length === 0 ? (
        <Card title={i18n.t('Posts')} actions={addButton}>
          <EmptyState compact icon={<Megaphone aria-hidden />} title={i18n.t('Nothing was posted yet.')}>
            {i18n.t(
              'Incidents and maintenance windows draft posts by themselves once the page is published. Nothing goes out before you release it.',
            )}
          </EmptyState>
        </Card>
      ) : null}
      {[...waiting, ...rest].map((post, index) => (
        <PostCard
          key={post.id}
          page={page}
          post={post}
          action={index === 0 ? addButton : undefined}
          onEdit={() => update({ post: post.id })}
        />
      ))}
      {data.complete ? null : <p>{i18n.t('Older posts are kept and not shown here.')}</p>}
      <Suspense fallback={null}>
        {search.add && !why ? <PostDialog page={page} post={null} onClose={() => update({ add: undefined })} /> : null}
        {open && !why ? <PostDialog key={open.version} page={page} post={open} onClose={() => update({ post: undefined })} /> : null}
      </Suspense>
    </>
  )
}
