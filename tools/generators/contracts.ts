/**
 * Finds the contracts of all parts by where they lie (`contract.ts` or `contract/contract.ts` of a part), so that no list of
 * them is kept by hand.
 */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Contract } from '#kit/contract.ts'

const ROOT = join(import.meta.dirname, '../..')
const FLOORS = ['core', 'features'] as const

export interface FoundContract {
  /** Name of the export, for example `catalogContract`. */
  readonly name: string
  /** Import name, for example `#core/catalog/contract/contract.ts`. */
  readonly from: string
  /** Name of the part, for example `catalog`. */
  readonly part: string
  readonly contract: Contract
}

/** In the order of floors, then of the alphabet. Throws when a contract file exports no contract. */
export async function findContracts(): Promise<readonly FoundContract[]> {
  const places = FLOORS.flatMap((floor) => partsOf(floor).flatMap((part) => contractFileOf(floor, part)))
  return (await Promise.all(places.map(read))).flat()
}

interface Place {
  readonly part: string
  readonly path: string
  readonly from: string
}

function partsOf(floor: string): string[] {
  const folder = join(ROOT, 'src', floor)
  return existsSync(folder) ? readdirSync(folder).toSorted() : []
}

function contractFileOf(floor: string, part: string): Place[] {
  const files = [`${part}/contract/contract.ts`, `${part}/contract.ts`]
  return files
    .map((file) => ({ part, path: join(ROOT, 'src', floor, file), from: `#${floor}/${file}` }))
    .filter(({ path }) => existsSync(path))
}

async function read({ part, path, from }: Place): Promise<FoundContract[]> {
  const exported = (await import(pathToFileURL(path).href)) as Record<string, unknown>
  const found = Object.entries(exported).filter((entry): entry is [string, Contract] => isContract(entry[1]))
  if (found.length === 0) throw new Error(`${from} exports no contract`)
  return found.map(([name, contract]) => ({ name, from, part, contract }))
}

function isContract(value: unknown): value is Contract {
  const routes = typeof value === 'object' && value !== null ? Object.values(value) : []
  return routes.length > 0 && routes.every((route) => typeof route === 'object' && route !== null && 'access' in route && 'path' in route)
}
