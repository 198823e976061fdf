/** Who is signed in, as far as every screen needs to know: identity's own answer has more, and its screens read it. */
import { createContext, useContext } from 'react'
import { i18n } from '@lingui/core'

export interface Session {
  readonly personId: string
  readonly name: string
  readonly email: string
  readonly organisation: { readonly id: string; readonly name: string }
  readonly permissions: ReadonlySet<string>
}

const SessionContext = createContext<Session | null>(null)
export const SessionProvider = SessionContext.Provider

/** Only below the signed-in part of the shell. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession outside the signed-in shell')
  return session
}

/** Why this person may not do it, or null when they may; for `why` of buttons. */
export function useWhyNot(): (permission: string) => string | null {
  const { permissions } = useSession()
  return (permission) =>
    permissions.has(permission) ? null : i18n.t('Your roles do not include this. An owner can grant it under People.')
}
