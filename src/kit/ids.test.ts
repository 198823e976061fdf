import fc from 'fast-check'
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { prefixes, toId, toUuid, type Thing } from './ids.ts'

const things = Object.keys(prefixes) as Thing[]

describe('ids as people see them', () => {
  // Vectors of the TypeID specification (valid.json); a change here would orphan every link ever sent.
  test.each([
    ['00000000-0000-0000-0000-000000000000', '00000000000000000000000000'],
    ['00000000-0000-0000-0000-000000000001', '00000000000000000000000001'],
    ['00000000-0000-0000-0000-00000000000a', '0000000000000000000000000a'],
    ['00000000-0000-0000-0000-000000000010', '0000000000000000000000000g'],
    ['00000000-0000-0000-0000-000000000020', '00000000000000000000000010'],
    ['ffffffff-ffff-ffff-ffff-ffffffffffff', '7zzzzzzzzzzzzzzzzzzzzzzzzz'],
    ['0110c853-1d09-52d8-d73e-1194e95b5f19', '0123456789abcdefghjkmnpqrs'],
    ['01890a5d-ac96-774b-bcce-b302099a8057', '01h455vb4pex5vsknk084sn02q'],
  ])('%s reads %s', (uuid, suffix) => {
    expect(toId('application', uuid)).toBe(`app_${suffix}`)
    expect(toUuid('application', `app_${suffix}`)).toBe(uuid)
  })

  test('every UUID comes back from its id, whatever the thing', () => {
    fc.assert(fc.property(fc.uuid(), fc.constantFrom(...things), (uuid, thing) => toUuid(thing, toId(thing, uuid)) === uuid))
  })

  test('ids sort as their UUIDs do, so newest-first lists hold for both forms', () => {
    const uuids = Array.from({ length: 200 }, () => uuidv7())
    const ids = uuids.map((uuid) => toId('event', uuid))
    expect(ids.toSorted()).toEqual(uuids.toSorted().map((uuid) => toId('event', uuid)))
  })

  test('an id of another kind, of a wrong length, over 128 bits or with foreign letters is no id', () => {
    const good = toId('application', uuidv7())
    for (const bad of [
      good.replace('app_', 'cli_'),
      `${good}0`,
      good.slice(0, -1),
      'app_8zzzzzzzzzzzzzzzzzzzzzzzzz',
      'app_01h455vb4pex5vsknk084sn02i',
      '',
      'app_',
      good.toUpperCase(),
    ])
      expect(toUuid('application', bad), bad).toBeUndefined()
  })

  test('a text that is no UUID is refused rather than given an id', () => {
    expect(() => toId('event', 'no-uuid')).toThrow(RangeError)
  })

  test('no two things share a prefix', () => {
    expect(new Set(Object.values(prefixes)).size).toBe(things.length)
  })
})
