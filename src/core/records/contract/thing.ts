/** Ids of any kind of thing, for routes that serve them all. */
import { z } from 'zod'
import { prefixes, toId, toUuid, type Thing } from '#kit/ids.ts'
import type { RecordRef } from '#kit/event.ts'

const things = Object.entries(prefixes) as readonly (readonly [Thing, string])[]
const byPrefix = new Map(things.map(([thing, prefix]) => [prefix, thing]))

/** Any prefixed id on the wire, the kind of thing and its UUID inside. */
export const thingField = z.codec(
  z
    .string()
    .max(40)
    .refine((id) => readThing(id) !== undefined, `must be an id such as ${prefixes.application}_01jd4m…`)
    .meta({ description: 'Id of anything, such as app_01jd4m…', examples: ['app_01jd4m9v6kf3p8x2c7t5w0hqrz'] }),
  z.object({ kind: z.enum(things.map(([thing]) => thing) as [Thing, ...Thing[]]), id: z.string() }),
  {
    decode: (id): RecordRef => readThing(id) ?? { kind: 'organisation', id: '' },
    encode: ({ kind, id }) => toId(kind, id),
  },
)

/** The thing that a prefixed id names; undefined when the text is no id. */
export function readThing(id: string): RecordRef | undefined {
  const kind = byPrefix.get(id.slice(0, id.indexOf('_')))
  const uuid = kind && toUuid(kind, id)
  return kind && uuid ? { kind, id: uuid } : undefined
}
