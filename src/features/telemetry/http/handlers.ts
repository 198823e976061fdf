/** From routes to actions and queries. */
import type { HandlersOf } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { anyCaller } from '#core/identity/public.ts'
import type { KeyBook } from '../access/key-book.ts'
import type { Intake } from '../actions/intake.ts'
import { createIngestKey, revokeIngestKey } from '../actions/keys.ts'
import type { telemetryContract } from '../contract/contract.ts'
import { readIntake } from '../queries/intake.ts'
import { listClientKeys, listKeys } from '../queries/keys.ts'
import { remoteWrite } from './remote-write.ts'

export interface HandlerNeeds {
  readonly platform: Pick<Platform, 'config' | 'work' | 'clock' | 'log' | 'clickhouse'>
  readonly book: KeyBook
  readonly intake: Intake
}

export function telemetryHandlers({ platform, book, intake }: HandlerNeeds): HandlersOf<typeof telemetryContract> {
  return {
    createIngestKey: ({ body }, { caller }) => createIngestKey({ platform, caller: anyCaller(caller), book }, body),
    listIngestKeys: ({ params }, { caller }) => listKeys({ platform, caller: anyCaller(caller) }, params.id),
    listClientKeys: ({ params }, { caller }) => listClientKeys({ platform, caller: anyCaller(caller) }, params.id),
    revokeIngestKey: async ({ params }, { caller }) => {
      await revokeIngestKey({ platform, caller: anyCaller(caller), book }, params.id)
      return undefined
    },
    readIntake: ({ params }, { caller }) => readIntake({ platform, caller: anyCaller(caller) }, params.id),
    remoteWrite: remoteWrite({ platform, book, intake }),
  }
}
