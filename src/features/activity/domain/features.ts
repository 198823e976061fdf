/** Which feature of an application something that was used belongs to. Pure. */

export interface KnownFeature {
  readonly id: string
  readonly name: string
  readonly importance: string
  /** Paths with `:names` or `*` for what varies, with a method before them or not. */
  readonly routes: readonly string[]
}

export interface Used {
  readonly kind: 'feature' | 'route' | 'fetch'
  readonly name: string
  readonly release: string
  readonly isThisWeek: boolean
  readonly uses: number
}

export interface FeatureUse {
  /** Null for what pages count by a name that is no feature's. */
  readonly feature: KnownFeature | null
  readonly name: string
  readonly now: number
  readonly before: number
  /** Of this week, the most used first. */
  readonly releases: readonly { readonly release: string; readonly uses: number }[]
}

/** Every known feature, used or not, and whatever else pages count; the most used first. */
export function featureUses(known: readonly KnownFeature[], used: readonly Used[]): readonly FeatureUse[] {
  const rows = new Map<string, { feature: KnownFeature | null; name: string; now: number; before: number; releases: Map<string, number> }>()
  for (const feature of known) rows.set(feature.id, { feature, name: feature.name, now: 0, before: 0, releases: new Map() })
  for (const one of used) {
    for (const feature of featuresOf(one, known)) {
      const key = feature?.id ?? ` ${one.name}`
      const row = rows.get(key) ?? { feature, name: one.name, now: 0, before: 0, releases: new Map<string, number>() }
      rows.set(key, row)
      if (one.isThisWeek) {
        row.now += one.uses
        row.releases.set(one.release, (row.releases.get(one.release) ?? 0) + one.uses)
      } else row.before += one.uses
    }
  }
  return [...rows.values()]
    .map(({ releases, ...row }) => ({
      ...row,
      releases: [...releases].map(([release, uses]) => ({ release, uses })).toSorted((a, b) => b.uses - a.uses),
    }))
    .toSorted((a, b) => b.now - a.now || (a.name < b.name ? -1 : 1))
}

/** A name that pages count is a feature's own or one of nobody; a page or request belongs to all features that claim its path. */
function featuresOf({ kind, name }: Used, known: readonly KnownFeature[]): readonly (KnownFeature | null)[] {
  if (kind !== 'feature') return known.filter(({ routes }) => routes.some((route) => isOf(name, route)))
  return [known.find((feature) => feature.name.toLowerCase() === name.toLowerCase()) ?? null]
}

/** Whether a path as browsers tell it, cut to a pattern already, is one of a pattern that people wrote. */
export function isOf(path: string, pattern: string): boolean {
  const [told, written] = [piecesOf(path), piecesOf(pattern.replace(/^[A-Z]+ /, ''))]
  return matches(told, written)
}

const piecesOf = (path: string): readonly string[] => path.split('/').filter((piece) => piece !== '')

function matches(told: readonly string[], written: readonly string[]): boolean {
  const isOpen = written.at(-1) === '*'
  const fixed = isOpen ? written.slice(0, -1) : written
  if (isOpen ? told.length < fixed.length : told.length !== fixed.length) return false
  return fixed.every((piece, index) => piece === '*' || piece.startsWith(':') || piece === told[index])
}
