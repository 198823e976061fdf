/** What components may follow: things of the page's own client, and checks of their own application. */
import { environmentsOf, scopeOf } from '#core/catalog/public.ts'
import { checksIn } from '#features/checks/public.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Tx } from '#platform/work.ts'
import type { ComponentRow, PageRow } from '../store/pages.ts'

/** Throws `common.not_found` for whatever lies elsewhere: a page of one client never shows how another one's things are. */
export async function expectPlaced(tx: Tx, page: PageRow, components: readonly ComponentRow[]): Promise<void> {
  for (const one of components) {
    if (one.applicationId === null) {
      if (one.componentId !== null || one.checkIds !== null) throw new Fault(common.not_found)
      continue
    }
    const scope = await scopeOf(tx, { kind: 'application', id: one.applicationId })
    if (scope === undefined || scope.clientId !== page.clientId) throw new Fault(common.not_found)
    await expectComponent(tx, one)
    await expectChecks(tx, one)
  }
}

async function expectComponent(tx: Tx, { componentId, applicationId }: ComponentRow): Promise<void> {
  if (componentId === null) return
  const scope = await scopeOf(tx, { kind: 'component', id: componentId })
  if (scope?.applicationId !== applicationId) throw new Fault(common.not_found)
}

async function expectChecks(tx: Tx, { checkIds, applicationId }: ComponentRow): Promise<void> {
  if (checkIds === null || checkIds.length === 0 || applicationId === null) return
  const environments = await environmentsOf(tx, applicationId)
  const checks = await checksIn(
    tx,
    environments.map(({ id }) => id),
  )
  const known = new Set(checks.map(({ id }) => id))
  if (!checkIds.every((id) => known.has(id))) throw new Fault(common.not_found)
}
