/** Identity's routes for its screens. */
import type { z } from 'zod'
import { useClient } from '#design/session/client.ts'
import type { identityContract } from '../contract/contract.ts'
import type { grantAnswer } from '../contract/fields.ts'
import type { signInRecord } from '../contract/security.ts'
import type { signInSettingsAnswer } from '../contract/sign-in-settings.ts'
import type { invitationAnswer, personAnswer } from '../contract/people.ts'

export const useIdentity = () => useClient<typeof identityContract>('identity')

export type Person = z.input<typeof personAnswer>
export type Invitation = z.input<typeof invitationAnswer>
export type SignInSettings = z.input<typeof signInSettingsAnswer>
export type SignInRecord = z.input<typeof signInRecord>
export type Grant = z.input<typeof grantAnswer>
