/** Everything behind the door: reads who is there, opens the live stream, draws the frame. Without a session it leads to the door. */
import { useEffect, useMemo, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { Outlet, useRouter } from '@tanstack/react-router'
import { i18n } from '@lingui/core'
import type { identityContract } from '#core/identity/contract/contract.ts'
import { isDensity, isLocale, isTheme } from '#design/preferences/known.ts'
import { prefer } from '#design/preferences/preferences.ts'
import type { ConsolePart } from '#design/navigation/part.ts'
import { securityScreen } from '#core/identity/ui/screens.ts'
import { href, useGo } from '#design/navigation/screen.ts'
import { type Sentences, SentencesProvider } from '#design/navigation/sentences.ts'
import { SettingsProvider } from '#design/navigation/settings.tsx'
import { SlotProvider, type SlotFills } from '#design/navigation/slots.tsx'
import { useClient, useRead } from '#design/session/client.ts'
import { LiveProvider, type LiveSource } from '#design/session/live.ts'
import { type Session, SessionProvider } from '#design/session/session.ts'
import { ErrorState } from '#design/states/states.tsx'
import { parts, settings } from '../features.ts'
import { openLive } from '../live.ts'
import { Frame } from './frame.tsx'
import { FrameSkeleton } from './frame-skeleton.tsx'
import { Scoped } from './scoped.tsx'

const fills: SlotFills = Object.assign({}, ...parts.map((part) => part.fills ?? {}))

const SECURITY = href(securityScreen, {})

export function SignedIn() {
  const identity = useClient<typeof identityContract>('identity')
  const { data: me, error, refetch } = useRead(identity, 'me', {})
  const go = useGo()
  const { history } = useRouter()
  const live = useLiveStream(me !== undefined)
  const sentences = useSentencesOf(parts)
  const shutOut = error?.status === 401

  // Where one was is read when it happens: following the address would send the door's own address along as well.
  useEffect(() => {
    if (shutOut) go(`/sign-in?return=${encodeURIComponent(history.location.href)}`, { replace: true })
  }, [shutOut, go, history])

  // Without the second factor that the organisation asks for nothing else is open; the page that sets one up is.
  const isOverdue = me?.secondFactor.state === 'overdue'
  useEffect(() => {
    if (isOverdue && history.location.pathname !== SECURITY) go(SECURITY, { replace: true })
  }, [isOverdue, go, history])

  const { theme, density, locale, zone } = me ?? {}
  useEffect(() => {
    if (!isTheme(theme) || !isDensity(density)) return
    prefer({ theme, density, zone: zone ?? null, ...(isLocale(locale) ? { locale } : {}) })
  }, [theme, density, locale, zone])

  const session = useMemo<Session | null>(
    () =>
      me ? { personId: me.id, name: me.name, email: me.email, organisation: me.organisation, permissions: new Set(me.permissions) } : null,
    [me],
  )
  if (error && !shutOut && !session) return <ErrorState problem={error} retry={() => void refetch()} />
  if (!session || shutOut) return <FrameSkeleton />
  return (
    <SessionProvider value={session}>
      <LiveProvider value={live}>
        <SlotProvider value={fills}>
          <SettingsProvider value={settings}>
            <SentencesProvider value={sentences}>
              <Scoped>
                <Frame>
                  <Outlet />
                </Frame>
              </Scoped>
            </SentencesProvider>
          </SettingsProvider>
        </SlotProvider>
      </LiveProvider>
    </SessionProvider>
  )
}

function useLiveStream(wanted: boolean): LiveSource {
  const queries = useQueryClient()
  const [live] = useState(() => openLive(queries, parts))
  useEffect(() => (wanted ? live.start() : undefined), [wanted, live])
  return live
}

/** Fetched once for readers of another language than the server's; until then its own words stand. */
function useSentencesOf(all: readonly ConsolePart[]): Sentences {
  const [sentences, setSentences] = useState<Sentences>({})
  useEffect(() => {
    if (i18n.locale === 'en') return
    const tables = all.flatMap((part) => (part.sentences ? [part.sentences()] : []))
    void Promise.all(tables).then((each) => setSentences(Object.assign({}, ...each) as Sentences))
  }, [all])
  return sentences
}
