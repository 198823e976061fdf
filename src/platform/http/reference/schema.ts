/** The schemas of the reference, apart from what is made of them. */
import type { z } from 'zod'

/** A JSON Schema of draft 2020-12, as OpenAPI 3.1 uses it. */
export type Schema = z.core.JSONSchema.JSONSchema
