/** The table of roles against the routes of the whole program: a permission that nobody holds, or that opens nothing, is a slip. */
import { expect, test } from 'vitest'
import { namedPermissions, roleHolds, ROLES } from '#core/identity/domain/roles.ts'
import { findContracts } from '../../tools/generators/contracts.ts'

const routes = (await findContracts()).flatMap(({ contract }) => Object.values(contract))
const asked = new Set(
  routes.flatMap(({ access }) =>
    typeof access === 'string' ? [] : [access.permission, ...(access.also ?? []).map(({ permission }) => permission)],
  ),
)

test('every permission that a route asks for is in the table of roles', () => {
  expect([...asked].filter((permission) => !namedPermissions.includes(permission))).toEqual([])
})

test('every permission in the table of roles opens a route, or more of one', () => {
  expect(namedPermissions.filter((permission) => !asked.has(permission))).toEqual([])
})

test('every permission is held by somebody, and every role holds one', () => {
  for (const permission of namedPermissions)
    expect(
      ROLES.some((role) => roleHolds(role, permission)),
      permission,
    ).toBe(true)
  for (const role of ROLES)
    expect(
      namedPermissions.some((permission) => roleHolds(role, permission)),
      role,
    ).toBe(true)
})
