/** Write-only keys: what they belong to, and how they are shown. */
import { invariant } from '#kit/fault.ts'
import { dsnOf } from './dsn.ts'

/** One of the three is set. UUIDs. */
export interface KeyOwner {
  readonly environmentId: string | null
  readonly applicationId: string | null
  readonly clientId: string | null
}

/** What a key belongs to, as other parts name it. */
export function ownerOf({ environmentId, applicationId, clientId }: KeyOwner) {
  if (environmentId !== null) return { kind: 'environment', id: environmentId } as const
  if (applicationId !== null) return { kind: 'application', id: applicationId } as const
  invariant(clientId !== null, 'a key belongs to an environment, an application or a client')
  return { kind: 'client', id: clientId } as const
}

/** A key with its DSN, which is no secret; null: it belongs to no one environment, so that nothing says where errors belong. */
export type Shown<K> = K & { readonly dsn: string | null }

export function shownKey<K extends KeyOwner & { readonly dsnKey: string }>(
  { publicUrl }: { readonly publicUrl: string },
  key: K,
): Shown<K> {
  const { environmentId, dsnKey } = key
  return { ...key, dsn: environmentId === null ? null : dsnOf(publicUrl, { dsnKey, environmentId }) }
}
