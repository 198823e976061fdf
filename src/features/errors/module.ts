/** What errors contribute to the server. */
import { recordKindsOf } from '#core/records/public.ts'
import { errorsEvents } from '#events/errors.ts'
import type { ModuleFactory } from '#platform/module.ts'
import { KEEP_EVERY_MS } from '#platform/segments/segment-keeper.ts'
import { keyBookOf } from '#features/telemetry/public.ts'
import { OriginBook } from './access/origin-book.ts'
import { errorsPersonal } from './actions/erasure.ts'
import { ErrorIntake } from './actions/error-intake.ts'
import { errorKeeper } from './actions/error-keeper.ts'
import { errorsCodes } from './contract/codes.ts'
import { errorsContract } from './contract/contract.ts'
import { errorGroupKind } from './contract/kind.ts'
import { READ_ERRORS, WRITE_ERRORS } from './domain/permissions.ts'
import { errorsHandlers } from './http/handlers.ts'
import { errorNotifies } from './notifies.ts'
import { culpritsOf } from './store/groups.ts'

export const errorsModule: ModuleFactory = (platform) => {
  recordKindsOf(platform).declare({ ...errorGroupKind, textsOf: culpritsOf })
  const intake = new ErrorIntake(platform)
  const keeper = errorKeeper(platform, intake)
  return {
    name: 'errors',
    codes: [errorsCodes],
    events: errorsEvents,
    permissions: [
      { name: READ_ERRORS, allows: 'See errors of applications: where they happen, in which release, to how many people.' },
      { name: WRITE_ERRORS, allows: 'Resolve, ignore, assign, merge and split errors, and say from which pages they are taken.' },
    ],
    contract: errorsContract,
    notifies: errorNotifies,
    personal: errorsPersonal,
    handlers: errorsHandlers({ platform, book: keyBookOf(platform), origins: new OriginBook(platform), intake }),
    routines: [{ name: 'errors.keep', everyMs: KEEP_EVERY_MS, on: 'every_node', run: async () => void (await keeper.run()) }],
  }
}
