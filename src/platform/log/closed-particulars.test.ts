import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'
import { closedNames } from './closed-particulars.ts'

describe('what of an event may be copied into reports', () => {
  test('is its closed values and never a text, however it is wrapped', () => {
    const particulars = z.object({
      state: z.enum(['open', 'closed']),
      kind: z.literal('x'),
      count: z.number().int().optional(),
      share: z.number().nullable(),
      urgent: z.boolean().default(false),
      clientId: z.uuid(),
      title: z.string(),
      note: z.string().optional(),
      email: z.email(),
      address: z.url(),
      names: z.array(z.string()),
      nested: z.object({ count: z.number() }),
    })
    const kind = defineEvent('ticket.changed', { sentence: 'changed', particulars })
    expect(closedNames(kind)).toEqual(['state', 'kind', 'count', 'share', 'urgent', 'clientId'])
  })

  test('is never personal', () => {
    const particulars = z.object({ rating: z.number(), age: z.number() })
    expect(closedNames(defineEvent('person.rated', { sentence: 'rated', particulars, personal: ['age'] }))).toEqual(['rating'])
  })
})
