/** Adding, naming, ordering and removing by what people and the installation are reached. */
import { uuidv7 } from 'uuidv7'
import { channelAddressAdded, channelAddressChanged, channelAddressRemoved } from '#events/channels.ts'
import { organisationScope, requirePermission, type PersonCaller } from '#core/identity/public.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Instant } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { channelsCodes } from '../contract/codes.ts'
import { WRITE_SETTINGS } from '../contract/addresses.ts'
import { TRAITS, type ChannelName } from '../domain/channels.ts'
import { ADDRESSES_MAX } from '../domain/limits.ts'
import type { Needs } from '../needs.ts'
import { ownAddresses } from '../access/own-addresses.ts'
import { deleteAddress, insertAddress, listTeam, lockAddress, setLabel, setPositions, type AddressRow } from '../store/addresses.ts'
import { findProvider } from '../store/providers.ts'
import { channelOf } from './channels/channels.ts'
import { pushKeys } from './providers.ts'
import { digestOf, sealTarget } from './targets.ts'

export interface AddressAct {
  readonly needs: Pick<Needs, 'work' | 'clock' | 'log' | 'secrets'>
  readonly caller: PersonCaller
}

export interface Addition {
  readonly channel: ChannelName
  readonly label: string
  readonly target: unknown
  readonly privateAllowed: boolean
  /** Of the installation, not of the caller. */
  readonly isTeams: boolean
}

/** Returns the UUID. */
export async function addAddress({ needs, caller }: AddressAct, addition: Addition): Promise<string> {
  const { channel, label, privateAllowed, isTeams } = addition
  const traits = TRAITS[channel]
  if (isTeams) requirePermission(caller, WRITE_SETTINGS, organisationScope)
  if (!(isTeams ? traits.team : traits.own) || traits.proof === 'none') throw unfit('channel', 'cannot be added here')
  const id = uuidv7()
  const personId = isTeams ? null : caller.personId
  const where = targetOf(needs, id, addition)
  // A program may add one without ever having asked for the public key.
  if (channel === 'web_push') await pushKeys(needs)
  await needs.work.run(async (tx) => {
    if (needsProvider(addition) && !(await findProvider(tx, channel))) throw new Fault(channelsCodes.provider_missing)
    const there = isTeams ? await listTeam(tx, ADDRESSES_MAX) : await ownAddresses(needs, tx, [caller.personId])
    if (there.length >= ADDRESSES_MAX) throw new Fault(channelsCodes.too_many_addresses)
    const at = needs.clock.now()
    await insertAddress(tx, { id, personId, channel, label, privateAllowed, ...where }, at)
    const particulars = { addressId: id, channel }
    await needs.log.publish(tx, { event: channelAddressAdded, ...about({ caller, at }, { id, personId }), particulars })
  })
  return id
}

/** A web hook of a team stands for itself. */
const needsProvider = ({ channel, target }: Addition): boolean =>
  TRAITS[channel].needsProvider && !(channel === 'slack' && typeof target === 'object' && target !== null && 'webhook' in target)

/** What a bot learns by itself is not known yet; the empty target is sealed all the same, because it is not the account's own. */
function targetOf(needs: AddressAct['needs'], id: string, { channel, target, isTeams }: Addition) {
  if (TRAITS[channel].proof === 'start') return { sealedTarget: sealTarget(needs.secrets, id, {}), digest: null, hint: '' }
  const { target: schema, hint, named } = channelOf(channel)
  const parsed = schema?.safeParse(target)
  if (!parsed?.success || parsed.data === null) {
    throw unfit(
      'target',
      parsed?.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`.trim()).join('; ') ?? 'is missing',
    )
  }
  // A web hook writes into one channel of the work space; a person is written to by the app.
  if (channel === 'slack' && !isTeams && 'webhook' in (parsed.data as object)) throw unfit('target', 'must be the id of a person')
  const name = named?.(parsed.data)
  return {
    sealedTarget: sealTarget(needs.secrets, id, parsed.data),
    digest: name === undefined ? null : digestOf(needs.secrets, channel, name),
    hint: hint(parsed.data),
  }
}

function unfit(field: string, message: string): Fault {
  return new Fault(common.invalid_request, { detail: `body.${field} ${message}.`, fields: [{ field: `body.${field}`, message }] })
}

/** The whole order at once; addresses that are not the caller's, or not all of theirs, are refused. */
export function orderAddresses({ needs, caller }: AddressAct, ids: readonly string[]): Promise<void> {
  return needs.work.run(async (tx) => {
    const own = new Set((await ownAddresses(needs, tx, [caller.personId])).map(({ id }) => id))
    if (ids.length !== own.size || !ids.every((id) => own.has(id)) || new Set(ids).size !== ids.length) {
      throw unfit('ids', 'must be all of your addresses, each once')
    }
    await setPositions(tx, ids)
  })
}

export function changeLabel(act: AddressAct, id: string, label: string): Promise<void> {
  return writing(act, id, async (tx, row, at) => {
    if (row.label === label) return
    await setLabel(tx, id, label)
    const particulars = { addressId: id, channel: row.channel, fields: ['label'] }
    await act.needs.log.publish(tx, { event: channelAddressChanged, ...about({ caller: act.caller, at }, row), particulars })
  })
}

export function removeAddress(act: AddressAct, id: string): Promise<void> {
  return writing(act, id, async (tx, row, at) => {
    if (isOfAccount(row)) throw new Fault(common.not_found, { detail: 'What the account has anyway cannot be removed.' })
    await deleteAddress(tx, id)
    const particulars = { addressId: id, channel: row.channel }
    await act.needs.log.publish(tx, { event: channelAddressRemoved, ...about({ caller: act.caller, at }, row), particulars })
  })
}

export const isOfAccount = ({ sealedTarget }: Pick<AddressRow, 'sealedTarget'>): boolean => sealedTarget === null

/** The transaction of one change, with the address locked. Throws `common.not_found` when it is not there or not the caller's. */
function writing(act: AddressAct, id: string, change: (tx: Tx, row: AddressRow, at: Instant) => Promise<void>): Promise<void> {
  return act.needs.work.run(async (tx) => change(tx, await claimAddress(act.caller, await lockAddress(tx, id)), act.needs.clock.now()))
}

/** Everybody their own; those of the installation whoever may write its settings. */
export async function claimAddress(caller: PersonCaller, row: AddressRow | undefined): Promise<AddressRow> {
  if (row === undefined || (row.personId !== null && row.personId !== caller.personId)) throw new Fault(common.not_found)
  if (row.personId === null) requirePermission(caller, WRITE_SETTINGS, organisationScope)
  return row
}

/** Own ones stand on the timeline of their person. */
export function about(by: { readonly caller: PersonCaller; readonly at: Instant }, { id, personId }: Pick<AddressRow, 'id' | 'personId'>) {
  const record = personId === null ? ({ kind: 'channel_address', id } as const) : ({ kind: 'person', id: personId } as const)
  return { actor: by.caller.ref, at: by.at, record, scope: organisationScope }
}
