/** Where addresses lead and what providers are trusted with: sealed at rest, each for the one row that it stands in. */
import { createHash } from 'node:crypto'
import type { Platform } from '#platform/platform.ts'
import type { ChannelName } from '../domain/channels.ts'

type Secrets = Platform['secrets']

const ofAddress = (id: string) => `channel address ${id}`
const ofProvider = (channel: string) => `channel provider ${channel}`

export function sealTarget(secrets: Pick<Secrets, 'seal'>, id: string, target: unknown): Uint8Array {
  return secrets.seal(Buffer.from(JSON.stringify(target)), ofAddress(id))
}

/** Null for what the account has anyway. */
export function openTarget(secrets: Pick<Secrets, 'open'>, of: { readonly id: string; readonly sealedTarget: Uint8Array | null }): unknown {
  return of.sealedTarget === null ? null : opened(secrets, of.sealedTarget, ofAddress(of.id))
}

export function sealProvider(secrets: Pick<Secrets, 'seal'>, channel: string, values: Readonly<Record<string, unknown>>): Uint8Array {
  return secrets.seal(Buffer.from(JSON.stringify(values)), ofProvider(channel))
}

export function openProvider(
  secrets: Pick<Secrets, 'open'>,
  row: { readonly channel: string; readonly sealedSecrets: Uint8Array },
): Readonly<Record<string, unknown>> {
  return opened(secrets, row.sealedSecrets, ofProvider(row.channel)) as Readonly<Record<string, unknown>>
}

/** By this an address is found when its provider names it in an answer. `named`: a number, a user, a chat. */
export function digestOf(secrets: Pick<Secrets, 'sign'>, channel: ChannelName, named: string): Uint8Array {
  // A number is one person's by telephone and by text alike.
  const kind = channel === 'voice' ? 'sms' : channel
  return createHash('sha256')
    .update(secrets.sign('channel address', Buffer.from(`${kind} ${named}`)))
    .digest()
}

const opened = (secrets: Pick<Secrets, 'open'>, sealed: Uint8Array, context: string): unknown =>
  JSON.parse(Buffer.from(secrets.open(sealed, context)).toString('utf8'))
