/** Open records of a kind that a person works on, for when they leave: listed, given to somebody else, and given back. */
import { common, Fault } from '#kit/fault.ts'
import { toId, toUuid } from '#kit/ids.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { HandOver } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'
import type { RecordKind } from './contract/kind.ts'
import { listRecords } from './queries/list.ts'
import { findRecord } from './store/records.ts'

/** What a feature says of its kind. */
export interface Assigned<State extends string, Facts> {
  /** `<part>.<what>`, stable for ever. */
  readonly key: string
  /** As the list calls the kind. */
  readonly title: string
  readonly kind: RecordKind<State, Facts>
  /** The feature's own action, which checks and tells; `assigneeId` and `id` are UUIDs. */
  readonly assign: (caller: Caller, id: string, to: { readonly version: number; readonly assigneeId: string }) => Promise<unknown>
}

/** For `handOvers` of a module. */
export function assignedHandOver<S extends string, F>(
  platform: Pick<Platform, 'work' | 'clock'>,
  { key, title, kind, assign }: Assigned<S, F>,
): HandOver {
  /** Throws `common.version_mismatch` when somebody else has it meanwhile. */
  const reassign = async (caller: Caller, id: string, [fromId, assigneeId]: readonly [string, string]): Promise<void> => {
    const uuid = toUuid(kind.kind, id)
    if (uuid === undefined) throw new Fault(common.not_found)
    const row = await platform.work.read((tx) => findRecord(tx, uuid))
    if (row?.assigneeId !== fromId) throw new Fault(common.version_mismatch)
    await assign(caller, uuid, { version: row.version, assigneeId })
  }
  return {
    key,
    title,
    permission: kind.permission,
    heldBy: async (tx, { personId, caller, limit }) => {
      const call = { filter: `is:open assignee:${toId('person', personId)}`, sort: 'due', limit } as const
      const { items } = await listRecords(tx, { kind, caller, clock: platform.clock }, call)
      return items.map((row) => {
        const id = toId(kind.kind, row.id)
        const card = kind.cardOf(row, id)
        return { id, title: `${card.label} ${card.title}`, reason: 'assignee', words: 'Works on it', href: card.href }
      })
    },
    giving: {
      give: async ({ caller, id, fromId, toId: to }) => {
        await reassign(caller, id, [fromId, to])
        return ''
      },
      takeBack: ({ caller, id, fromId, toId: to }) => reassign(caller, id, [to, fromId]),
    },
  }
}
