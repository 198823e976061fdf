/** What every command does first: read the settings, and say all that is wrong with them at once. */
import process from 'node:process'
import type { Config } from '#platform/config/config.ts'
import { readConfig, tellFaults } from '#platform/config/read.ts'
import { StartFault } from '#platform/start-fault.ts'

/** `overrides` stand above the environment. Throws a StartFault that names every wrong setting. */
export function requireConfig(overrides: Readonly<Record<string, string | undefined>> = {}): Config {
  const given = Object.entries(overrides).filter(([, value]) => value !== undefined)
  const result = readConfig({ ...process.env, ...Object.fromEntries(given) }, process.cwd())
  if (!result.ok) throw new StartFault(tellFaults(result.faults))
  return result.config
}
