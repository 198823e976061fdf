import { describe, expect, test } from 'vitest'
import { toId } from '#kit/ids.ts'
import { judgeAudience, judgeSend, type AudienceAsked } from './judge.ts'
import { mentionsIn, recordAddressesIn } from './text.ts'

const TARA = '018d0c5e-0000-7000-8000-000000000012'
const EMEKA = '018d0c5e-0000-7000-8000-000000000013'
const [tara, emeka] = [toId('person', TARA), toId('person', EMEKA)]

describe('what a text names', () => {
  test('people are found once each, wherever they stand, and nothing that only looks like one', () => {
    expect(mentionsIn(`@${tara} and (@${emeka}), @${tara}!`)).toEqual([TARA, EMEKA])
    expect(mentionsIn(`${tara} @${tara}0 @per_nobody @Tara`)).toEqual([])
  })

  test('addresses of this installation are found, others are not', () => {
    const id = toId('decision', TARA)
    const at = (text: string) => recordAddressesIn(text, 'https://pitcrew.example').map((found) => found.id)
    expect(at(`See https://pitcrew.example/decisions/${id}. And https://pitcrew.example/decisions/${id}?client=x`)).toEqual([id, id])
    expect(at(`https://pitcrew.example.evil/decisions/${id} https://pitcrew.example/decisions /decisions/${id}`)).toEqual([])
  })
})

describe('who hears a comment', () => {
  const table: readonly (readonly [AudienceAsked, string])[] = [
    [{ record: 'internal', asked: undefined, isTeam: true }, 'internal'],
    [{ record: 'internal', asked: 'client', isTeam: true }, 'record_is_internal'],
    [{ record: 'client', asked: undefined, isTeam: true }, 'internal'],
    [{ record: 'client', asked: 'client', isTeam: true }, 'client'],
    [{ record: 'public', asked: 'client', isTeam: true }, 'client'],
    [{ record: 'client', asked: undefined, isTeam: false }, 'client'],
    [{ record: 'client', asked: 'client', isTeam: false }, 'client'],
    [{ record: 'client', asked: 'internal', isTeam: false }, 'contacts_speak_openly'],
  ]
  test.each(table)('%o: %s', (asked, expected) => {
    const verdict = judgeAudience(asked)
    expect(verdict.allowed ? verdict.audience : verdict.reason).toBe(expected)
  })
})

describe('sending', () => {
  const newest = { id: EMEKA, authorId: EMEKA }
  test('is held when somebody else said something that was not seen', () => {
    expect(judgeSend({ newest, seenId: TARA, authorId: TARA })).toEqual({ allowed: false, reason: 'newer_exists' })
    expect(judgeSend({ newest, seenId: null, authorId: TARA })).toEqual({ allowed: false, reason: 'newer_exists' })
  })
  test('is not held by what was seen, by one’s own words, or for scripts that do not look', () => {
    expect(judgeSend({ newest, seenId: EMEKA, authorId: TARA }).reason).toBe('nothing_newer')
    expect(judgeSend({ newest: undefined, seenId: null, authorId: TARA }).reason).toBe('nothing_newer')
    expect(judgeSend({ newest, seenId: null, authorId: EMEKA }).reason).toBe('newer_is_own')
    expect(judgeSend({ newest, seenId: undefined, authorId: TARA }).reason).toBe('not_asked')
  })
})
