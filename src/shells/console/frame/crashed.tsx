/** What stands where a page failed to draw, and where no page is. The frame around it stays. */
import { useEffect } from 'react'
import { useRouter } from '@tanstack/react-router'
import { CloudOff, Compass } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { ButtonLink } from '#design/link/link.tsx'
import { useTitle } from '#design/page-header/page-header.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { useReachable } from '../caller.ts'

/** A chunk that is gone means that the server was updated under an open tab: reloading brings the new one. */
const STALE_CHUNK = /dynamically imported module|Importing a module script failed|error loading dynamically/i

export function CrashedPage({ error: thrown }: { readonly error: unknown }) {
  const router = useRouter()
  useTitle(i18n.t('Something went wrong'))
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  const reachable = useReachable()
  const stale = STALE_CHUNK.test(error.message)
  useEffect(() => {
    if (!stale) reportError(thrown)
  }, [thrown, stale])
  if (stale && reachable && navigator.onLine) {
    return (
      <EmptyState icon={<Compass aria-hidden />} title={i18n.t('Pitcrew was updated.')} action={<ReloadButton />}>
        {i18n.t('This tab still has the version before. Nothing that was saved is lost.')}
      </EmptyState>
    )
  }
  if (stale) {
    return (
      <EmptyState icon={<CloudOff aria-hidden />} title={i18n.t('This page could not be fetched.')} action={<ReloadButton />}>
        {i18n.t('The server does not answer.')}
      </EmptyState>
    )
  }
  return <ErrorState problem={error} retry={() => void router.invalidate()} />
}

function ReloadButton() {
  return <Button onClick={() => location.reload()}>{i18n.t('Reload')}</Button>
}

export function UnknownPage() {
  useTitle(i18n.t('Nothing here'))
  return (
    <EmptyState
      icon={<Compass aria-hidden />}
      title={i18n.t('There is no page at this address.')}
      action={<ButtonLink to="/">{i18n.t('Go to Now')}</ButtonLink>}
    >
      {i18n.t('It may have been moved, or the link was cut in two.')}
    </EmptyState>
  )
}
