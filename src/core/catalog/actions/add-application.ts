/** How an application comes into being, whoever asks: a person, many addresses at once, or set-up. */
import { uuidv7 } from 'uuidv7'
import { applicationCreated, applicationOwnersSet, environmentCreated } from '#events/catalog.ts'
import { invariant } from '#kit/fault.ts'
import { applicationScope } from '../domain/scope.ts'
import type { ApplicationKind } from '../domain/words.ts'
import { applicationSlugsLike, insertApplication } from '../store/applications.ts'
import { insertEnvironment } from '../store/environments.ts'
import { replaceOwners } from '../store/ownership.ts'
import { tell, type Writing } from './act.ts'
import { insertWithSlug } from './slugs.ts'

export interface ApplicationDraft {
  readonly clientId: string | null
  readonly name: string
  readonly slug?: string | undefined
  readonly description: string
  readonly kind: ApplicationKind
  /** With an address it gets a production environment there. */
  readonly url: string | null
  /** UUID of the person who looks after it from the start; null for nobody yet. */
  readonly ownerId: string | null
}

/** UUIDs. `environmentId` null: no address, no environment. */
export interface AddedApplication {
  readonly id: string
  readonly name: string
  readonly url: string | null
  readonly environmentId: string | null
}

export async function addApplication(to: Writing, draft: ApplicationDraft): Promise<AddedApplication> {
  const row = { ...draft, id: uuidv7(), at: to.at }
  const slug = await insertWithSlug({
    name: draft.name,
    wanted: draft.slug,
    fallback: 'application',
    takenLike: (stem) => applicationSlugsLike(to.tx, stem),
    insert: (free) => insertApplication(to.tx, { ...row, slug: free }),
  })
  const about = { record: { kind: 'application' as const, id: row.id }, scope: applicationScope(row.id, draft.clientId) }
  await tell(to, applicationCreated, { ...about, particulars: { name: row.name, slug, kind: row.kind, url: row.url } })
  if (draft.ownerId !== null) {
    const owners = [{ personId: draft.ownerId, part: 'owner' as const }]
    await replaceOwners(to.tx, { applicationId: row.id, componentId: null, owners })
    await tell(to, applicationOwnersSet, { ...about, particulars: { name: row.name, owners } })
  }
  const environmentId = draft.url === null ? null : await addProduction(to, { ...row, url: draft.url })
  return { id: row.id, name: row.name, url: row.url, environmentId }
}

async function addProduction(to: Writing, of: { id: string; clientId: string | null; url: string }): Promise<string> {
  const row = { id: uuidv7(), applicationId: of.id, name: 'Production', kind: 'production' as const, url: of.url, position: 0, at: to.at }
  const isNew = await insertEnvironment(to.tx, row)
  invariant(isNew, 'the first environment of an application has a free name')
  await tell(to, environmentCreated, {
    record: { kind: 'environment', id: row.id },
    scope: applicationScope(of.id, of.clientId),
    particulars: { name: row.name, applicationId: of.id, kind: row.kind, url: row.url },
  })
  return row.id
}
