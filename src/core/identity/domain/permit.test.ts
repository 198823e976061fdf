import { describe, expect, test } from 'vitest'
import type { Audience, Scope } from '#kit/event.ts'
import { may, organisationScope, reach, type Grant, type PermitReason, type Rights } from './permit.ts'
import { CLEARANCE, roleHolds, ROLES, type Role } from './roles.ts'

const CLIENT_A = '01930000-0000-7000-8000-00000000000a'
const CLIENT_B = '01930000-0000-7000-8000-00000000000b'
const APPLICATION_A = '01930000-0000-7000-8000-0000000000aa'
const APPLICATION_B = '01930000-0000-7000-8000-0000000000bb'

const READ = 'catalog.applications.read'
const WRITE = 'catalog.applications.write'

const everywhere = (role: Role): Grant => ({ role, clientId: null, applicationId: null })
const forClient = (role: Role, clientId: string): Grant => ({ role, clientId, applicationId: null })
const forApplication = (role: Role, applicationId: string): Grant => ({ role, clientId: null, applicationId })
const rights = (...grants: Grant[]): Rights => ({ grants, scopes: null })
const at = (audience: Audience): Scope => ({ clientId: CLIENT_A, applicationId: APPLICATION_A, audience })

const cast: Record<string, Rights> = {
  owner: rights(everywhere('owner')),
  lead: rights(everywhere('technical_lead')),
  'engineer of client A': rights(forClient('support_engineer', CLIENT_A)),
  'developer of the application': rights(forApplication('developer', APPLICATION_A)),
  'contact of client A': rights(forClient('client_contact', CLIENT_A)),
  'lead of client B': rights(forClient('technical_lead', CLIENT_B)),
  'developer of another application': rights(forApplication('developer', APPLICATION_B)),
  'stranger, contact of client B': rights(forClient('client_contact', CLIENT_B)),
  'somebody without a role': rights(),
}

type Expected = Record<'read internal' | 'read shared' | 'read public' | 'write shared', PermitReason>
const all = (reason: PermitReason): Expected => ({
  'read internal': reason,
  'read shared': reason,
  'read public': reason,
  'write shared': reason,
})

// On a record of client A's application. One row a person: it is what the stranger must never get past.
const table: Record<string, Expected> = {
  owner: all('granted_everywhere'),
  lead: all('granted_everywhere'),
  'engineer of client A': all('granted_here'),
  'developer of the application': all('granted_here'),
  'contact of client A': {
    'read internal': 'internal_to_the_team',
    'read shared': 'granted_here',
    'read public': 'granted_here',
    'write shared': 'permission_not_held',
  },
  'lead of client B': all('granted_elsewhere'),
  'developer of another application': all('granted_elsewhere'),
  'stranger, contact of client B': { ...all('granted_elsewhere'), 'write shared': 'permission_not_held' },
  'somebody without a role': all('permission_not_held'),
}

describe('who may do what on a record of client A', () => {
  for (const [who, expected] of Object.entries(table)) {
    test(`${who}: ${[...new Set(Object.values(expected))].join(', ')}`, () => {
      const caller = cast[who] as Rights
      expect({
        'read internal': may(caller, READ, at('internal')).reason,
        'read shared': may(caller, READ, at('client')).reason,
        'read public': may(caller, READ, at('public')).reason,
        'write shared': may(caller, WRITE, at('client')).reason,
      }).toEqual(expected)
    })
  }
})

test('records of the organisation itself need a role held everywhere', () => {
  expect(may(cast['lead'] as Rights, READ, organisationScope).allowed).toBe(true)
  expect(may(cast['engineer of client A'] as Rights, READ, organisationScope)).toEqual({ allowed: false, reason: 'granted_elsewhere' })
})

test('a role for a client and an application holds only where both fit', () => {
  const caller = rights({ role: 'developer', clientId: CLIENT_A, applicationId: APPLICATION_A })
  expect(may(caller, WRITE, at('internal')).allowed).toBe(true)
  expect(may(caller, WRITE, { ...at('internal'), applicationId: null }).allowed).toBe(false)
  expect(may(caller, WRITE, { ...at('internal'), clientId: CLIENT_B }).allowed).toBe(false)
})

