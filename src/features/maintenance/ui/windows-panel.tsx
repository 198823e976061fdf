/** The windows of an application, on its page. */
import { lazy, Suspense, useState } from 'react'
import { CalendarClock, Plus } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { useSession, useWhyNot } from '#design/session/session.ts'
import { EmptyState, ForbiddenState } from '#design/states/states.tsx'
import { WindowsTable } from './windows-table.tsx'

const WindowDialog = lazy(() => import('./window-dialog.tsx').then((module) => ({ default: module.WindowDialog })))

export function WindowsPanel({ applicationId }: { readonly applicationId: string }) {
  return useSession().permissions.has('maintenance.windows.read') ? <Windows applicationId={applicationId} /> : <ForbiddenState />
}

function Windows({ applicationId }: { readonly applicationId: string }) {
  const [adding, setAdding] = useState(false)
  const why = useWhyNot()('maintenance.windows.write')
  const close = () => setAdding(false)
  const addButton = (
    <Button size="small" icon={<Plus aria-hidden />} why={why} onClick={() => setAdding(true)}>
      {i18n.t('Plan window')}
    </Button>
  )
  return (
    <Card
      flush
      title={i18n.t('Windows')}
      note={i18n.t('When work is expected and when nothing is released, with what it did afterwards.')}
      actions={addButton}
    >
      <WindowsTable
        ofOne
        filter={`application:${applicationId}`}
        empty={<EmptyState compact icon={<CalendarClock aria-hidden />} title={i18n.t('No window is planned.')} action={addButton} />}
      />
      {adding ? (
        <Suspense fallback={null}>
          <WindowDialog window={null} applicationId={applicationId} onClose={close} onDone={close} />
        </Suspense>
      ) : null}
    </Card>
  )
}
