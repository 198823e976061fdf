/** The saved searches of an application’s lines: choose one, save what is looked for, share it, hand its link on, delete it. */
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { Bookmark, ChevronDown, Link2, Pencil, Save, Trash2 } from 'lucide-react'
import { i18n } from '@lingui/core'
import { applicationScreen } from '#core/catalog/ui/screens.ts'
import { Badge } from '#design/badge/badge.tsx'
import { Button, IconButton } from '#design/button/button.tsx'
import { href, useScreen } from '#design/navigation/screen.ts'
import { useRead, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { useToast } from '#design/toast/toast.tsx'
import { type SavedSearch, useLogs } from './client.ts'
import { logsScreen, looksOf, searchOf } from './screens.ts'
import styles from './searches.module.css'

const Popover = lazy(() => import('#design/overlay/popover.tsx').then((module) => ({ default: module.Popover })))
const SearchDialog = lazy(() => import('./search-dialog.tsx').then((module) => ({ default: module.SearchDialog })))

export function SearchesMenu({ applicationId }: { readonly applicationId: string }) {
  const logs = useLogs()
  const { search, update } = useScreen(logsScreen)
  const why = useWhyNot()('logs.searches.write')
  const anchor = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const [edited, setEdited] = useState<SavedSearch | 'new' | null>(null)
  const { data } = useRead(logs, 'listSearches', { params: { id: applicationId } })
  const items = data?.items ?? []
  const shown = JSON.stringify(looksOf(search))
  const current = items.find((one) => JSON.stringify(looksOf({ ...search, ...searchOf(one.search) })) === shown)
  useFollowedLink(data?.items)
  const leave = (then: () => void) => {
    setOpen(false)
    then()
  }
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className={styles['open']}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        <Bookmark aria-hidden />
        <span className={styles['name']}>{current?.name ?? i18n.t('Saved searches')}</span>
        <ChevronDown aria-hidden />
      </button>
      {open ? (
        <Suspense fallback={null}>
          <Popover label={i18n.t('Saved searches')} open onClose={() => setOpen(false)} anchor={anchor}>
            {items.length === 0 ? (
              <p className={styles['none']}>{i18n.t('Save what you often look for, for yourself or for the team.')}</p>
            ) : null}
            <ul className={styles['list']}>
              {items.map((one) => (
                <Item
                  key={one.id}
                  saved={one}
                  isCurrent={one === current}
                  why={why}
                  onChoose={() => leave(() => update(searchOf(one.search)))}
                  onEdit={() => leave(() => setEdited(one))}
                  onLeave={() => setOpen(false)}
                />
              ))}
            </ul>
            <div className={styles['foot']}>
              <Button kind="quiet" icon={<Save aria-hidden />} why={why} onClick={() => leave(() => setEdited('new'))}>
                {i18n.t('Save this search…')}
              </Button>
            </div>
          </Popover>
        </Suspense>
      ) : null}
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

interface ItemProps {
  readonly saved: SavedSearch
  readonly isCurrent: boolean
  /** Why it cannot be changed. */
  readonly why: string | null
  readonly onChoose: () => void
  readonly onEdit: () => void
  readonly onLeave: () => void
}

function Item({ saved, isCurrent, why, onChoose, onEdit, onLeave }: ItemProps) {
  const { name } = saved
  const toast = useToast()
  const remove = useRemoving()
  const copy = async () => {
    onLeave()
    const link = href(applicationScreen, { application: saved.applicationId }, { tab: 'logs' })
    await navigator.clipboard.writeText(`${location.origin}${link}&saved=${saved.id}`)
    toast({ words: i18n.t('The link of {name} is copied.', { name }) })
  }
  const removed = () => {
    onLeave()
    remove(saved)
  }
  return (
    <li className={styles['item']}>
      <button type="button" aria-pressed={isCurrent} className={styles['choose']} onClick={onChoose}>
        <span className={styles['name']}>{name}</span>
        {saved.isShared ? <Badge tone="outline">{i18n.t('Team')}</Badge> : null}
      </button>
      <IconButton
        plain
        size="small"
        label={i18n.t('Copy the link of {name}', { name })}
        icon={<Link2 aria-hidden />}
        onClick={() => void copy()}
      />
      {why === null ? (
        <>
          <IconButton plain size="small" label={i18n.t('Change {name}', { name })} icon={<Pencil aria-hidden />} onClick={onEdit} />
          <IconButton plain size="small" label={i18n.t('Delete {name}', { name })} icon={<Trash2 aria-hidden />} onClick={removed} />
        </>
      ) : null}
    </li>
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
