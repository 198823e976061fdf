/** A check as configuration files tell it: the fields of the API, with the environment by its name. */
import { z } from 'zod'
import type { HttpSettings, Settings } from '../domain/settings.ts'
import { checksContract } from './contract.ts'
import { settingsField } from './settings.ts'

/** In the place of an address of HTTP: that of the environment, also when it moves. */
export const FOLLOWED = 'address'

const [http, ...others] = settingsField.options
const url = z.string().refine((text) => text === FOLLOWED || http.shape.url.safeParse(text).success, {
  error: `Write an address such as https://shop.example.com/health without a password in it, or ${FOLLOWED} for that of the environment.`,
})
const settings = z.discriminatedUnion('kind', [
  http.extend({ url }).strict(),
  ...others.map((option) => option.strict()),
]) as unknown as typeof settingsField

/** Secrets stand in no file: they are written in the console, and stay while the target does. */
export const checkEntry = checksContract.createCheck.body
  .omit({ environmentId: true, secret: true })
  .extend({ environment: z.string().min(1), settings })
  .strict()

/** Everything of a check that files tell, filled in. */
export type CheckForm = z.output<typeof checkEntry>

/** Whether these settings take their address from the environment. */
export function isFollowing(told: Settings): told is HttpSettings {
  return told.kind === 'http' && told.url === FOLLOWED
}
