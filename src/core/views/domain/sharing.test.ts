import { expect, test } from 'vitest'
import { isShown, judgeChange, type Shared, type Viewer } from './sharing.ts'

const viewer = (over: Partial<Viewer> = {}): Viewer => ({ personId: 'me', roles: ['qa'], mayShare: false, ...over })
const view = (over: Partial<Shared> = {}): Shared => ({ ownerId: 'other', shared: 'personal', role: null, ...over })

test('a personal view is its owner’s alone', () => {
  expect(isShown(view(), viewer())).toBe(false)
  expect(isShown(view({ ownerId: 'me' }), viewer())).toBe(true)
})

test('a view that is shared with a role is shown to those who hold it', () => {
  expect(isShown(view({ shared: 'role', role: 'qa' }), viewer())).toBe(true)
  expect(isShown(view({ shared: 'role', role: 'developer' }), viewer())).toBe(false)
  expect(isShown(view({ shared: 'everyone' }), viewer())).toBe(true)
})

test.each([
  ['their own', view({ ownerId: 'me' }), { shared: 'personal' }, viewer(), 'own'],
  ['one of somebody else', view(), { shared: 'personal' }, viewer({ mayShare: true }), 'not_shown'],
  ['one that was shared with them', view({ shared: 'everyone' }), null, viewer(), 'not_yours'],
  ['a shared one as somebody who may share', view({ shared: 'everyone' }), null, viewer({ mayShare: true }), 'sharer'],
  ['their own into a shared one without the right', view({ ownerId: 'me' }), { shared: 'everyone' }, viewer(), 'may_not_share'],
] as const)('changing %s', (_, before, next, who, reason) => {
  expect(judgeChange(before, next, who)).toEqual({ allowed: reason === 'own' || reason === 'sharer', reason })
})
