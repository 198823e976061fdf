/** What of the open decisions hangs on a person: those they see to, and views that were asked of them. */
import { findRecord, findRecords, listRecords, recordKindsOf, type RecordRow } from '#core/records/public.ts'
import { common, Fault } from '#kit/fault.ts'
import { toId, toUuid, type Thing } from '#kit/ids.ts'
import type { HandOver, HeldThing } from '#platform/module.ts'
import type { Act } from './actions/act.ts'
import { changeDecision } from './actions/decisions.ts'
import { passRequest, type ViewTarget } from './actions/views.ts'
import { decisionKind } from './contract/kind.ts'
import { READ_DECISIONS } from './domain/permissions.ts'
import { listWaitingViews } from './store/views.ts'

export const decisionHandOvers = (platform: Act['platform']): readonly HandOver[] => [ownedDecisions(platform), askedViews(platform)]

const ownedDecisions = (platform: Act['platform']): HandOver => ({
  key: 'decisions.owned',
  title: 'Open decisions',
  permission: READ_DECISIONS,
  heldBy: async (tx, { personId, caller, limit }) => {
    const call = { filter: `is:open assignee:${toId('person', personId)}`, sort: 'due', limit } as const
    const { items } = await listRecords(tx, { kind: decisionKind, caller, clock: platform.clock }, call)
    return items.map((row) => heldOf(row, toId('decision', row.id), { reason: 'owner', words: 'Sees to it that it is decided' }))
  },
  giving: {
    give: async ({ caller, id, fromId, toId: to }) => {
      await passOn({ platform, caller }, uuidOf('decision', id), { fromId, ownerId: to })
      return ''
    },
    takeBack: ({ caller, id, fromId, toId: to }) => passOn({ platform, caller }, uuidOf('decision', id), { fromId: to, ownerId: fromId }),
  },
})

async function passOn(act: Act, id: string, { fromId, ownerId }: { readonly fromId: string; readonly ownerId: string }): Promise<void> {
  const row = await act.platform.work.read((tx) => findRecord(tx, id))
  if (row?.assigneeId !== fromId) throw new Fault(common.version_mismatch)
  await changeDecision(act, { id, ifMatch: row.version }, { ownerId })
}

const askedViews = (platform: Act['platform']): HandOver => ({
  key: 'decisions.asked',
  title: 'Views that were asked for',
  permission: READ_DECISIONS,
  heldBy: async (tx, { personId, caller, limit }) => {
    const views = await listWaitingViews(tx, personId, limit)
    const records = await findRecords(
      tx,
      views.map(({ decisionId }) => decisionId),
    )
    const seen = records.filter((row) => row.state === 'open' && recordKindsOf(platform).isSeenBy(caller, row))
    return views.flatMap(({ id, decisionId }) => {
      const row = seen.find((one) => one.id === decisionId)
      const both = `${toId('decision', decisionId)} ${toId('decision_view', id)}`
      return row ? [heldOf(row, both, { reason: 'asked', words: 'Was asked for a view' })] : []
    })
  },
  giving: {
    give: async ({ caller, id, ...people }) => {
      await passRequest({ platform, caller }, viewOf(id), people)
      return ''
    },
    takeBack: ({ caller, id, fromId, toId: to }) => passRequest({ platform, caller }, viewOf(id), { fromId: to, toId: fromId }),
  },
})

function heldOf(row: RecordRow, id: string, how: Pick<HeldThing, 'reason' | 'words'>): HeldThing {
  const { label, title, href } = decisionKind.cardOf(row, toId('decision', row.id))
  return { id, title: `${label} ${title}`, href, ...how }
}

function viewOf(both: string): ViewTarget {
  const [decision = '', view = ''] = both.split(' ')
  return { id: uuidOf('decision', decision), view: uuidOf('decision_view', view) }
}

/** Throws `common.not_found` for what is no id of such a thing. */
function uuidOf(thing: Thing, id: string): string {
  const uuid = toUuid(thing, id)
  if (uuid === undefined) throw new Fault(common.not_found)
  return uuid
}
