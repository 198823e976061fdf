/** ⌘K: finds applications, people and pages, and runs commands. Keyboard first. */
import { useEffect, useState } from 'react'
import { ModalOverlay, Modal } from 'react-aria-components/Modal'
import { Dialog } from 'react-aria-components/Dialog'
import { i18n } from '@lingui/core'
import { FinderList, type FinderSection } from '#design/finder-list/finder-list.tsx'
import { KeyHint } from '#design/key-hint/key-hint.tsx'
import { useGo } from '#design/navigation/screen.ts'
import type { PaletteHit } from '#design/navigation/part.ts'
import { useCaller } from '#design/session/client.ts'
import { useSession } from '#design/session/session.ts'
import { parts } from '../features.ts'
import { useNavigation } from '../frame/rail.tsx'
import { useOwnCommands } from './own-commands.tsx'
import styles from './palette.module.css'

/** While typing goes on nothing is asked. */
const ASK_AFTER_MS = 90
/** From so many letters on the server is asked. */
const ASK_FROM_LETTERS = 2

const finders = parts.flatMap((part) => part.finders ?? [])
const partCommands = parts.flatMap((part) => part.commands ?? [])

export function Palette({ onClose }: { readonly onClose: () => void }) {
  const go = useGo()
  const { permissions } = useSession()
  const entries = useNavigation()
  const own = useOwnCommands()
  const [typed, setTyped] = useState('')
  const found = useFound(typed)

  const allowed = (permission: string | undefined) => !permission || permissions.has(permission)
  const commands = [
    ...partCommands.filter((one) => allowed(one.permission)).map((one) => ({ ...one, run: () => go(one.to) })),
    ...own.map((one) => ({ ...one, label: () => one.label })),
  ]
  const sections = (text: string): readonly FinderSection[] => {
    const fits = (label: string) => label.toLocaleLowerCase().includes(text.toLocaleLowerCase())
    return [
      ...found.map((one) => ({ ...one, items: one.items.map((hit) => ({ ...hit, id: hit.to })) })),
      {
        id: 'pages',
        title: i18n.t('Go to'),
        items: entries
          .map((entry) => ({ id: entry.to, label: entry.label(), icon: <entry.icon aria-hidden />, shortcut: `G ${entry.key}` }))
          .filter((item) => fits(item.label)),
      },
      {
        id: 'commands',
        title: i18n.t('Do'),
        items: commands
          .map((one) => ({ id: one.id, label: one.label(), icon: <one.icon aria-hidden /> }))
          .filter((item) => fits(item.label)),
      },
    ]
  }
  const choose = (id: string) => {
    onClose()
    const command = commands.find((one) => one.id === id)
    if (command) command.run()
    else go(id)
  }

  return (
    <ModalOverlay isOpen isDismissable onOpenChange={onClose} className={styles['scrim'] ?? ''}>
      <Modal className={styles['palette'] ?? ''}>
        <Dialog aria-label={i18n.t('Find anything, run a command')} className={styles['dialog'] ?? ''}>
          <FinderList
            label={i18n.t('Find anything, run a command')}
            placeholder={i18n.t('Application, person, page, command…')}
            sections={sections}
            onType={setTyped}
            onChoose={choose}
            foot={
              <p className={styles['foot']}>
                <KeyHint keys="↑ ↓" /> {i18n.t('move')} <KeyHint keys="Enter" /> {i18n.t('open')} <KeyHint keys="Escape" />{' '}
                {i18n.t('close')}
              </p>
            }
          />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

interface Found {
  readonly id: string
  readonly title: string
  readonly items: readonly (PaletteHit & { readonly icon: React.ReactNode })[]
}

/** What the server knows under this text; answers of earlier texts are dropped, a finder that fails finds nothing. */
function useFound(typed: string): readonly Found[] {
  const caller = useCaller()
  const { permissions } = useSession()
  const [found, setFound] = useState<readonly Found[]>([])
  useEffect(() => {
    if (typed.length < ASK_FROM_LETTERS) return
    let wanted = true
    const ask = async () => {
      const usable = finders.filter((finder) => permissions.has(finder.permission))
      const answers = await Promise.allSettled(usable.map((finder) => finder.find(caller, typed)))
      if (!wanted) return
      setFound(
        answers.map((answer, index) => {
          const finder = usable[index]
          const items = answer.status === 'fulfilled' ? answer.value : []
          return {
            id: finder?.id ?? '',
            title: finder?.label() ?? '',
            items: items.map((hit) => ({ ...hit, icon: finder ? <finder.icon aria-hidden /> : null })),
          }
        }),
      )
    }
    const timer = setTimeout(() => void ask(), ASK_AFTER_MS)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [typed, caller, permissions])
  return typed.length < ASK_FROM_LETTERS ? [] : found
}
