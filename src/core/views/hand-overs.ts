/** The saved views that a person shares with others, for when they leave. */
import { recordKindsOf } from '#core/records/public.ts'
import { common, Fault } from '#kit/fault.ts'
import { toId, toUuid, type Thing } from '#kit/ids.ts'
import type { HandOver } from '#platform/module.ts'
import { giveView, type Act } from './actions/views.ts'
import { READ_VIEWS } from './domain/permissions.ts'
import { isShown } from './domain/sharing.ts'
import { viewerOf } from './queries/list-views.ts'
import { viewsOf } from './store/views.ts'

export const viewHandOvers = (platform: Act['platform']): readonly HandOver[] => [
  {
    key: 'views.shared',
    title: 'Shared views',
    permission: READ_VIEWS,
    heldBy: async (tx, { personId, caller, limit }) => {
      const viewer = viewerOf(caller)
      const shared = (await viewsOf(tx, [personId])).filter(
        (view) => view.deletedAt === null && view.shared !== 'personal' && isShown(view, viewer),
      )
      return shared.slice(0, limit).map(({ id, name, kind, filter }) => ({
        id: toId('saved_view', id),
        title: name,
        reason: 'sharer',
        words: 'Shares it with others',
        href: `${listOf(platform, kind)}?${new URLSearchParams({ filter })}`,
      }))
    },
    giving: {
      give: async ({ caller, id, fromId, toId: to }) => {
        await giveView({ platform, caller, viewer: viewerOf(caller) }, uuidOf(id), { fromId, toId: to })
        return ''
      },
      takeBack: ({ caller, id, fromId, toId: to }) =>
        giveView({ platform, caller, viewer: viewerOf(caller) }, uuidOf(id), { fromId: to, toId: fromId }),
    },
  },
]

/** The list of a kind stands above the pages of its records. */
function listOf(platform: Act['platform'], kind: Thing): string {
  const page = recordKindsOf(platform).of(kind)?.pageOf('') ?? '/'
  return page.slice(0, -1)
}

/** Throws `common.not_found` for what is no id of a view. */
function uuidOf(id: string): string {
  const uuid = toUuid('saved_view', id)
  if (uuid === undefined) throw new Fault(common.not_found)
  return uuid
}
