/** Things of the catalog as the answers show them: with the people who look after them, by name. */
import { peopleByIds } from '#core/identity/public.ts'
import type { Tx } from '#platform/work.ts'
import type { Application } from '../contract/applications.ts'
import type { Component } from '../contract/components.ts'
import { coverageOf } from '../domain/coverage.ts'
import type { ApplicationRow } from '../store/applications.ts'
import type { ComponentRow } from '../store/components.ts'
import { ownershipOf, type OwnershipRow } from '../store/ownership.ts'

type Owner = Application['owners'][number]
type NamedOwner = OwnershipRow & { readonly name: string }

/** Keeps the order of the rows. */
export async function applicationAnswers(tx: Tx, rows: readonly ApplicationRow[]): Promise<Application[]> {
  const owners = await ownersOf(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => {
    const own = owners.filter(({ applicationId, componentId }) => applicationId === row.id && componentId === null)
    const { owners: people, coverage } = coverageOf(own)
    const client = row.clientId === null ? null : { id: row.clientId, name: row.clientName ?? '' }
    return { ...row, client, owners: people.map(toOwner), coverage }
  })
}

/** Keeps the order of the rows. */
export async function componentAnswers(tx: Tx, rows: readonly ComponentRow[]): Promise<Component[]> {
  const owners = await ownersOf(tx, [...new Set(rows.map(({ applicationId }) => applicationId))])
  return rows.map((row) => {
    const own = owners.filter(({ componentId }) => componentId === row.id)
    const ofApplication = owners.filter(({ applicationId, componentId }) => applicationId === row.applicationId && componentId === null)
    const { owners: people, inherited, coverage } = coverageOf(own, ofApplication)
    return { ...row, dependsOn: [...row.dependsOn], owners: people.map(toOwner), ownersInherited: inherited, coverage }
  })
}

/** Everybody named for these applications and their components. */
export async function ownersOf(tx: Tx, applicationIds: readonly string[]): Promise<readonly NamedOwner[]> {
  if (applicationIds.length === 0) return []
  const rows = await ownershipOf(tx, applicationIds)
  const people = await peopleByIds(
    tx,
    rows.map(({ personId }) => personId),
  )
  return rows.map((row) => ({ ...row, name: people.get(row.personId)?.name ?? 'an erased person' }))
}

/** Without the columns that say for what. */
export function toOwner({ personId, name, part }: NamedOwner): Owner {
  return { personId, name, part }
}
