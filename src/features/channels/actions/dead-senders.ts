/** Whether those who carry messages can be reached at all: by a bare connection, which sends nothing and costs nothing. */
import type { EgressFailure } from '#platform/egress/egress.ts'
import { SECOND_MS } from '#kit/time.ts'
import type { ChannelName } from '../domain/channels.ts'
import type { Needs } from '../needs.ts'
import { listProviders, type ProviderRow } from '../store/providers.ts'
import { channelOf } from './channels/channels.ts'
import { openProvider } from './targets.ts'

const CONNECT_TIMEOUT_MS = 10 * SECOND_MS
const HTTPS_PORT = 443
const HTTP_PORT = 80

/** Somebody who carries messages and does not answer. */
export interface DeadSender {
  readonly channel: ChannelName
  readonly reason: EgressFailure
}

/** Of the mail relay and of every provider that somebody set up. */
export async function deadSenders(needs: Pick<Needs, 'work' | 'mail' | 'egress' | 'secrets'>): Promise<readonly DeadSender[]> {
  const [relay, providers] = await needs.work.read(async (tx) => [await needs.mail.relay(tx), await listProviders(tx)] as const)
  const asked = providers.flatMap((row) => senderOf(needs, row) ?? [])
  const mail =
    relay === undefined ? [] : [{ channel: 'email' as const, host: relay.host, port: relay.port, privateAllowed: relay.privateAllowed }]
  const found = await Promise.all([...mail, ...asked].map((one) => deadOf(needs, one)))
  return found.filter((one) => one !== null)
}

interface Sender {
  readonly channel: ChannelName
  readonly host: string
  readonly port: number
  readonly privateAllowed: boolean
}

function senderOf({ secrets }: Pick<Needs, 'secrets'>, row: ProviderRow): Sender | undefined {
  const channel = row.channel as ChannelName
  const address = channelOf(channel).sender?.({ ...row.settings, ...openProvider(secrets, row) })
  if (address === undefined) return undefined
  const { hostname, port, protocol } = new URL(address)
  const known = protocol === 'https:' ? HTTPS_PORT : HTTP_PORT
  return { channel, host: hostname, port: port === '' ? known : Number(port), privateAllowed: row.privateAllowed }
}

async function deadOf({ egress }: Pick<Needs, 'egress'>, { channel, ...to }: Sender): Promise<DeadSender | null> {
  const answer = await egress.connect({ ...to, timeoutMs: CONNECT_TIMEOUT_MS })
  if (!answer.ok) return { channel, reason: answer.failure }
  answer.socket.destroy()
  return null
}
