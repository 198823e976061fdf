/** The table of who may do what. */
import type { Permission } from '#platform/module.ts'
import { ROLES, roleHolds, roleWords } from '../domain/roles.ts'

/** Roles in their order, permissions by name with the sentence of the part that declares them. */
export function permissionTable(permissions: readonly Permission[]) {
  const byName = [...permissions].toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
  return {
    roles: ROLES.map((role) => ({ role, ...roleWords[role] })),
    permissions: byName.map(({ name, allows }) => ({ name, allows, heldBy: ROLES.filter((role) => roleHolds(role, name)) })),
  }
}
