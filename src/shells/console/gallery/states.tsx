/** What stands where content would, and what comes across it. */
import { Inbox } from 'lucide-react'
import { Banner } from '#design/banner/banner.tsx'
import { Button } from '#design/button/button.tsx'
import { Row } from '#design/layouts/layouts.tsx'
import { Problem } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState, ForbiddenState, FormProblem } from '#design/states/states.tsx'
import { useToast } from '#design/toast/toast.tsx'
import type { Exhibit } from './exhibit.ts'

const away = new Problem({
  status: 503,
  code: 'common.store_unavailable',
  title: 'A database is not answering; it is being restarted.',
  help: 'Nothing that was saved is lost. The console keeps trying.',
  requestId: 'req_01jd4m8k',
})

export const states: readonly Exhibit[] = [
  {
    title: 'EmptyState',
    show: () => (
      <EmptyState icon={<Inbox aria-hidden />} title="No application yet." action={<Button kind="primary">Add applications</Button>}>
        Paste the addresses of what you keep running; each becomes an application.
      </EmptyState>
    ),
  },
  { title: 'ErrorState', show: () => <ErrorState problem={away} retry={() => undefined} /> },
  { title: 'ForbiddenState', show: () => <ForbiddenState /> },
  { title: 'Skeleton', show: () => <SkeletonRows rows={4} /> },
  {
    title: 'Banner, FormProblem',
    show: () => (
      <>
        <Banner>Pitcrew keeps only a fingerprint of the link.</Banner>
        <Banner tone="warning">Copy it now: it is shown this one time.</Banner>
        <Banner tone="offline" action={<Button size="small">Try now</Button>}>
          The server does not answer. What you see may be old.
        </Banner>
        <FormProblem problem={away} />
      </>
    ),
  },
  { title: 'Toast', show: () => <Toasts /> },
]

function Toasts() {
  const toast = useToast()
  return (
    <Row>
      <Button onClick={() => toast({ words: 'Web shop is archived.', undo: () => undefined })}>With undo</Button>
      <Button onClick={() => toast({ words: 'Somebody changed this since you read it.', tone: 'failed' })}>Failed</Button>
    </Row>
  )
}
