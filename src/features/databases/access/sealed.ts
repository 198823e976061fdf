/** Passwords of watched databases: sealed under the master key, each bound to its row. */
import type { Platform } from '#platform/platform.ts'

const contextOf = (databaseId: string): string => `databases.password:${databaseId}`

export function sealPassword({ secrets }: Pick<Platform, 'secrets'>, databaseId: string, password: string): Buffer {
  return Buffer.from(secrets.seal(Buffer.from(password), contextOf(databaseId)))
}

/** Throws a Fault when the master key is another one. */
export function openPassword(
  { secrets }: Pick<Platform, 'secrets'>,
  { id, sealedPassword }: { id: string; sealedPassword: Uint8Array },
): string {
  return Buffer.from(secrets.open(sealedPassword, contextOf(id))).toString()
}
