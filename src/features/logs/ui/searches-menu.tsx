/** The saved searches of an application’s lines: choose one, save what is looked for, share it, hand its link on, delete it. */
import { lazy, Suspense, useEffect, useState } from 'react'
import { Link2, Pencil, Save, Trash2 } from 'lucide-react'
import { i18n } from '@lingui/core'
import { applicationScreen } from '#core/catalog/ui/screens.ts'
import { IconButton } from '#design/button/button.tsx'
import { href, useScreen } from '#design/navigation/screen.ts'
import { type Leave, SavedItem, SavedMenu } from '#design/saved-menu/saved-menu.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { useToast } from '#design/toast/toast.tsx'
import { type SavedSearch, useLogs } from './client.ts'
import { logsScreen, looksOf, searchOf } from './screens.ts'

const SearchDialog = lazy(() => import('./search-dialog.tsx').then((module) => ({ default: module.SearchDialog })))

export function SearchesMenu({ applicationId }: { readonly applicationId: string }) {
  const logs = useLogs()
  const { search, update } = useScreen(logsScreen)
  const why = useWhyNot()('logs.searches.write')
  const [edited, setEdited] = useState<SavedSearch | 'new' | null>(null)
  const { data } = useRead(logs, 'listSearches', { params: { id: applicationId } })
  const items = data?.items ?? []
  const shown = JSON.stringify(looksOf(search))
  const current = items.find((one) => JSON.stringify(looksOf({ ...search, ...searchOf(one.search) })) === shown)
  useFollowedLink(data?.items)
  return (
    <>
      <SavedMenu
        label={i18n.t('Saved searches')}
        current={current?.name}
        none={items.length === 0 ? i18n.t('Save what you often look for, for yourself or for the team.') : undefined}
        save={{ label: i18n.t('Save this search…'), icon: <Save aria-hidden />, why, onPress: () => setEdited('new') }}
        items={(leave) =>
          items.map((one) => (
            <SavedItem
              key={one.id}
              name={one.name}
              shared={one.isShared ? i18n.t('Team') : undefined}
              isCurrent={one === current}
              onChoose={() => leave(() => update(searchOf(one.search)))}
            >
              <SearchButtons saved={one} why={why} onEdit={() => setEdited(one)} leave={leave} />
            </SavedItem>
          ))
        }
      />
      {edited ? (
        <Suspense fallback={null}>
          <SearchDialog
            applicationId={applicationId}
            saved={edited === 'new' ? null : edited}
            looks={looksOf(search)}
            onClose={() => setEdited(null)}
          />
        </Suspense>
      ) : null}
    </>
  )
}

interface ButtonsProps {
  readonly saved: SavedSearch
  /** Why it cannot be changed. */
  readonly why: string | null
  readonly onEdit: () => void
  readonly leave: Leave
}

function SearchButtons({ saved, why, onEdit, leave }: ButtonsProps) {
  const { name } = saved
  const toast = useToast()
  const remove = useRemoving()
  const copy = async () => {
    const link = href(applicationScreen, { application: saved.applicationId }, { tab: 'logs' })
    await navigator.clipboard.writeText(`${location.origin}${link}&saved=${saved.id}`)
    toast({ words: i18n.t('The link of {name} is copied.', { name }) })
  }
  const button = { plain: true, size: 'small' } as const
  return (
    <>
      <IconButton
        {...button}
        label={i18n.t('Copy the link of {name}', { name })}
        icon={<Link2 aria-hidden />}
        onClick={() => leave(() => void copy())}
      />
      {why === null ? (
        <>
          <IconButton {...button} label={i18n.t('Change {name}', { name })} icon={<Pencil aria-hidden />} onClick={() => leave(onEdit)} />
          <IconButton
            {...button}
            label={i18n.t('Delete {name}', { name })}
            icon={<Trash2 aria-hidden />}
            onClick={() => leave(() => remove(saved))}
          />
        </>
      ) : null}
    </>
  )
}

/** Puts the looks of the saved search that a link names in its place. */
function useFollowedLink(items: readonly SavedSearch[] | undefined): void {
  const { search, update } = useScreen(logsScreen)
  const toast = useToast()
  const { saved } = search
  useEffect(() => {
    if (saved === undefined || items === undefined) return
    const found = items.find(({ id }) => id === saved)
    update(found ? searchOf(found.search) : { saved: undefined })
    if (!found) toast({ words: i18n.t('This saved search is gone, or somebody’s own.'), tone: 'failed' })
  }, [saved, items, update, toast])
}

function useRemoving(): (saved: SavedSearch) => void {
  const logs = useLogs()
  const toast = useToast()
  const set = useWrite(
    ({ saved, deleted }: { saved: SavedSearch; deleted: boolean }) =>
      logs.call('setSearchDeleted', { params: { id: saved.id }, body: { deleted } }, { ifMatch: saved.version }),
    {
      touches: ['logs'],
      done: (saved, { deleted }) =>
        deleted
          ? toast({ words: i18n.t('The search {name} was deleted.', { name: saved.name }), undo: () => set.run({ saved, deleted: false }) })
          : toast({ words: i18n.t('{name} is back.', { name: saved.name }) }),
      failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
    },
  )
  return (saved) => set.run({ saved, deleted: true })
}