test('a contact without a client reaches nothing rather than everything', () => {
  const caller = rights(everywhere('client_contact'))
  expect(may(caller, READ, at('public')).allowed).toBe(false)
  expect(may(caller, READ, { clientId: null, applicationId: null, audience: 'public' }).allowed).toBe(false)
})

test('a colleague for one client and a contact of another is each where they are', () => {
  const both = rights(forClient('user_support', CLIENT_B), forClient('client_contact', CLIENT_A))
  expect(may(both, READ, at('internal')).reason).toBe('internal_to_the_team')
  expect(may(both, READ, at('client')).reason).toBe('granted_here')
  expect(may(both, READ, { ...at('internal'), clientId: CLIENT_B }).reason).toBe('granted_here')
})

describe('an API key', () => {
  const owner = [everywhere('owner')]

  test('does not reach beyond its scopes, even the owner’s', () => {
    expect(may({ grants: owner, scopes: [READ] }, READ, at('internal')).allowed).toBe(true)
    expect(may({ grants: owner, scopes: [READ] }, WRITE, at('internal')).reason).toBe('outside_key_scopes')
    expect(reach({ grants: owner, scopes: [READ] }, WRITE)).toEqual({ everything: false, areas: [] })
  })

  test('loses what its person loses', () => {
    expect(may({ grants: [], scopes: [READ] }, READ, at('public')).reason).toBe('permission_not_held')
  })
})

describe('the table of roles', () => {
  test('the owner holds every permission, also one that a part declares tomorrow', () => {
    expect(roleHolds('owner', 'reporting.figures.write')).toBe(true)
  })

  test('a client contact changes nothing and sees neither people nor jobs nor the audit trail', () => {
    const refused = ['identity.people.read', 'identity.keys.write', 'operation.audit.read', 'operation.jobs.read', WRITE]
    expect(refused.filter((permission) => roleHolds('client_contact', permission))).toEqual([])
  })

  test('only owners change people, the organisation and settings', () => {
    for (const permission of ['identity.people.write', 'identity.organisation.write', 'operation.settings.write']) {
      expect(ROLES.filter((role) => roleHolds(role, permission))).toEqual(['owner'])
    }
  })
})

describe('what is restricted', () => {
  const RECORD = '01930000-0000-7000-8000-0000000000cc'
  const restricted: Scope = { ...at('restricted'), recordId: RECORD }
  const reasonFor = (caller: Rights) => may(caller, READ, restricted).reason

  test('is for owners and technical leads, each where they are', () => {
    expect(reasonFor(cast['owner'] as Rights)).toBe('granted_everywhere')
    expect(reasonFor(cast['lead'] as Rights)).toBe('granted_everywhere')
    expect(reasonFor(rights(forClient('technical_lead', CLIENT_A)))).toBe('granted_here')
    expect(reasonFor(cast['lead of client B'] as Rights)).toBe('granted_elsewhere')
  })

  test('is closed to everybody else, however wide their roles are', () => {
    expect(reasonFor(cast['engineer of client A'] as Rights)).toBe('restricted')
    expect(reasonFor(rights(everywhere('developer')))).toBe('restricted')
    expect(reasonFor(cast['contact of client A'] as Rights)).toBe('internal_to_the_team')
    expect(reasonFor(rights(everywhere('developer'), forClient('technical_lead', CLIENT_B)))).toBe('restricted')
  })

  test('is open to whoever was admitted to that very record, as far as their roles go', () => {
    const engineer = { ...(cast['engineer of client A'] as Rights), admitted: [RECORD] }
    expect(reasonFor(engineer)).toBe('granted_here')
    expect(may(engineer, READ, { ...restricted, recordId: CLIENT_A }).reason).toBe('restricted')
    expect(may(engineer, 'identity.people.write', restricted).reason).toBe('permission_not_held')
    expect(reasonFor({ ...(cast['stranger, contact of client B'] as Rights), admitted: [RECORD] })).toBe('granted_elsewhere')
    expect(reasonFor({ ...(cast['contact of client A'] as Rights), admitted: [RECORD] })).toBe('internal_to_the_team')
  })

  test('is closed to an API key without the clearance, also the owner’s', () => {
    const owner = [everywhere('owner')]
    expect(reasonFor({ grants: owner, scopes: [READ], admitted: [RECORD] })).toBe('restricted')
    expect(reasonFor({ grants: owner, scopes: [READ, CLEARANCE] })).toBe('granted_everywhere')
  })
})
