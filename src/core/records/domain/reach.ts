/** The areas that a caller reaches, narrowed to clients and applications: what a list walks. Pure; the store writes SQL from it. */
import type { Area } from '#core/identity/domain/permit.ts'

export interface Narrowing {
  /** UUIDs; null in it stands for the organisation's own records. Undefined: any. */
  readonly clientIds: readonly (string | null)[] | undefined
  readonly applicationIds: readonly string[] | undefined
}

/** One stretch of records. `own` wants those of no client. */
export interface Stretch extends Area {
  readonly own: boolean
}

/** What lies both in the areas and in the narrowing; nothing gives no stretch. Stretches may overlap. */
export function narrow(reached: readonly Area[], { clientIds, applicationIds }: Narrowing): readonly Stretch[] {
  const areas: readonly Stretch[] = reached.map((area) => ({ ...area, own: false }))
  const ofClients = clientIds === undefined ? areas : areas.flatMap((area) => clientIds.flatMap((client) => toClient(area, client)))
  const ofBoth =
    applicationIds === undefined
      ? ofClients
      : ofClients.flatMap((area) => applicationIds.flatMap((application) => toApplication(area, application)))
  return ofBoth.filter(({ audiences }) => audiences.length > 0)
}

function toClient(area: Stretch, clientId: string | null): Stretch[] {
  if (area.clientId !== null) return area.clientId === clientId ? [area] : []
  return [clientId === null ? { ...area, own: true } : { ...area, clientId }]
}

function toApplication(area: Stretch, applicationId: string): Stretch[] {
  return area.applicationId === null || area.applicationId === applicationId ? [{ ...area, applicationId }] : []
}
