/**
 * What happens to clients, applications, environments, components and features. Ids are UUIDs; nothing here is personal: people
 * are named by id. Descriptions stay in their tables, an event only says that one was changed.
 */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

const named = z.object({ name: z.string() })
const placed = named.extend({ applicationId: z.uuid() })

/** `before` and `after` hold the changed fields with their values, without descriptions. */
const changes = z.object({
  name: z.string(),
  fields: z.array(z.string()),
  before: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()),
})

/** The whole list as it is now. */
const owners = z.object({
  name: z.string(),
  owners: z.array(z.object({ personId: z.uuid(), part: z.enum(['owner', 'deputy']) })),
})

export const clientCreated = defineEvent('client.created', {
  sentence: 'added the client {name}',
  particulars: named.extend({ slug: z.string() }),
})
export const clientChanged = defineEvent('client.changed', { sentence: 'changed {fields} of the client {name}', particulars: changes })
export const clientArchived = defineEvent('client.archived', { sentence: 'archived the client {name}', particulars: named })
export const clientRestored = defineEvent('client.restored', { sentence: 'brought the client {name} back', particulars: named })

export const applicationCreated = defineEvent('application.created', {
  sentence: 'added the application {name}',
  particulars: named.extend({ slug: z.string(), kind: z.enum(['watched', 'self']), url: z.string().nullable() }),
})
export const applicationChanged = defineEvent('application.changed', { sentence: 'changed {fields} of {name}', particulars: changes })
export const applicationArchived = defineEvent('application.archived', { sentence: 'archived the application {name}', particulars: named })
export const applicationRestored = defineEvent('application.restored', {
  sentence: 'brought the application {name} back',
  particulars: named,
})
export const applicationOwnersSet = defineEvent('application.owners_set', {
  sentence: 'changed who looks after {name}',
  particulars: owners,
})

export const environmentCreated = defineEvent('environment.created', {
  sentence: 'added the environment {name}',
  particulars: placed.extend({ kind: z.enum(['production', 'qa', 'development']), url: z.string().nullable() }),
})
export const environmentChanged = defineEvent('environment.changed', {
  sentence: 'changed {fields} of the environment {name}',
  particulars: changes,
})
export const environmentArchived = defineEvent('environment.archived', { sentence: 'archived the environment {name}', particulars: named })
export const environmentRestored = defineEvent('environment.restored', {
  sentence: 'brought the environment {name} back',
  particulars: named,
})

export const componentCreated = defineEvent('component.created', {
  sentence: 'added the component {name}',
  particulars: placed.extend({ kind: z.string() }),
})
export const componentChanged = defineEvent('component.changed', {
  sentence: 'changed {fields} of the component {name}',
  particulars: changes,
})
export const componentArchived = defineEvent('component.archived', { sentence: 'archived the component {name}', particulars: named })
export const componentRestored = defineEvent('component.restored', { sentence: 'brought the component {name} back', particulars: named })
export const componentDependenciesSet = defineEvent('component.dependencies_set', {
  sentence: 'changed what {name} depends on',
  particulars: named.extend({ dependsOn: z.array(z.uuid()) }),
})
export const componentOwnersSet = defineEvent('component.owners_set', { sentence: 'changed who knows {name}', particulars: owners })

export const featureCreated = defineEvent('feature.created', {
  sentence: 'added the feature {name}',
  particulars: placed.extend({ importance: z.enum(['core', 'safety_critical', 'ordinary']) }),
})
export const featureChanged = defineEvent('feature.changed', { sentence: 'changed {fields} of the feature {name}', particulars: changes })
export const featureArchived = defineEvent('feature.archived', { sentence: 'archived the feature {name}', particulars: named })
export const featureRestored = defineEvent('feature.restored', { sentence: 'brought the feature {name} back', particulars: named })

/** In the order of this file. */
export const catalogEvents = [
  clientCreated,
  clientChanged,
  clientArchived,
  clientRestored,
  applicationCreated,
  applicationChanged,
  applicationArchived,
  applicationRestored,
  applicationOwnersSet,
  environmentCreated,
  environmentChanged,
  environmentArchived,
  environmentRestored,
  componentCreated,
  componentChanged,
  componentArchived,
  componentRestored,
  componentDependenciesSet,
  componentOwnersSet,
  featureCreated,
  featureChanged,
  featureArchived,
  featureRestored,
] as const
