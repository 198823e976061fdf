/** Changing a setting, and bringing its default back. */
import { findOrganisation, organisationScope, requirePermission } from '#core/identity/public.ts'
import { settingChanged, settingReset } from '#events/operation.ts'
import { common, Fault, invariant } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Needs } from '../needs.ts'
import type { z } from 'zod'
import { operationCodes } from '../contract/codes.ts'
import type { SettingKind } from '../contract/setting.ts'
import { WRITE_SETTINGS } from '../domain/permissions.ts'
import { settingsOf } from '../settings.ts'
import { putSetting } from '../store/settings.ts'

export interface SettingChange {
  readonly key: string
  /** null: the default again. */
  readonly value: z.core.util.JSONType
  readonly ifMatch: number | null
}

export async function changeSetting(platform: Needs, caller: Caller, change: SettingChange): Promise<void> {
  requirePermission(caller, WRITE_SETTINGS, organisationScope)
  const kind = settingsOf(platform).kind(change.key)
  if (kind === undefined) throw new Fault(operationCodes.unknown_setting)
  const value = change.value === null ? null : valid(kind, change.value)
  const at = platform.clock.now()
  await platform.work.run(async (tx) => {
    const before = await settingsOf(platform).state(tx, kind)
    if (before.version !== change.ifMatch) throw new Fault(common.version_mismatch)
    if (!(await putSetting(tx, { key: kind.key, value, version: before.version, at }))) throw new Fault(common.version_mismatch)
    const organisation = await findOrganisation(tx)
    invariant(organisation, 'settings are changed by people, who come after set-up')
    await platform.log.publish(tx, {
      event: value === null ? settingReset : settingChanged,
      actor: caller.ref,
      record: { kind: 'organisation', id: organisation.id },
      scope: organisationScope,
      at,
      particulars: { key: kind.key, before: told(kind, before.value), after: told(kind, value ?? kind.default) },
    })
  })
}

function valid(kind: SettingKind, value: z.core.util.JSONType): z.core.util.JSONType {
  const parsed = kind.schema.safeParse(value)
  if (parsed.success) return json(parsed.data)
  const fields = parsed.error.issues.map((issue) => ({
    field: ['body.value', ...issue.path.map(String)].join('.'),
    message: issue.message,
  }))
  throw new Fault(operationCodes.bad_setting, { fields })
}

/** As the event has it, which everybody reads who may read the settings, for ever. */
const told = (kind: SettingKind, value: unknown): z.core.util.JSONType =>
  kind.isSecret === true && value !== kind.default ? '…' : json(value)

/** Schemas of settings describe JSON, as their declaration promises. */
function json(value: unknown): z.core.util.JSONType {
  return value as z.core.util.JSONType
}
