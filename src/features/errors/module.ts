/** What errors contribute to the server. */
import { assignedHandOver, recordKindsOf } from '#core/records/public.ts'
import { errorsEvents } from '#events/errors.ts'
import type { ModuleFactory } from '#platform/module.ts'
import { KEEP_EVERY_MS } from '#platform/segments/segment-keeper.ts'
import { keyBookOf } from '#features/telemetry/public.ts'
import { MapBook } from './access/map-book.ts'
import { changeGroup } from './actions/change-group.ts'
import { errorsPersonal } from './actions/erasure.ts'
import { ErrorIntake } from './actions/error-intake.ts'
import { besideRetention } from './actions/beside-retention.ts'
import { errorKeeper } from './actions/error-keeper.ts'
import { fileKeeper } from './actions/file-keeper.ts'
import { sourceMapRetention } from './actions/source-maps.ts'
import { errorsCodes } from './contract/codes.ts'
import { errorsContract } from './contract/contract.ts'
import { errorGroupKind } from './contract/kind.ts'
import { READ_ERRORS, READ_FILES, READ_SOURCE, WRITE_ERRORS, WRITE_SOURCE_MAPS } from './domain/permissions.ts'
import { errorsHandlers } from './http/handlers.ts'
import { errorNotifies } from './notifies.ts'
import { originBookOf } from './public.ts'
import { culpritsOf } from './store/groups.ts'

export const errorsModule: ModuleFactory = (platform) => {
  recordKindsOf(platform).declare({ ...errorGroupKind, textsOf: culpritsOf })
  const maps = new MapBook(platform)
  const intake = new ErrorIntake(platform, maps)
  const keeper = errorKeeper(platform, intake)
  const files = fileKeeper(platform, intake)
  return {
    name: 'errors',
    codes: [errorsCodes],
    events: errorsEvents,
    permissions: [
      { name: READ_ERRORS, allows: 'See errors of applications: where they happen, in which release, to how many people.' },
      { name: WRITE_ERRORS, allows: 'Resolve, ignore, assign, merge and split errors, and say from which pages they are taken.' },
      { name: WRITE_SOURCE_MAPS, allows: 'Upload source maps of releases, and remove them.' },
      { name: READ_SOURCE, allows: 'See lines of source code around the calls of an error.' },
      { name: READ_FILES, allows: 'Save files that came with errors, such as screenshots and dumps; they may hold secrets.' },
    ],
    contract: errorsContract,
    notifies: errorNotifies,
    handOvers: [
      assignedHandOver(platform, {
        key: 'errors.assigned',
        title: 'Open errors',
        kind: errorGroupKind,
        assign: (caller, id, { version, assigneeId }) => changeGroup({ platform, caller }, { id, version, change: { assigneeId } }),
      }),
    ],
    personal: errorsPersonal(platform),
    retention: [...besideRetention, sourceMapRetention],
    handlers: errorsHandlers({ platform, book: keyBookOf(platform), origins: originBookOf(platform), maps, intake }),
    routines: [
      { name: 'errors.keep', everyMs: KEEP_EVERY_MS, on: 'every_node', run: async () => void (await keeper.run()) },
      // Apart from errors: they do not wait for a file store that is away.
      { name: 'errors.keep_files', everyMs: KEEP_EVERY_MS, on: 'every_node', run: async () => void (await files.run()) },
    ],
  }
}
