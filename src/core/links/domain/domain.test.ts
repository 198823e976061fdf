import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Scope } from '#kit/event.ts'
import { scopeOfBoth } from './scope.ts'
import { endsOf, LINK_TYPES } from './types.ts'

const ANNA = '018d0c5e-0000-7000-8000-000000000001'
const BERT = '018d0c5e-0000-7000-8000-000000000002'
const typed = (type: string) => LINK_TYPES.find((one) => one.type === type) ?? { type, forward: type, backward: type }

test('a link reads the same from either side', () => {
  const forward = endsOf(typed('blocks'), { recordId: ANNA, otherId: BERT, direction: 'forward' })
  expect(endsOf(typed('blocks'), { recordId: BERT, otherId: ANNA, direction: 'backward' })).toEqual(forward)
  expect(forward).toEqual({ sourceId: ANNA, targetId: BERT })
})

test('what has no direction is kept once, whoever begins', () => {
  const one = endsOf(typed('relates'), { recordId: BERT, otherId: ANNA, direction: 'forward' })
  expect(endsOf(typed('relates'), { recordId: ANNA, otherId: BERT, direction: 'backward' })).toEqual(one)
})

test('every type has its words, and no two the same name', () => {
  expect(new Set(LINK_TYPES.map(({ type }) => type)).size).toBe(LINK_TYPES.length)
})

const client = fc.constantFrom(null, 'a', 'b')
const scope: fc.Arbitrary<Scope> = fc.record({
  clientId: client,
  applicationId: client,
  audience: fc.constantFrom('internal', 'client', 'public'),
})

test('where a link is told lies within both places, or in the organisation’s own', () => {
  fc.assert(
    fc.property(scope, scope, (a, b) => {
      const both = scopeOfBoth(a, b)
      expect(both).toEqual(scopeOfBoth(b, a))
      expect([null, a.clientId]).toContain(both.clientId)
      if (a.clientId !== b.clientId) expect(both).toMatchObject({ clientId: null, applicationId: null })
      if (a.audience === 'internal') expect(both.audience).toBe('internal')
    }),
  )
})
