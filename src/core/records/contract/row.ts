/** A record as lists of every kind show it, and as a feature's own answer begins. */
import { z } from 'zod'
import { idOf, instantField } from '#kit/contract.ts'
import type { Thing } from '#kit/ids.ts'

export const personField = z.object({ id: idOf('person'), name: z.string() })

/** Put into an answer: `z.object({ ...recordFields('task', ['open', 'done']), description: … })`. */
export const recordFields = <const S extends readonly [string, ...string[]]>(thing: Thing, states: S) => ({
  id: idOf(thing),
  label: z.string().meta({ description: 'Short name that people say, such as TSK-12', examples: ['TSK-12'] }),
  title: z.string(),
  state: z.enum(states),
  priority: z.number().int().nullable().meta({ description: '1 is the most urgent' }),
  assignee: personField.nullable().meta({ description: 'Who works on it; null for nobody' }),
  dueAt: instantField.nullable(),
  clientId: idOf('client').nullable().meta({ description: 'null: the organisation’s own' }),
  applicationId: idOf('application').nullable(),
  createdAt: instantField,
  updatedAt: instantField,
  version: z.number().int().meta({ description: 'Rises with each change' }),
})
