/** Finding a short name for something new. */
import { Fault } from '#kit/fault.ts'
import { catalogCodes } from '../contract/codes.ts'
import { freeSlug, slugOf } from '../domain/slug.ts'

/** Whoever comes second to the same name sees the first one's and takes the next number; more than a few at once is a storm. */
const TRIES_MAX = 5

export interface SlugSearch {
  readonly name: string
  /** A short name that was asked for: this one or none. */
  readonly wanted?: string | undefined
  /** When the name holds nothing that can be spelled. */
  readonly fallback: string
  readonly takenLike: (stem: string) => Promise<ReadonlySet<string>>
  /** False when it was taken in the meantime. */
  readonly insert: (slug: string) => Promise<boolean>
}

/** Inserts under a free short name and returns it. Throws `catalog.slug_taken`. */
export async function insertWithSlug({ name, wanted, fallback, takenLike, insert }: SlugSearch): Promise<string> {
  if (wanted !== undefined) {
    if (await insert(wanted)) return wanted
    throw new Fault(catalogCodes.slug_taken)
  }
  const stem = slugOf(name, fallback)
  for (let attempt = 1; attempt <= TRIES_MAX; attempt++) {
    const slug = freeSlug(stem, await takenLike(stem))
    if (await insert(slug)) return slug
  }
  throw new Fault(catalogCodes.slug_taken)
}
