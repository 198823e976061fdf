/** The console as a whole: cache, router, language, notes. The tree is drawn anew when the language changes. */
import { useEffect, useState } from 'react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { i18n } from '@lingui/core'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { HOUR_MS, SECOND_MS } from '#kit/time.ts'
import { usePreferences } from '#design/preferences/preferences.ts'
import { CallerProvider, Problem } from '#design/session/client.ts'
import { listenForShortcuts } from '#design/keyboard/keyboard.ts'
import { ToastProvider } from '#design/toast/toast.tsx'
import { createCaller } from './caller.ts'
import { speak } from './language.ts'
import { prove, Proving } from './proving.tsx'
import { createConsoleRouter } from './router.tsx'

/** Live events say when something changed; this only bounds what a lost event can leave stale. */
const STALE_MS = 30 * SECOND_MS
/** Pages left an hour ago still open with what they showed. */
const KEPT_MS = HOUR_MS
const RETRIES_MAX = 4
const RETRY_WAIT_MS_MAX = 15 * SECOND_MS

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // Offline too, a read is tried and told to have failed: waiting in silence would look like loading.
      networkMode: 'always',
      staleTime: STALE_MS,
      gcTime: KEPT_MS,
      retry: (count, error) => count < RETRIES_MAX && isPassing(error),
      retryDelay: (count, error) => {
        const told = error instanceof Problem ? error.retryAfterSeconds : undefined
        return told ? told * SECOND_MS : Math.min(SECOND_MS * 2 ** count, RETRY_WAIT_MS_MAX)
      },
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})

function isPassing(error: unknown): boolean {
  return error instanceof Problem && (error.status === 0 || error.status >= 502)
}

const caller = createCaller(prove)
const router = createConsoleRouter()

export function Console() {
  const { locale } = usePreferences()
  const [spoken, setSpoken] = useState(i18n.locale)
  useEffect(() => listenForShortcuts(), [])
  useEffect(() => {
    void speak(locale).then(() => setSpoken(locale))
  }, [locale])
  return (
    <QueryClientProvider client={queries}>
      <CallerProvider value={caller}>
        <I18nProvider locale={spoken}>
          <ToastProvider key={spoken}>
            <RouterProvider router={router} />
            <Proving />
          </ToastProvider>
        </I18nProvider>
      </CallerProvider>
    </QueryClientProvider>
  )
}
