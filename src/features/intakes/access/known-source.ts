/** From the secret of a request to the alert source that it is of. */
import { hashToken } from '#core/identity/public.ts'
import { Fault } from '#kit/fault.ts'
import type { Platform } from '#platform/platform.ts'
import { intakeCodes } from '../contract/codes.ts'
import type { Kind } from '../domain/words.ts'
import { findBySecret, type SourceRow } from '../store/sources.ts'

/** Undefined for a secret of none. Throws `intakes.wrong_kind` for one of a source of another kind. */
export async function knownSource(
  { work }: Pick<Platform, 'work'>,
  secret: string | null,
  kinds: readonly Kind[],
): Promise<SourceRow | undefined> {
  if (secret === null) return undefined
  const source = await work.read((tx) => findBySecret(tx, hashToken(secret)))
  if (source !== undefined && !kinds.includes(source.kind)) throw new Fault(intakeCodes.wrong_kind)
  return source
}
