/** From routes to actions and queries. A write answers with the window as it is afterwards. */
import { signedIn } from '#core/identity/public.ts'
import type { HandlersOf, RequestContext } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { changeOccurrence } from '../actions/change-occurrence.ts'
import { makeFeed } from '../actions/feed.ts'
import { changeWindow, planWindow } from '../actions/plan-window.ts'
import type { maintenanceContract } from '../contract/contract.ts'
import { listCalendar, previewWindow, readFeed } from '../queries/calendar.ts'
import { countWindows, listWindows, readWindow } from '../queries/windows.ts'

export function maintenanceHandlers(
  platform: Pick<Platform, 'work' | 'clock' | 'log' | 'due' | 'config'>,
): HandlersOf<typeof maintenanceContract> {
  const by = ({ caller }: RequestContext) => ({ platform, caller: signedIn(caller) })
  return {
    listWindows: (call, context) => listWindows(by(context), call),
    countWindows: (call, context) => countWindows(by(context), call),
    planWindow: async ({ body }, context) => readWindow(by(context), await planWindow(by(context), body)),
    previewWindow: (call, context) => previewWindow(by(context), call),
    readWindow: ({ params }, context) => readWindow(by(context), params.id),
    changeWindow: async ({ params, body }, context) => {
      await changeWindow(by(context), { id: params.id, version: context.ifMatch ?? undefined, change: body })
      return readWindow(by(context), params.id)
    },
    changeOccurrence: async ({ params, body }, context) => {
      await changeOccurrence(by(context), { windowId: params.id, id: params.occurrence, change: body })
      return readWindow(by(context), params.id)
    },
    listCalendar: (call, context) => listCalendar(by(context), call),
    makeFeed: (_, context) => makeFeed(by(context)),
    readFeed: async ({ params }) => once(await readFeed(platform, params.token)),
  }
}

async function* once(text: string): AsyncIterable<string> {
  yield text
}
