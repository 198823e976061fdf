/** From routes to actions and queries. */
import { signedIn } from '#core/identity/public.ts'
import type { HandlersOf, RequestContext } from '#platform/http/handlers.ts'
import { exportBytes, readExport } from '../actions/export.ts'
import { requestBackup, requestCheck } from '../actions/backups.ts'
import { changeSchedule, requestRecoveryKey } from '../actions/settings.ts'
import type { backupContract } from '../contract/contract.ts'
import type { BackupMeans } from '../means.ts'
import type { Needs } from '../needs.ts'
import { backupBytes, backupPage, readBackup, readState } from '../queries/backups.ts'

export function backupHandlers(platform: Needs, means: BackupMeans): HandlersOf<typeof backupContract> {
  const caller = (context: RequestContext) => signedIn(context.caller)
  return {
    readState: (_, context) => readState(platform, caller(context)),
    changeSchedule: async ({ body }, context) => {
      await changeSchedule(platform, caller(context), { version: context.ifMatch, to: body })
      return readState(platform, caller(context))
    },
    makeRecoveryKey: async (_, context) => ({ recoveryKey: await requestRecoveryKey(platform, caller(context)) }),
    listBackups: (call, context) => backupPage(platform, caller(context), call),
    makeBackup: async (_, context) => readBackup(platform, caller(context), await requestBackup(platform, means, caller(context))),
    checkBackup: async ({ params }, context) => {
      const found = await readBackup(platform, caller(context), params.id)
      await requestCheck(platform, caller(context), params.id)
      return found
    },
    readExport: (_, context) => readExport(platform, means, caller(context)),
    takeExport: async (_, context) => exportBytes(platform, means, caller(context)),
    downloadBackup: async ({ params }, context) => backupBytes(platform, caller(context), params.id),
  }
}
