/** The catalog's routes for its screens. */
import type { z } from 'zod'
import { useClient } from '#design/session/client.ts'
import type { application } from '../contract/applications.ts'
import type { client } from '../contract/clients.ts'
import type { component, graph } from '../contract/components.ts'
import type { catalogContract } from '../contract/contract.ts'
import type { environment } from '../contract/environments.ts'
import type { feature } from '../contract/features.ts'

export const useCatalog = () => useClient<typeof catalogContract>('catalog')
/** Owners are people. */

/** What a change of the catalog makes stale: itself and what the log tells about it. */
export const TOUCHES = ['catalog', 'records']

export type Application = z.input<typeof application>
export type ClientRow = z.input<typeof client>
export type Component = z.input<typeof component>
export type Environment = z.input<typeof environment>
export type Feature = z.input<typeof feature>
export type Graph = z.input<typeof graph>
