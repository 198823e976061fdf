import { describe, expect, test } from 'vitest'
import { grantsOfGroups, groupsIn, judgeGroups, type GroupRule, type HeldGrant } from './provider-groups.ts'
import type { Role } from './roles.ts'

const rule = (group: string, role: Role, clientId: string | null = null): GroupRule => ({ group, role, clientId, applicationId: null })
const held = (role: Role, byGroup: string | null, clientId: string | null = null): HeldGrant => ({
  id: `${role} of ${byGroup}`,
  role,
  clientId,
  applicationId: null,
  byGroup,
})

describe('the groups of a claim', () => {
  test.each([
    ['a list', { groups: ['leads', 'qa'] }, 'groups', ['leads', 'qa']],
    ['one text', { groups: 'leads' }, 'groups', ['leads']],
    ['an empty text', { groups: '' }, 'groups', []],
    ['a missing claim', {}, 'groups', []],
    ['what is no text in a list', { groups: ['leads', 7, null] }, 'groups', ['leads']],
    ['a path', { access: { roles: ['leads'] } }, 'access.roles', ['leads']],
    ['a name with dots in it', { 'https://example.org/groups': ['leads'] }, 'https://example.org/groups', ['leads']],
    ['too many to be named', { _claim_names: { groups: 'src1' } }, 'groups', 'withheld'],
  ])('%s', (_what, claims, claim, groups) => expect(groupsIn(claims, claim)).toEqual(groups))
})

test('members of several groups get each role once, by the first rule that gives it', () => {
  const rules = [rule('leads', 'technical_lead'), rule('everybody', 'qa'), rule('staff', 'technical_lead'), rule('acme', 'qa', 'acme')]
  expect(grantsOfGroups(rules, ['staff', 'leads', 'acme'])).toEqual([rules[0], rules[3]])
  expect(grantsOfGroups(rules, ['Leads'])).toEqual([])
})

describe('at a sign-in', () => {
  const judge = (has: readonly HeldGrant[], due: readonly GroupRule[], activeOwners: readonly string[] = ['somebody else']) =>
    judgeGroups({ held: has, due, activeOwners, personId: 'ada' })

  test('roles of groups become those that are due, and those given by hand stay', () => {
    const [byHand, still, over] = [held('developer', null), held('qa', 'testers'), held('technical_lead', 'leads')]
    const [due, present] = [rule('support', 'user_support'), rule('testers', 'qa')]
    expect(judge([byHand, still, over], [due, present])).toEqual({ take: [over], give: [due], kept: undefined, holdsRole: true })
  })

  test('a role that was given by hand is not given a second time', () => {
    expect(judge([held('qa', null)], [rule('testers', 'qa')])).toMatchObject({ take: [], give: [], holdsRole: true })
  })

  test('whoever is in no group any more holds nothing', () => {
    expect(judge([held('qa', 'testers')], [])).toMatchObject({ take: [{ role: 'qa' }], holdsRole: false })
  })

  test('the last owner stays one, and says so', () => {
    const owner = held('owner', 'admins')
    expect(judge([owner], [], ['ada'])).toEqual({ take: [], give: [], kept: owner, holdsRole: true })
    expect(judge([owner], [], ['ada', 'olivia'])).toMatchObject({ take: [owner], kept: undefined, holdsRole: false })
    expect(judge([owner], [rule('chiefs', 'owner')], ['ada'])).toMatchObject({
      take: [owner],
      give: [{ group: 'chiefs' }],
      kept: undefined,
    })
  })
})
