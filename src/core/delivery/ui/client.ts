/** Delivery's routes for its screens. */
import type { z } from 'zod'
import { useClient } from '#design/session/client.ts'
import type { AnswerOf } from '#kit/contract.ts'
import type { deliveryContract } from '../contract/contract.ts'
import type { messageRow } from '../contract/messages.ts'
import type { notification, preferences } from '../contract/notifications.ts'
import type { relayAnswer, suppression } from '../contract/mail.ts'

export const useDelivery = () => useClient<typeof deliveryContract>('delivery')

type Routes = typeof deliveryContract
export type MessageRow = z.input<typeof messageRow>
export type Message = AnswerOf<Routes['readMessage']>
export type Notification = z.input<typeof notification>
export type Preferences = z.input<typeof preferences>
export type RefusalAbout = Preferences['refusals'][number]['about']
export type RelayAnswer = z.input<typeof relayAnswer>
export type Finding = AnswerOf<Routes['checkMail']>['items'][number]
export type Suppression = z.input<typeof suppression>
