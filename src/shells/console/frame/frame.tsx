/** The frame around every page: rail, banners, the page, palette and shortcut sheet. */
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useLocation, useRouter } from '@tanstack/react-router'
import { i18n } from '@lingui/core'
import { Banner } from '#design/banner/banner.tsx'
import { Button } from '#design/button/button.tsx'
import { useShortcut } from '#design/keyboard/keyboard.ts'
import { Slot } from '#design/navigation/slots.tsx'
import { useReachable } from '../caller.ts'
import { Rail, useNavigation } from './rail.tsx'
import styles from './frame.module.css'

const loadPalette = () => import('../palette/palette.tsx').then((module) => ({ default: module.Palette }))
const Palette = lazy(loadPalette)
const ShortcutSheet = lazy(() => import('./shortcut-sheet.tsx').then((module) => ({ default: module.ShortcutSheet })))

export function Frame({ children }: { readonly children: ReactNode }) {
  const [palette, setPalette] = useState(false)
  const [sheet, setSheet] = useState(false)
  useShortcut({ keys: 'Mod+K', label: i18n.t('Find anything, run a command'), group: 'everywhere', run: () => setPalette(true) })
  useShortcut({ keys: '?', label: i18n.t('Show all shortcuts'), group: 'everywhere', run: () => setSheet(true) })
  useShortcut({
    keys: '/',
    label: i18n.t('Search in this list'),
    group: 'everywhere',
    run: () => document.querySelector<HTMLElement>('[data-search]')?.focus(),
  })
  useFetchAhead()
  return (
    <div className={styles['frame']}>
      <a href="#page" className={styles['skip']}>
        {i18n.t('Skip to the page')}
      </a>
      <Rail onPalette={() => setPalette(true)} onShortcuts={() => setSheet(true)} />
      <main id="page" tabIndex={-1} className={styles['main']}>
        <Outage />
        {children}
      </main>
      <Suspense fallback={null}>
        {palette ? <Palette onClose={() => setPalette(false)} /> : null}
        {sheet ? <ShortcutSheet onClose={() => setSheet(false)} /> : null}
      </Suspense>
      <PageFocus />
      <Slot name="frame.rings" given={{}} floats />
    </div>
  )
}

/** The server is away: says so, keeps what is shown, offers to try now. */
function Outage() {
  const reachable = useReachable()
  const queries = useQueryClient()
  if (reachable) return null
  return (
    <div className={styles['banner']}>
      <Banner
        tone="offline"
        action={
          <Button size="small" onClick={() => void queries.refetchQueries({ type: 'active' })}>
            {i18n.t('Try now')}
          </Button>
        }
      >
        {i18n.t('The server does not answer. What you see may be old; nothing that was saved is lost.')}
      </Banner>
    </div>
  )
}

/** After moving to another page the keyboard starts at its top, and screen readers hear where they are. */
function PageFocus() {
  const path = useLocation({ select: (location) => location.pathname })
  const before = useRef(path)
  useEffect(() => {
    if (path === before.current) return
    before.current = path
    const focused = document.activeElement
    if (focused === document.body || focused?.closest('main') || focused?.closest('nav'))
      document.getElementById('page')?.focus({ preventScroll: true })
  }, [path])
  return null
}

/** Time for the page itself to come first. */
const AHEAD_AFTER_MS = 1_500

/**
 * Fetches the palette and the pages of the rail while nothing else happens: a click then shows at once, and a server that
 * goes away takes no page with it.
 */
function useFetchAhead(): void {
  const router = useRouter()
  const entries = useNavigation()
  const addresses = entries.map((entry) => entry.to).join(' ')
  useEffect(() => {
    const fetchAhead = async () => {
      const pages = addresses.split(' ').map((to) => router.preloadRoute({ to } as never))
      // What fails here is fetched again, and told, when it is opened.
      await Promise.allSettled([loadPalette(), ...pages])
    }
    const timer = setTimeout(() => void fetchAhead(), AHEAD_AFTER_MS)
    return () => clearTimeout(timer)
  }, [router, addresses])
}
