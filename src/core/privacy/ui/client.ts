/** This part's routes for its screens. */
import type { z } from 'zod'
import { useClient } from '#design/session/client.ts'
import type { consent, erasure, holding, privacyContract, retentionKind } from '../contract/contract.ts'

export const usePrivacy = () => useClient<typeof privacyContract>('privacy')

export type Consent = z.input<typeof consent>
export type Erasure = z.input<typeof erasure>
export type Holding = z.input<typeof holding>
export type RetentionKind = z.input<typeof retentionKind>
