/** The routes of coverage for its screens. */
import type { z } from 'zod'
import { useClient } from '#design/session/client.ts'
import type { cell, coverageContract, heldKind, mapApplication, mapRow } from '../contract/contract.ts'

export const useCoverage = () => useClient<typeof coverageContract>('coverage')

/** Whatever is given away may belong to any of these. */
export const TOUCHES = ['coverage', 'catalog', 'plan', 'tasks', 'decisions', 'views', 'identity', 'records']

export type MapApplication = z.input<typeof mapApplication>
export type MapRow = z.input<typeof mapRow>
export type Cell = z.input<typeof cell>
export type HeldKind = z.input<typeof heldKind>
export type Held = HeldKind['items'][number]
