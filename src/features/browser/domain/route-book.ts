/** Keeps patterns that are none from filling the store: an environment has so many routes an hour, and what comes after is told together. */
import { HOUR_MS } from '#kit/time.ts'
import { OTHER_ROUTE, ROUTES_MAX } from './words.ts'

/** Beyond it all are forgotten and counted anew. */
const ENVIRONMENTS_MAX = 10_000

export class RouteBook {
  readonly #known = new Map<string, Set<string>>()
  #hour = -1

  /** The route, or `/…` when the environment has too many of them in this hour. */
  bounded(environmentId: string, route: string, now: number): string {
    const hour = Math.floor(now / HOUR_MS)
    if (hour !== this.#hour || this.#known.size > ENVIRONMENTS_MAX) this.#known.clear()
    this.#hour = hour
    const routes = this.#known.get(environmentId) ?? new Set()
    this.#known.set(environmentId, routes)
    if (routes.has(route)) return route
    if (routes.size >= ROUTES_MAX) return OTHER_ROUTE
    routes.add(route)
    return route
  }
}
