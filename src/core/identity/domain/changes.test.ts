import { describe, expect, test } from 'vitest'
import { judgeDeactivation, judgeGranting, judgeGrantShape, judgeInviting, judgeOwnerLoss, judgeReactivation } from './changes.ts'
import type { Grant, Rights } from './permit.ts'
import type { Role } from './roles.ts'

const CLIENT_A = '01930000-0000-7000-8000-00000000000a'
const CLIENT_B = '01930000-0000-7000-8000-00000000000b'

const grant = (role: Role, clientId: string | null = null, applicationId: string | null = null): Grant => ({
  role,
  clientId,
  applicationId,
})
const allowed = { allowed: true }
const refused = (reason: string) => ({ allowed: false, reason })

describe('the last owner', () => {
  test('stays', () => {
    expect(judgeOwnerLoss(['olivia'], 'olivia')).toEqual(refused('last_owner'))
  })

  test('goes when another is there', () => {
    expect(judgeOwnerLoss(['olivia', 'tara'], 'olivia')).toEqual(allowed)
  })

  test('is no obstacle to changing somebody else', () => {
    expect(judgeOwnerLoss(['olivia'], 'deepak')).toEqual(allowed)
  })
})

describe('the shape of a role', () => {
  test.each([
    ['an owner of everything', grant('owner'), allowed],
    ['an owner of one client', grant('owner', CLIENT_A), refused('owner_everywhere_only')],
    ['an owner of one application', grant('owner', null, 'shop'), refused('owner_everywhere_only')],
    ['a contact of a client', grant('client_contact', CLIENT_A), allowed],
    ['a contact of nobody', grant('client_contact'), refused('contact_needs_client')],
    ['a contact of an application only', grant('client_contact', null, 'shop'), refused('contact_needs_client')],
    ['a developer of one application', grant('developer', null, 'shop'), allowed],
  ])('%s', (_, given, verdict) => {
    expect(judgeGrantShape(given)).toEqual(verdict)
  })
})

describe('giving away rights', () => {
  const owner: Rights = { grants: [grant('owner')], scopes: null }
  const leadOfA: Rights = { grants: [grant('technical_lead', CLIENT_A)], scopes: null }

  test('an owner makes another owner', () => {
    expect(judgeGranting(owner, grant('owner'))).toEqual(allowed)
  })

  test('a lead of one client gives roles there and not at another client’s', () => {
    expect(judgeGranting(leadOfA, grant('qa', CLIENT_A))).toEqual(allowed)
    expect(judgeGranting(leadOfA, grant('qa', CLIENT_B))).toEqual(refused('beyond_own_rights'))
    expect(judgeGranting(leadOfA, grant('qa'))).toEqual(refused('beyond_own_rights'))
    expect(judgeGranting(leadOfA, grant('owner'))).toEqual(refused('beyond_own_rights'))
  })

  test('an owner’s API key gives away only what the key itself may do', () => {
    const key: Rights = { ...owner, scopes: ['identity.people.write'] }
    expect(judgeGranting(key, grant('owner'))).toEqual(refused('beyond_own_rights'))
    expect(judgeGranting(key, grant('client_contact', CLIENT_A))).toEqual(refused('beyond_own_rights'))
  })
})

describe('states of a person', () => {
  test('an active account is not invited again, everybody else is', () => {
    expect(judgeInviting('active')).toEqual(refused('already_member'))
    expect([judgeInviting(null), judgeInviting('invited'), judgeInviting('deactivated')]).toEqual([allowed, allowed, allowed])
  })

  test('only an active account is deactivated', () => {
    expect(judgeDeactivation('active')).toEqual(allowed)
    expect(judgeDeactivation('invited')).toEqual(refused('not_active'))
    expect(judgeDeactivation('deactivated')).toEqual(refused('not_active'))
  })

  test('who had joined comes back with the password they had; who never did is invited', () => {
    expect(judgeReactivation({ state: 'deactivated', hasWayIn: true })).toEqual(allowed)
    expect(judgeReactivation({ state: 'deactivated', hasWayIn: false })).toEqual(refused('never_joined'))
    expect(judgeReactivation({ state: 'active', hasWayIn: true })).toEqual(refused('not_deactivated'))
  })
})
