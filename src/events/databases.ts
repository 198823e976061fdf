/** What happens to watched databases. Nothing here is personal, and neither passwords nor texts of statements stand in an event. */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

const named = z.object({ databaseId: z.uuid(), name: z.string() })

export const databaseAdded = defineEvent('database.added', {
  sentence: 'lets the database {name} be watched',
  particulars: named.extend({ kind: z.string() }),
})
export const databaseChanged = defineEvent('database.changed', {
  sentence: 'changed {fields} of the watched database {name}',
  particulars: named.extend({ fields: z.array(z.string()) }),
})
export const databaseRemoved = defineEvent('database.removed', {
  sentence: 'no longer lets the database {name} be watched',
  particulars: named,
})
export const databaseUnreachable = defineEvent('database.unreachable', {
  sentence: 'cannot reach the database {name}',
  particulars: named.extend({ reason: z.string() }),
})
export const databaseReachable = defineEvent('database.reachable', {
  sentence: 'reaches the database {name} again',
  particulars: named,
})

/** Every event of databases. */
export const databasesEvents = [databaseAdded, databaseChanged, databaseRemoved, databaseUnreachable, databaseReachable]
