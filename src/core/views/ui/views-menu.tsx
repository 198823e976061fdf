/** The saved views of a list: choose one, save what is shown, change and delete one's own. */
import { lazy, Suspense, useState } from 'react'
import { Pencil, Plus, Save, Trash2 } from 'lucide-react'
import { i18n } from '@lingui/core'
import { IconButton } from '#design/button/button.tsx'
import type { ListView } from '#design/navigation/slots.tsx'
import { SavedItem, SavedMenu } from '#design/saved-menu/saved-menu.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { useToast } from '#design/toast/toast.tsx'
import { useWhyNot } from '#design/session/session.ts'
import { TOUCHES, useViews, type View } from './client.ts'

const ViewDialog = lazy(() => import('./view-dialog.tsx').then((module) => ({ default: module.ViewDialog })))

export interface ViewsMenuProps {
  readonly kind: string
  readonly shown: ListView
  readonly onChoose: (view: ListView) => void
}

export function ViewsMenu({ kind, shown, onChoose }: ViewsMenuProps) {
  const views = useViews()
  const why = useWhyNot()('views.write')
  const [edited, setEdited] = useState<View | 'new' | null>(null)
  const { data } = useRead(views, 'listViews', { query: { kind: kind as never } })
  const remove = useRemoving()
  const items = data?.items ?? []
  const current = items.find((one) => isShown(one, shown))
  const save = {
    label: i18n.t('Save this view…'),
    icon: current ? <Plus aria-hidden /> : <Save aria-hidden />,
    why,
    onPress: () => setEdited('new'),
  }
  return (
    <>
      <SavedMenu
        label={i18n.t('Views')}
        current={current?.name}
        none={items.length === 0 ? i18n.t('Save what you often look at, for yourself or for others.') : undefined}
        save={save}
        items={(leave) =>
          items.map((view) => (
            <SavedItem
              key={view.id}
              name={view.name}
              shared={view.shared === 'personal' ? undefined : sharedWords(view)}
              isCurrent={view === current}
              onChoose={() => leave(() => onChoose(view))}
            >
              {view.canChange ? (
                <>
                  <IconButton
                    plain
                    size="small"
                    label={i18n.t('Change {name}', { name: view.name })}
                    icon={<Pencil aria-hidden />}
                    onClick={() => leave(() => setEdited(view))}
                  />
                  <IconButton
                    plain
                    size="small"
                    label={i18n.t('Delete {name}', { name: view.name })}
                    icon={<Trash2 aria-hidden />}
                    onClick={() => leave(() => remove(view))}
                  />
                </>
              ) : null}
            </SavedItem>
          ))
        }
      />
      {edited ? (
        <Suspense fallback={null}>
          <ViewDialog kind={kind} view={edited === 'new' ? null : edited} shown={shown} onClose={() => setEdited(null)} />
        </Suspense>
      ) : null}
    </>
  )
}

function useRemoving(): (view: View) => void {
  const views = useViews()
  const toast = useToast()
  const set = useWrite(
    ({ view, deleted }: { view: View; deleted: boolean }) =>
      views.call('setViewDeleted', { params: { id: view.id }, body: { deleted } }, { ifMatch: view.version }),
    {
      touches: TOUCHES,
      done: (view, { deleted }) =>
        deleted
          ? toast({ words: i18n.t('The view {name} was deleted.', { name: view.name }), undo: () => set.run({ view, deleted: false }) })
          : toast({ words: i18n.t('{name} is back.', { name: view.name }) }),
      failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
    },
  )
  return (view) => set.run({ view, deleted: true })
}

function isShown(view: View, shown: ListView): boolean {
  return view.filter === shown.filter && view.sort === shown.sort && view.columns.join() === shown.columns.join()
}

function sharedWords(view: View): string {
  return view.shared === 'everyone' ? i18n.t('for everybody') : i18n.t('for a role')
}
