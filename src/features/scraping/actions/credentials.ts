/** What a target is sent as Authorization; at rest it is sealed for this one target. */
import type { HandledOf } from '#kit/contract.ts'
import type { Platform } from '#platform/platform.ts'
import type { scrapingContract } from '../contract/contract.ts'
import type { TargetRow } from '../store/targets.ts'

type Credentials = HandledOf<(typeof scrapingContract)['createTarget']>['body']['credentials']
type Sealed = Pick<TargetRow, 'credentialKind' | 'username' | 'sealedSecret'>

/** `id` is the target's. */
export function sealSecret(secrets: Platform['secrets'], id: string, credentials: Credentials): Sealed {
  if (credentials.kind === 'none') return { credentialKind: 'none', username: null, sealedSecret: null }
  const seal = (text: string) => secrets.seal(Buffer.from(text), contextOf(id))
  if (credentials.kind === 'bearer') return { credentialKind: 'bearer', username: null, sealedSecret: seal(credentials.token) }
  return { credentialKind: 'basic', username: credentials.username, sealedSecret: seal(credentials.password) }
}

/** Empty when the target is sent none. Throws when the secret cannot be opened any more. */
export function authorizationOf(secrets: Platform['secrets'], row: Sealed & Pick<TargetRow, 'id'>): Readonly<Record<string, string>> {
  if (row.sealedSecret === null) return {}
  const secret = Buffer.from(secrets.open(row.sealedSecret, contextOf(row.id))).toString()
  const basic = () => Buffer.from(`${row.username}:${secret}`).toString('base64')
  return { authorization: row.credentialKind === 'bearer' ? `Bearer ${secret}` : `Basic ${basic()}` }
}

const contextOf = (id: string) => `scrape target ${id}`
