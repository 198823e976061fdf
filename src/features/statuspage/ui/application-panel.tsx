/** The status pages that show an application. */
import { lazy, Suspense, useState } from 'react'
import { Plus } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { href, useGo } from '#design/navigation/screen.ts'
import { useSession, useWhyNot } from '#design/session/session.ts'
import { ForbiddenState } from '#design/states/states.tsx'
import { PagesTable } from './pages-table.tsx'
import { statusPageScreen } from './screens.ts'

const NewPageDialog = lazy(() => import('./new-page-dialog.tsx').then((module) => ({ default: module.NewPageDialog })))

export function ApplicationPanel({ applicationId }: { readonly applicationId: string }) {
  const [adding, setAdding] = useState(false)
  const go = useGo()
  const why = useWhyNot()('statuspage.pages.write')
  if (!useSession().permissions.has('statuspage.pages.read')) return <ForbiddenState />
  const addButton = (
    <Button size="small" icon={<Plus aria-hidden />} why={why} onClick={() => setAdding(true)}>
      {i18n.t('Add status page')}
    </Button>
  )
  return (
    <Card
      flush
      title={i18n.t('Status pages')}
      note={i18n.t('What the public may know of this application. Nothing is public before somebody publishes it.')}
      actions={addButton}
    >
      <PagesTable applicationId={applicationId} action={addButton} />
      <Suspense fallback={null}>
        {adding ? (
          <NewPageDialog
            applicationId={applicationId}
            onClose={() => setAdding(false)}
            onDone={({ id }) => go(href(statusPageScreen, { page: id }))}
          />
        ) : null}
      </Suspense>
    </Card>
  )
}
