/** The plans of many applications at once, from one read of all layers. */
import type { Tx } from '#platform/work.ts'
import { assemble, type Assembled } from '../domain/assemble.ts'
import { merge } from '../domain/layers.ts'
import { toLayer, type KeptLayer } from '../store/versions.ts'
import { placedLayers, standardLayer } from './place.ts'

/** UUIDs. */
export interface PlannedApplication {
  readonly applicationId: string
  readonly clientId: string | null
}

/** By application. Those that share all their layers share one plan. */
export async function plansOf(tx: Tx, applications: readonly PlannedApplication[]): Promise<ReadonlyMap<string, Assembled>> {
  const kept = await placedLayers(tx)
  const organisation = kept.find((one) => one.clientId === null && one.applicationId === null)
  const clients = new Map(kept.filter((one) => one.applicationId === null).map((one) => [one.clientId, one]))
  const own = new Map(kept.filter((one) => one.applicationId !== null).map((one) => [one.applicationId, one]))
  const made = new Map<string, Assembled>()
  return new Map(
    applications.map(({ applicationId, clientId }) => {
      const [client, application] = [clientId === null ? undefined : clients.get(clientId), own.get(applicationId)]
      const key = `${client ? clientId : ''} ${application ? applicationId : ''}`
      const plan = made.get(key) ?? planOf([organisation, client, application])
      made.set(key, plan)
      return [applicationId, plan]
    }),
  )
}

function planOf([organisation, client, application]: readonly (KeptLayer | undefined)[]): Assembled {
  const layers = [toLayer('organisation', organisation), toLayer('client', client), toLayer('application', application)]
  return assemble(merge([standardLayer, ...layers]))
}
