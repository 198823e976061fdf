/** All status pages that the reader may see. */
import { lazy, Suspense } from 'react'
import { Plus } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { useShortcut } from '#design/keyboard/keyboard.ts'
import { ListLayout } from '#design/layouts/layouts.tsx'
import { href, useGo, useScreen } from '#design/navigation/screen.ts'
import { useWhyNot } from '#design/session/session.ts'
import { PagesTable } from './pages-table.tsx'
import { statusPageScreen, statusPagesScreen } from './screens.ts'

const NewPageDialog = lazy(() => import('./new-page-dialog.tsx').then((module) => ({ default: module.NewPageDialog })))

export function StatusPagesPage() {
  const { search, update } = useScreen(statusPagesScreen)
  const go = useGo()
  const why = useWhyNot()('statuspage.pages.write')
  const add = () => update({ add: 'yes' })
  useShortcut({ keys: 'C', label: i18n.t('Add status page'), group: 'page', run: () => (why ? undefined : add()) })
  const addButton = (
    <Button kind="primary" icon={<Plus aria-hidden />} why={why} onClick={add} shortcut="C">
      {i18n.t('Add status page')}
    </Button>
  )
  return (
    <ListLayout title={i18n.t('Status pages')} actions={addButton}>
      <PagesTable action={addButton} />
      <Suspense fallback={null}>
        {search.add && !why ? (
          <NewPageDialog
            applicationId={null}
            onClose={() => update({ add: undefined })}
            onDone={({ id }) => go(href(statusPageScreen, { page: id }))}
          />
        ) : null}
      </Suspense>
    </ListLayout>
  )
}
