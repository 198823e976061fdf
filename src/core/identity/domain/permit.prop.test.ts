import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Scope } from '#kit/event.ts'
import { covers, holds, liesWithin, may, reach, recordAreas, type Rights } from './permit.ts'
import { namedPermissions, ROLES } from './roles.ts'

// Few ids, so that places often meet.
const client = fc.constantFrom(null, 'client-a', 'client-b')
const application = fc.constantFrom(null, 'application-a', 'application-b')
const permission = fc.constantFrom(...namedPermissions)
const rights: fc.Arbitrary<Rights> = fc.record({
  grants: fc.array(fc.record({ role: fc.constantFrom(...ROLES), clientId: client, applicationId: application }), { maxLength: 4 }),
  scopes: fc.option(fc.subarray([...namedPermissions]), { nil: null }),
})
const scope: fc.Arbitrary<Scope> = fc.record({
  clientId: client,
  applicationId: application,
  audience: fc.constantFrom('internal', 'client', 'public'),
})

test('a list shows exactly what a page would open', () => {
  fc.assert(
    fc.property(rights, permission, scope, (caller, wanted, where) => {
      expect(covers(reach(caller, wanted), where)).toBe(may(caller, wanted, where).allowed)
    }),
    { numRuns: 2_000 },
  )
})

test('what is allowed somewhere is held, so a route never refuses what its action would allow', () => {
  fc.assert(
    fc.property(rights, permission, scope, (caller, wanted, where) => {
      if (may(caller, wanted, where).allowed) expect(holds(caller, wanted)).toBe(true)
    }),
  )
})

test('a further role never takes anything away', () => {
  fc.assert(
    fc.property(rights, rights, permission, scope, (caller, further, wanted, where) => {
      const more: Rights = { grants: [...caller.grants, ...further.grants], scopes: caller.scopes }
      if (may(caller, wanted, where).allowed) expect(may(more, wanted, where).allowed).toBe(true)
    }),
  )
})

test('an API key never allows what its person may not do', () => {
  fc.assert(
    fc.property(rights, permission, scope, (caller, wanted, where) => {
      if (may(caller, wanted, where).allowed) expect(may({ ...caller, scopes: null }, wanted, where).allowed).toBe(true)
    }),
  )
})

const record = fc.constantFrom('record-a', 'record-b')
const admittedRights: fc.Arbitrary<Rights> = fc.tuple(rights, fc.uniqueArray(record)).map(([own, admitted]) => ({ ...own, admitted }))
const recordScope: fc.Arbitrary<Scope> = fc
  .tuple(scope, fc.constantFrom('restricted', 'internal', 'client', 'public'), record)
  .map(([where, audience, recordId]) => ({ ...where, audience, recordId }))

test('a list of records shows exactly what a page would open, restricted ones too', () => {
  fc.assert(
    fc.property(admittedRights, permission, recordScope, (caller, wanted, where) => {
      expect(liesWithin(recordAreas(caller, wanted), where)).toBe(may(caller, wanted, where).allowed)
    }),
    { numRuns: 5_000 },
  )
})

test('whoever may see what is restricted may see what is not', () => {
  fc.assert(
    fc.property(admittedRights, permission, recordScope, (caller, wanted, where) => {
      if (may(caller, wanted, { ...where, audience: 'restricted' }).allowed)
        expect(may(caller, wanted, { ...where, audience: 'internal' }).allowed).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})
