/** The routes of channels for its screens. */
import type { z } from 'zod'
import { useClient } from '#design/session/client.ts'
import type { AnswerOf } from '#kit/contract.ts'
import type { addressesContract, channelAddress } from '../contract/addresses.ts'

export const useChannels = () => useClient<typeof addressesContract>('channels')

type Routes = typeof addressesContract
export type Address = z.input<typeof channelAddress>
export type ChannelName = Address['channel']
export type Offer = AnswerOf<Routes['listTeamAddresses']>['offers'][number]
export type Provider = AnswerOf<Routes['listProviders']>['items'][number]
export type Outcome = AnswerOf<Routes['testAddress']>
export type Ring = AnswerOf<Routes['listRings']>['items'][number]
