/** Generates what the typed client knows of the routes: their types, and method with path. */
import { findContracts, type FoundContract } from './contracts.ts'

const PATH = 'src/shells/api/routes.gen.ts'

/** Path below the package root → content. */
export async function generateClient(): Promise<Map<string, string>> {
  return new Map([[PATH, renderRoutes(await findContracts())]])
}

/** The types are imported as types only: no schema reaches the browser's bundle. */
export function renderRoutes(contracts: readonly FoundContract[]): string {
  const imports = contracts.map(({ name, from }) => `import type { ${name} } from '${from}'`)
  const routes = contracts.flatMap(({ name, contract }) => Object.entries(contract).map(([key, route]) => ({ name, key, route })))
  const types = routes.map(({ name, key, route }) => `  '${route.id}': (typeof ${name})['${key}']`)
  const lines = routes.map(({ route }) => `  '${route.id}': '${route.method} ${route.path}',`)
  return [
    '// Generated from the contracts by `npm run generate`. Do not edit.',
    ...imports,
    '',
    '/** The declaration of every route by its id. */',
    'export interface Routes {',
    ...types,
    '}',
    '',
    '/** Method and path of every route by its id. */',
    'export const routes: Readonly<Record<keyof Routes, string>> = {',
    ...lines,
    '}',
    '',
  ].join('\n')
}
