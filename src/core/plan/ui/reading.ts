/** A plan as the page reads it: values by path with who set them, and names for keys and people. */
import { createContext, useContext } from 'react'
import { i18n } from '@lingui/core'
import { absoluteTime } from '#design/time/format.ts'
import { planForm } from '../domain/form.ts'
import { isLeaf, shapeAt, stepsOf, type Leaf, type Named } from '../domain/shape.ts'
import type { Origin, PlanAnswer, Sourced } from './client.ts'

export interface Reading {
  readonly plan: PlanAnswer
  readonly at: ReadonlyMap<string, Sourced>
  /** Shows only what is not the standard's. */
  readonly onlyOwn: boolean
}

const ReadingContext = createContext<Reading | null>(null)
export const ReadingProvider = ReadingContext.Provider

export function useReading(): Reading {
  const reading = useContext(ReadingContext)
  if (!reading) throw new Error('useReading outside the page of a plan')
  return reading
}

export function readingOf(plan: PlanAnswer, onlyOwn: boolean): Reading {
  return { plan, onlyOwn, at: new Map(plan.values.map((value) => [value.path, value])) }
}

export function originOf({ plan }: Reading, { origin }: Pick<Sourced, 'origin'>): Origin {
  return plan.origins[origin] ?? { layer: 'standard', of: 'standard', name: '', version: 0, by: null }
}

/** The keys of a map that have entries, in the order of the plan. */
export function keysBelow({ plan }: Reading, path: string): readonly string[] {
  const start = `${path}.`
  const steps = stepsOf(path).length
  return [...new Set(plan.values.filter((value) => value.path.startsWith(start)).map((value) => stepsOf(value.path)[steps] ?? ''))]
}

export function leafAt(path: string): Leaf | undefined {
  const shape = shapeAt(planForm, stepsOf(path))
  return shape && isLeaf(shape) ? shape : undefined
}

const MAPS: Readonly<Record<Named, string>> = {
  roles: 'roles',
  tiers: 'tiers',
  calendars: 'hours.calendars',
  holidays: 'hours.holidays',
  thresholds: 'thresholds',
}

/** Where a key is defined. */
export function pathOfKey(named: Named, key: string): string {
  return `${MAPS[named]}.${key}`
}

export function keysOfNamed(reading: Reading, named: Named): readonly string[] {
  return keysBelow(reading, MAPS[named])
}

/** `client Acme, version 4`: short, for labels. */
export function originWords({ layer, name, version }: Pick<Origin, 'layer' | 'name' | 'version'>): string {
  return layer === 'standard' ? i18n.t('Standard') : i18n.t('{name}, version {version}', { name, version })
}

/** The whole sentence. */
export function originSentence(origin: Origin): string {
  const { layer, name, version, by } = origin
  if (layer === 'standard' || !by) return i18n.t('From the standard plan of Pitcrew.')
  const values = { name, version, who: by.name, when: absoluteTime(by.at) }
  if (layer === 'organisation') return i18n.t('Set by the organisation {name}, version {version}, by {who} on {when}.', values)
  if (layer === 'client') return i18n.t('Set by client {name}, version {version}, by {who} on {when}.', values)
  return i18n.t('Set by application {name}, version {version}, by {who} on {when}.', values)
}
