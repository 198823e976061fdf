/**
 * Reads every import below src and holds it against the rules. The same reading feeds the drawing in ARCHITECTURE.md.
 *
 * dependency-cruiser reads TypeScript through TypeScript 6; with any other version it finds no modules and is content. So the
 * number of modules read is compared with the number of files.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { rules, type Architecture } from './rules.ts'

/** One import, as paths below the root. */
export interface Import {
  readonly from: string
  readonly to: string
}

export interface Reading {
  readonly imports: readonly Import[]
  /** One sentence per breach. */
  readonly faults: readonly string[]
}

/** Reads `<root>/src` with the rules of `<root>/architecture.json`. */
export async function readImports(root: string): Promise<Reading> {
  const architecture = JSON.parse(readFileSync(join(root, 'architecture.json'), 'utf8')) as Architecture
  const { output } = await cruise(['src'], {
    baseDir: root,
    validate: true,
    ruleSet: { forbidden: rules(architecture) },
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  })
  const { modules, summary } = output as ICruiseResult
  const read = modules.filter(({ source }) => /^src\/.*\.tsx?$/.test(source)).length
  const present = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path)).length
  const blind = read < present ? [`only ${read} of ${present} files below src were read: is TypeScript 6 installed?`] : []
  const breaches = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)
  return {
    imports: modules.flatMap(({ source, dependencies }) => dependencies.map(({ resolved }) => ({ from: source, to: resolved }))),
    faults: [...blind, ...breaches],
  }
}
