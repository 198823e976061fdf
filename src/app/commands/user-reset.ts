/** `pitcrew user reset`: for the owner who forgot the password. */
import process from 'node:process'
import { makeResetLinkFor } from '#core/identity/public.ts'
import { toIso } from '#kit/time.ts'
import { withCore } from './with-core.ts'

export async function userReset(email: string): Promise<void> {
  await withCore(async ({ platform }) => {
    const link = await makeResetLinkFor(platform, email)
    process.stdout.write(`${link.link}\n`)
    process.stderr.write(`The link works once, until ${toIso(link.expiresAt)}.\n`)
  })
}
