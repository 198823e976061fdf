/** The left rail: whose installation, what it is narrowed to, the pages one may open, oneself. On a phone a bar with a drawer. */
import { lazy, Suspense, useState } from 'react'
import { useLocation } from '@tanstack/react-router'
import { Menu as MenuIcon, Search } from 'lucide-react'
import { i18n } from '@lingui/core'
import { cx } from '#design/class-names.ts'
import { KeyHint } from '#design/key-hint/key-hint.tsx'
import { useShortcut } from '#design/keyboard/keyboard.ts'
import { Link } from '#design/link/link.tsx'
import type { NavigationEntry } from '#design/navigation/part.ts'
import { useGo } from '#design/navigation/screen.ts'
import { Slot } from '#design/navigation/slots.tsx'
import { useLiveState } from '#design/session/live.ts'
import { useSession } from '#design/session/session.ts'
import { parts } from '../features.ts'
import { SelfMenu } from './self-menu.tsx'
import { Switchers } from './switchers.tsx'
import styles from './frame.module.css'

const Drawer = lazy(() => import('#design/overlay/dialog.tsx').then((module) => ({ default: module.Dialog })))

const groups = ['work', 'care', 'installation'] as const
/** Entries that fit a phone's bar beside "More", each wide enough for a thumb. */
const BAR_ENTRIES = 4

const navigation = parts.flatMap((part) => part.navigation ?? [])

export function useNavigation(): readonly NavigationEntry[] {
  const { permissions } = useSession()
  return groups.flatMap((group) =>
    navigation.filter((entry) => entry.group === group && (!entry.permission || permissions.has(entry.permission))),
  )
}

interface RailProps {
  readonly onPalette: () => void
  readonly onShortcuts: () => void
}

export function Rail({ onPalette, onShortcuts }: RailProps) {
  const entries = useNavigation()
  const [drawer, setDrawer] = useState(false)
  const close = () => setDrawer(false)
  const inBar = entries.slice(0, BAR_ENTRIES)
  return (
    <>
      <header className={styles['rail']}>
        <div className={styles['top']}>
          <House />
          <FindButton onClick={onPalette} />
          <Switchers />
        </div>
        <nav aria-label={i18n.t('Main')} className={styles['groups']}>
          {groups.map((group) => (
            <div key={group} className={styles['group']}>
              {entries
                .filter((entry) => entry.group === group)
                .map((entry) => (
                  <Entry key={entry.to} entry={entry} {...(inBar.includes(entry) ? {} : { className: styles['second'] })} />
                ))}
            </div>
          ))}
          <button type="button" className={cx(styles['entry'], styles['barOnly'])} aria-haspopup="dialog" onClick={() => setDrawer(true)}>
            <MenuIcon aria-hidden />
            <span>{i18n.t('More')}</span>
          </button>
        </nav>
        <div className={styles['foot']}>
          <Connection />
          <Slot name="frame.bell" given={{}} />
          <SelfMenu onShortcuts={onShortcuts} />
        </div>
      </header>
      {entries.map((entry) => (
        <GoShortcut key={entry.to} entry={entry} />
      ))}
      <Suspense fallback={null}>
        {drawer ? (
          <Drawer title={i18n.t('More')} open onClose={close}>
            {/* Whatever is chosen in here leads somewhere else, so the drawer closes behind it. */}
            <div className={styles['drawer']} onClick={(event) => ((event.target as HTMLElement).closest('a') ? close() : undefined)}>
              <FindButton
                onClick={() => {
                  close()
                  onPalette()
                }}
              />
              <Switchers />
              <nav aria-label={i18n.t('All pages')} className={styles['group']}>
                {entries.map((entry) => (
                  <Entry key={entry.to} entry={entry} />
                ))}
              </nav>
              <Slot name="frame.bell" given={{}} />
              <SelfMenu onShortcuts={onShortcuts} />
            </div>
          </Drawer>
        ) : null}
      </Suspense>
    </>
  )
}

function House() {
  const { organisation } = useSession()
  return (
    <Link to="/" bare className={styles['house']}>
      <img src="/mark.svg" alt="" className={styles['mark']} />
      <span className={styles['houseName']} title={organisation.name}>
        {organisation.name}
      </span>
    </Link>
  )
}

function FindButton({ onClick }: { readonly onClick: () => void }) {
  return (
    <button type="button" className={styles['find']} aria-haspopup="dialog" onClick={onClick}>
      <Search aria-hidden />
      <span>{i18n.t('Find or do…')}</span>
      <KeyHint keys="Mod+K" />
    </button>
  )
}

function Entry({ entry, className }: { readonly entry: NavigationEntry; readonly className?: string | undefined }) {
  const path = useLocation({ select: (location) => location.pathname })
  const current = entry.to === '/' ? path === '/' : path === entry.to || path.startsWith(`${entry.to}/`)
  const Icon = entry.icon
  return (
    <Link to={entry.to} bare className={cx(styles['entry'], className)} {...(current ? { 'aria-current': 'page' as const } : {})}>
      <Icon aria-hidden />
      <span>{entry.label()}</span>
    </Link>
  )
}

function GoShortcut({ entry }: { readonly entry: NavigationEntry }) {
  const go = useGo()
  useShortcut({ keys: `G ${entry.key}`, label: entry.label(), group: 'go', run: () => go(entry.to) })
  return null
}

/** Whether changes of others arrive by themselves. Loss is said without alarm: the pages still work. */
function Connection() {
  const state = useLiveState()
  const words = { open: i18n.t('Live'), connecting: i18n.t('Connecting…'), lost: i18n.t('Reconnecting…') }[state]
  return (
    <div className={styles['connection']} role="status">
      <span className={cx(styles['pulse'], state === 'open' && styles['open'])} />
      {words}
    </div>
  )
}
