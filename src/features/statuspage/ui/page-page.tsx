/** One status page: what it shows and says, and what waits to be released. */
import { lazy, Suspense } from 'react'
import { ExternalLink, Globe, GlobeLock } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Banner } from '#design/banner/banner.tsx'
import { Button } from '#design/button/button.tsx'
import { DetailLayout } from '#design/layouts/layouts.tsx'
import { OutwardLink } from '#design/link/link.tsx'
import { href, useScreen } from '#design/navigation/screen.ts'
import { useRead, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { Tabs } from '#design/tabs/tabs.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { type StatusPage, TOUCHES, useStatusPages } from './client.ts'
import { PageFacts } from './page-facts.tsx'
import { statusPageScreen, statusPagesScreen } from './screens.ts'
import { pageStateWords } from './words.ts'

const DomainCard = lazy(() => import('./domain-card.tsx').then((module) => ({ default: module.DomainCard })))
const PageEditor = lazy(() => import('./page-editor.tsx').then((module) => ({ default: module.PageEditor })))
const PostsPanel = lazy(() => import('./posts-panel.tsx').then((module) => ({ default: module.PostsPanel })))

export function StatusPagePage() {
  const { params } = useScreen(statusPageScreen)
  const { data, error, refetch } = useRead(useStatusPages(), 'readPage', { params: { id: params.page } })
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} />
  return data ? <PageDetail page={data} /> : <SkeletonRows />
}

function PageDetail({ page }: { readonly page: StatusPage }) {
  const { search } = useScreen(statusPageScreen)
  const state = pageStateWords(page)
  const tab = (name: typeof search.tab) => ({ to: href(statusPageScreen, { page: page.id }, { tab: name }), current: search.tab === name })
  return (
    <DetailLayout
      title={page.name}
      crumbs={[{ label: i18n.t('Status pages'), to: href(statusPagesScreen, {}) }]}
      marks={
        <StateLabel strong tone={state.tone}>
          {state.words}
        </StateLabel>
      }
      summary={
        page.state === 'published' && !page.isPrivate ? <OutwardLink href={page.publicUrl}>{page.publicUrl}</OutwardLink> : undefined
      }
      actions={
        <>
          <Button icon={<ExternalLink aria-hidden />} onClick={() => window.open(page.privateUrl, '_blank', 'noopener')}>
            {i18n.t('Preview')}
          </Button>
          <PublishButton page={page} />
        </>
      }
      tabs={
        <Tabs
          label={page.name}
          tabs={[
            { label: i18n.t('Page'), count: undefined, ...tab(undefined) },
            { label: i18n.t('Posts'), count: page.waiting || undefined, ...tab('posts') },
          ]}
        />
      }
      facts={<PageFacts page={page} />}
    >
      {page.waiting > 0 && search.tab !== 'posts' ? (
        <Banner tone="warning">
          {i18n.t('{count, plural, one {# draft waits to be released.} other {# drafts wait to be released.}}', { count: page.waiting })}
        </Banner>
      ) : null}
      <Suspense fallback={<SkeletonRows />}>
        {search.tab === 'posts' ? (
          <PostsPanel page={page} />
        ) : (
          <>
            <PageEditor key={page.version} page={page} />
            <DomainCard page={page} />
          </>
        )}
      </Suspense>
    </DetailLayout>
  )
}

function PublishButton({ page }: { readonly page: StatusPage }) {
  const pages = useStatusPages()
  const toast = useToast()
  const why = useWhyNot()('statuspage.posts.release')
  const isDraft = page.state === 'draft'
  const set = useWrite(
    ({ state, version }: { state: StatusPage['state']; version: number }) =>
      pages.call('changePage', { params: { id: page.id }, body: { state } }, { ifMatch: version }),
    {
      touches: TOUCHES,
      done: (now) =>
        toast({
          words:
            now.state === 'published'
              ? i18n.t('{name} is published.', { name: now.name })
              : i18n.t('{name} is a draft again.', { name: now.name }),
          undo: () => set.run({ state: now.state === 'published' ? 'draft' : 'published', version: now.version }),
        }),
      failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
    },
  )
  return (
    <Button
      kind={isDraft ? 'primary' : 'secondary'}
      icon={isDraft ? <Globe aria-hidden /> : <GlobeLock aria-hidden />}
      why={why}
      pending={set.pending}
      onClick={() => set.run({ state: isDraft ? 'published' : 'draft', version: page.version })}
    >
      {isDraft ? i18n.t('Publish') : i18n.t('Take back')}
    </Button>
  )
}
