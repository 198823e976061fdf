/** Telemetry's routes for its screens, and the environments of the catalog. */
import type { z } from 'zod'
import type { catalogContract } from '#core/catalog/contract/contract.ts'
import { useClient } from '#design/session/client.ts'
import type { AnswerOf } from '#kit/contract.ts'
import type { telemetryContract } from '../contract/contract.ts'
import type { ingestKey } from '../contract/keys.ts'

export const useTelemetry = () => useClient<typeof telemetryContract>('telemetry')
export const useCatalog = () => useClient<typeof catalogContract>('catalog')

export type IngestKey = z.input<typeof ingestKey>
export type IntakeAnswer = AnswerOf<(typeof telemetryContract)['readIntake']>

/** Spelt out because the contract itself, with its schemas, stays out of the browser; the type holds both together. */
export const INTAKE_TOPIC: (typeof import('../contract/intake.ts'))['INTAKE_TOPIC'] = 'telemetry.intake'
