/** `pitcrew api-key`: for scripts on the machine itself. The secret is printed once and kept nowhere. */
import process from 'node:process'
import { makeApiKeyFor } from '#core/identity/public.ts'
import { StartFault } from '#platform/start-fault.ts'
import { withCore } from './with-core.ts'

interface ApiKeyOptions {
  readonly name: string
  readonly scopes?: string
  readonly days?: string
}

export async function apiKey(email: string, { name, scopes, days }: ApiKeyOptions): Promise<void> {
  const expiresInDays = readDays(days)
  await withCore(async ({ platform }) => {
    const made = await makeApiKeyFor(platform, email, {
      name,
      scopes: scopes?.split(',').map((scope) => scope.trim()) ?? null,
      expiresInDays,
    })
    process.stdout.write(`${made.secret}\n`)
    process.stderr.write('Keep it now: it is not shown again.\n')
  })
}

function readDays(text: string | undefined): number | null {
  if (text === undefined) return null
  const days = Number(text)
  if (Number.isInteger(days) && days >= 1 && days <= 3_650) return days
  throw new StartFault(`--days is ${JSON.stringify(text)}; it must be a whole number of days from 1 to 3650.`)
}
