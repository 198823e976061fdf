import { expect, test } from 'vitest'
import { toId } from '#kit/ids.ts'
import { actorIdOf, narrow, searchOf } from './audit-filter.ts'

const uuid = '01890a5d-ac96-774b-bcce-b302099a8057'
const all = { clientId: null, applicationId: null, audiences: ['internal', 'client', 'public'] as const }

test('whoever sees everything sees one client when asking for one', () => {
  expect(narrow([all], { clientId: 'a' })).toEqual([{ ...all, clientId: 'a' }])
})

test('asking for another client gives nothing instead of everything', () => {
  expect(narrow([{ ...all, clientId: 'a' }], { clientId: 'b' })).toEqual([])
})

test('a part of one application stays within it', () => {
  expect(narrow([{ ...all, applicationId: 'x' }], { clientId: 'a' })).toEqual([{ ...all, clientId: 'a', applicationId: 'x' }])
})

test('people and keys are asked for by their ids, jobs by their names', () => {
  expect(actorIdOf(toId('person', uuid))).toBe(uuid)
  expect(actorIdOf(toId('api_key', uuid))).toBe(uuid)
  expect(actorIdOf('operation.verify_schedule')).toBe('operation.verify_schedule')
})

test('filters that were not given are not asked', () => {
  expect(searchOf({ kind: 'client.created', actor: undefined })).toEqual({ kind: 'client.created' })
})
