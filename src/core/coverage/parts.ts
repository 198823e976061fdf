/** What the parts of the program contribute to coverage, in their order. */
import type { CoverageAspect, HandOver, Module } from '#platform/module.ts'

export interface Contributed {
  readonly aspects: readonly CoverageAspect[]
  readonly handOvers: readonly HandOver[]
}

export function contributedBy(modules: readonly Module[]): Contributed {
  return {
    aspects: modules.flatMap(({ coverage = [] }) => coverage),
    handOvers: modules.flatMap(({ handOvers = [] }) => handOvers),
  }
}
