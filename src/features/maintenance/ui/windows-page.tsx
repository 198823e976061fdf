/** Windows and freezes: when work is expected, and when nothing is released. */
import { lazy, Suspense, useState } from 'react'
import { CalendarClock, CalendarPlus, Plus } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { useShortcut } from '#design/keyboard/keyboard.ts'
import { ListLayout } from '#design/layouts/layouts.tsx'
import { useScope } from '#design/navigation/scope.ts'
import { href, useGo, useScreen } from '#design/navigation/screen.ts'
import { SecretDialog } from '#design/overlay/secret-dialog.tsx'
import { useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { EmptyState } from '#design/states/states.tsx'
import { RadioGroup } from '#design/choice/choice.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { useMaintenance } from './client.ts'
import { windowScreen, windowsScreen } from './screens.ts'
import { WindowsTable } from './windows-table.tsx'

const WindowDialog = lazy(() => import('./window-dialog.tsx').then((module) => ({ default: module.WindowDialog })))

export function WindowsPage() {
  const go = useGo()
  const scope = useScope()
  const { search, update } = useScreen(windowsScreen)
  const why = useWhyNot()('maintenance.windows.write')
  const add = () => update({ add: 'yes' })
  useShortcut({ keys: 'C', label: i18n.t('Plan window'), group: 'page', run: () => (why ? undefined : add()) })
  const addButton = (
    <Button kind="primary" icon={<Plus aria-hidden />} why={why} onClick={add} shortcut="C">
      {i18n.t('Plan window')}
    </Button>
  )
  const within = scope.applicationId ? `application:${scope.applicationId}` : scope.clientId ? `client:${scope.clientId}` : ''
  return (
    <ListLayout
      title={i18n.t('Windows')}
      actions={
        <>
          <FeedButton />
          {addButton}
        </>
      }
      filters={
        <RadioGroup
          bar
          hideLabel
          label={i18n.t('Which windows')}
          value={search.show ?? 'open'}
          onChange={(value) => update({ show: value === 'all' ? 'all' : undefined })}
          options={[
            { value: 'open', label: i18n.t('Coming') },
            { value: 'all', label: i18n.t('All') },
          ]}
        />
      }
    >
      <WindowsTable
        filter={[search.show === 'all' ? '' : 'is:open', within].filter(Boolean).join(' ')}
        empty={
          <EmptyState icon={<CalendarClock aria-hidden />} title={i18n.t('No window is planned.')} action={addButton}>
            {i18n.t(
              'While a window lasts alerts are held, promised times can stand still, and clients know. A freeze only holds releases.',
            )}
          </EmptyState>
        }
      />
      {search.add ? (
        <Suspense fallback={null}>
          <WindowDialog
            window={null}
            applicationId={scope.applicationId ?? null}
            onClose={() => update({ add: undefined })}
            onDone={({ id }) => go(href(windowScreen, { window: id }))}
          />
        </Suspense>
      ) : null}
    </ListLayout>
  )
}

function FeedButton() {
  const maintenance = useMaintenance()
  const toast = useToast()
  const [url, setUrl] = useState<string | null>(null)
  const make = useWrite(() => maintenance.call('makeFeed', {}), {
    touches: [],
    done: (made) => setUrl(made.url),
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  return (
    <>
      <Button icon={<CalendarPlus aria-hidden />} pending={make.pending} onClick={() => make.run(undefined)}>
        {i18n.t('Calendar address')}
      </Button>
      {url ? (
        <SecretDialog title={i18n.t('Your windows in a calendar')} secret={url} onClose={() => setUrl(null)}>
          <p>{i18n.t('Give this address to your calendar program. An address that you had before works no more.')}</p>
        </SecretDialog>
      ) : null}
    </>
  )
}
