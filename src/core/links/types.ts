/** The types of links that this program has: those of every record and those that parts declare when their modules are made. */
import type { Platform } from '#platform/platform.ts'
import { LINK_TYPES, type LinkType } from './domain/types.ts'

export class LinkTypes {
  readonly #types = new Map(LINK_TYPES.map((type) => [type.type, type]))

  declare(type: LinkType): void {
    this.#types.set(type.type, type)
  }

  of(type: string): LinkType | undefined {
    return this.#types.get(type)
  }

  all(): readonly LinkType[] {
    return [...this.#types.values()]
  }
}

const opened = new WeakMap<object, LinkTypes>()

/** The one of a platform; opened when first asked for. */
export function linkTypesOf(platform: Pick<Platform, 'log'>): LinkTypes {
  const known = opened.get(platform.log)
  if (known) return known
  const types = new LinkTypes()
  opened.set(platform.log, types)
  return types
}
