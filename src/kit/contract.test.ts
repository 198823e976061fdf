import { expect, test } from 'vitest'
import { z } from 'zod'
import { idOf, instantField, PAGE_LIMIT_DEFAULT, pageOf, pageQuery } from './contract.ts'
import { toId } from './ids.ts'
import { instant } from './time.ts'

const uuid = '01890a5d-ac96-774b-bcce-b302099a8057'
const row = z.object({ id: idOf('application'), at: instantField })

test('ids and times change form at the wire and come back the same', () => {
  const inner = { id: uuid, at: instant('2026-11-21T10:00:00Z') }
  const wire = z.encode(row, inner)
  expect(wire).toEqual({ id: toId('application', uuid), at: '2026-11-21T10:00:00.000Z' })
  expect(z.decode(row, wire)).toEqual(inner)
})

test('an id of another kind is refused with words that show a good one', () => {
  const result = row.safeParse({ id: toId('client', uuid), at: '2026-11-21T10:00:00Z' })
  expect(result.error?.issues[0]?.path).toEqual(['id'])
  expect(result.error?.issues[0]?.message).toContain('app_')
})

test('a time without a zone is refused, since nobody could say which instant it is', () => {
  expect(row.safeParse({ id: toId('application', uuid), at: '2026-11-21T10:00:00' }).success).toBe(false)
})

test('a page has a bound even when nobody asked for one', () => {
  expect(z.object(pageQuery).parse({})).toEqual({ limit: PAGE_LIMIT_DEFAULT })
  expect(z.object(pageQuery).safeParse({ limit: '201' }).success).toBe(false)
})

test('the wire side of an answer can be drawn as JSON Schema', () => {
  const schema = z.toJSONSchema(pageOf(row), { io: 'input' })
  expect(JSON.stringify(schema)).toContain('date-time')
})
