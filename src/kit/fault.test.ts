import { expect, test } from 'vitest'
import { common, defineCodes, Fault, invariant } from './fault.ts'

test('a fault keeps what the log needs apart from what the person reads', () => {
  const fault = new Fault(common.conflict, {
    detail: 'The name is taken.',
    internal: 'unique violation on client_slug',
    cause: new Error('23505'),
  })
  expect(fault.publicMessage).toBe('The name is taken.')
  expect(fault.message).toBe('unique violation on client_slug')
  expect(JSON.stringify({ ...fault, message: undefined, internal: undefined })).not.toContain('23505')
})

test('a fault without words of its own says the title of its code', () => {
  expect(new Fault(common.not_found).publicMessage).toBe(common.not_found.title)
})

test('codes carry their area, so that one name in two areas stays two codes', () => {
  const codes = defineCodes('catalog', { name_taken: { status: 409, retryable: false, title: 'Taken.', help: 'Choose another.' } })
  expect(codes.name_taken.code).toBe('catalog.name_taken')
})

test('a broken assumption leaves as a 500 that shows nothing of its inside', () => {
  try {
    invariant(false, 'sealed twice')
    expect.unreachable()
  } catch (error) {
    expect(error).toBeInstanceOf(Fault)
    expect((error as Fault).code.status).toBe(500)
    expect((error as Fault).publicMessage).not.toContain('sealed twice')
  }
})
