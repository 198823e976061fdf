/** Shows a page to those who hold its permission, and to others who can grant it. */
import type { ComponentType } from 'react'
import { useSession } from '#design/session/session.ts'
import { ForbiddenState } from '#design/states/states.tsx'

/** Pages without a permission are left as they are. */
export function guarded(Page: ComponentType, permission: string | null | undefined): ComponentType {
  if (!permission) return Page
  return function GuardedPage() {
    const { permissions } = useSession()
    return permissions.has(permission) ? <Page /> : <ForbiddenState />
  }
}
