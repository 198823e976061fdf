/**
 * The form of a plan, told once: from this description follow the types, the reading of files with their faults, the merging of
 * layers, the schemas of the routes and the controls of the console. A plan is a tree of groups (fixed fields) and maps (entries
 * under keys); everything that carries a value is a leaf. What a plan consists of is written in `form.ts`.
 */

/** Units that count real time, shortest first. */
export const TIME_UNITS = ['ms', 's', 'min', 'h', 'days', 'weeks', 'months'] as const
/** Units that count only while the calendar is open. */
export const BUSINESS_UNITS = ['business min', 'business hours', 'business days'] as const
export type Unit = (typeof TIME_UNITS)[number] | (typeof BUSINESS_UNITS)[number] | '%' | 'clients'

/** Which units an amount may be written in: real time, real or business time, a share, or whatever a threshold compares with. */
export const DIMENSIONS = {
  time: TIME_UNITS,
  work: [...TIME_UNITS, ...BUSINESS_UNITS],
  share: ['%'],
  limit: ['%', ...TIME_UNITS, 'clients'],
} as const satisfies Readonly<Record<string, readonly Unit[]>>
export type Dimension = keyof typeof DIMENSIONS

/** Maps of the plan whose keys other places name. */
export type Named = 'roles' | 'tiers' | 'calendars' | 'holidays' | 'thresholds'

type Item = { readonly kind: 'text' } | { readonly kind: 'choice'; readonly of: readonly string[] } | NameLeaf | { readonly kind: 'person' }
interface NameLeaf {
  readonly kind: 'name'
  readonly of: Named
}

/** What one value may be. `orElse` is what an entry of a map has when no layer says it; without it the entry must say it. */
export type Leaf = (
  | { readonly kind: 'text' }
  | { readonly kind: 'flag' }
  | { readonly kind: 'count'; readonly min: number; readonly max: number }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | NameLeaf
  | { readonly kind: 'amount'; readonly in: Dimension; readonly mayBeNone: boolean }
  | { readonly kind: 'zone' }
  | { readonly kind: 'hours' }
  | { readonly kind: 'time'; readonly mayBeNone: boolean }
  | { readonly kind: 'list'; readonly of: Item }
) & { readonly orElse?: LeafValue }

export type LeafValue = string | number | boolean | string[]

export interface Group<F extends Readonly<Record<string, Shape>> = Readonly<Record<string, Shape>>> {
  readonly kind: 'group'
  readonly fields: F
}
/** Entries under keys that a layer may add: lower-case words, or dates. `ownFirst`: entries of a more special layer come before inherited ones. */
export interface MapOf<V extends Shape = Shape> {
  readonly kind: 'map'
  readonly keys: 'word' | 'date'
  readonly of: V
  readonly ownFirst: boolean
}
export type Shape = Leaf | Group | MapOf

/** What a shape's values look like, all of them present. */
export type ValueOf<S> =
  S extends Group<infer F>
    ? { readonly [K in keyof F]: ValueOf<F[K]> }
    : S extends MapOf<infer V>
      ? Readonly<Record<string, ValueOf<V>>>
      : S extends { readonly kind: 'flag' }
        ? boolean
        : S extends { readonly kind: 'count' }
          ? number
          : S extends { readonly kind: 'list'; readonly of: { readonly of: readonly (infer T)[] } }
            ? readonly T[]
            : S extends { readonly kind: 'list' }
              ? readonly string[]
              : S extends { readonly kind: 'choice'; readonly of: readonly (infer T)[] }
                ? T
                : string

/** Most items of one list; more would not be read. */
export const ITEMS_MAX = 100
/** Longest text of a plan: a sentence or two. */
export const TEXT_LENGTH_MAX = 300
/** Largest text of one layer: the whole standard plan with comments is a tenth of it. */
export const SOURCE_LENGTH_MAX = 200_000
/** `none` where an amount or a time may be left out on purpose; in the place of an entry of a map, that there is none here. */
export const NONE = 'none'

export function isLeaf(shape: Shape): shape is Leaf {
  return shape.kind !== 'group' && shape.kind !== 'map'
}

/** The shape at a path; undefined where a plan has no such place. Keys of maps are not looked up, only their form is. */
export function shapeAt(shape: Shape, path: readonly string[]): Shape | undefined {
  const [step, ...rest] = path
  if (step === undefined) return shape
  if (isLeaf(shape)) return undefined
  if (shape.kind === 'map') return isKey(shape, step) ? shapeAt(shape.of, rest) : undefined
  const field = Object.hasOwn(shape.fields, step) ? shape.fields[step] : undefined
  return field && shapeAt(field, rest)
}

/** The shape of the entry of a map at a path; undefined where no entry stands. */
export function entryAt(shape: Shape, path: readonly string[]): Shape | undefined {
  const above = shapeAt(shape, path.slice(0, -1))
  return path.length > 0 && above?.kind === 'map' ? shapeAt(above, path.slice(-1)) : undefined
}

/** Longest key of an entry: it stands in addresses and columns. */
const KEY = { word: /^[a-z][a-z0-9_]{0,39}$/, date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/ } as const

export function isKey({ keys }: MapOf, key: string): boolean {
  return KEY[keys].test(key)
}

/** Paths are joined with dots, which no key contains. */
export function pathOf(steps: readonly string[]): string {
  return steps.join('.')
}

export function stepsOf(path: string): string[] {
  return path === '' ? [] : path.split('.')
}
