/** Settings with their values and where these come from. */
import { organisationScope, requirePermission } from '#core/identity/public.ts'
import { Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Needs } from '../needs.ts'
import { z } from 'zod'
import { operationCodes } from '../contract/codes.ts'
import type { Setting } from '../contract/settings.ts'
import { READ_SETTINGS } from '../domain/permissions.ts'
import { settingsOf, type SettingState } from '../settings.ts'

export async function listSettings(platform: Needs, caller: Caller): Promise<{ items: Setting[] }> {
  requirePermission(caller, READ_SETTINGS, organisationScope)
  const states = await platform.work.read((tx) => settingsOf(platform).all(tx))
  return { items: states.map(toSetting) }
}

export async function readSetting(platform: Needs, caller: Caller, key: string): Promise<Setting> {
  requirePermission(caller, READ_SETTINGS, organisationScope)
  return settingByKey(platform, key)
}

/** Without a permission check: also the answer to whoever changed it. */
export async function settingByKey(platform: Needs, key: string): Promise<Setting> {
  const kind = settingsOf(platform).kind(key)
  if (kind === undefined) throw new Fault(operationCodes.unknown_setting)
  return toSetting(await platform.work.read((tx) => settingsOf(platform).state(tx, kind)))
}

function toSetting({ kind, value, source, version, changedAt }: SettingState): Setting {
  const { key, title, sentence, schema } = kind
  return { key, title, sentence, value, default: kind.default, source, schema: { ...z.toJSONSchema(schema) }, changedAt, version }
}
