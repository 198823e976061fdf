/** The first screen: every module's lines together, ranked. */
import type { ReplyOf } from '#kit/contract.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Module, NowItem } from '#platform/module.ts'
import type { Needs } from '../needs.ts'
import type { nowRoutes } from '../contract/now.ts'
import { NOW_ITEMS_MAX, NOW_MODULE_TIMEOUT_MS } from '../domain/bounds.ts'
import { rank } from '../domain/now.ts'
import { forgetQuiet, quietSince } from '../store/quiet.ts'

export async function readNow(
  platform: Needs,
  modules: readonly Module[],
  caller: Caller,
): Promise<ReplyOf<(typeof nowRoutes)['readNow']>> {
  const asking = modules.flatMap(({ name, now }) => (now ? [{ name, answer: ask(platform, name, () => now(caller)) }] : []))
  const answers = await Promise.all(asking.map(async ({ name, answer }) => ({ name, items: await answer })))
  const ranked = rank(answers.flatMap(({ items }) => items ?? []))
  const silent = answers.filter(({ items }) => items === null).map(({ name }) => name)
  const at = platform.clock.now()
  return {
    at,
    items: ranked.slice(0, NOW_ITEMS_MAX),
    leftOut: Math.max(0, ranked.length - NOW_ITEMS_MAX),
    // Nobody can say that all is quiet while a part has not answered.
    quietSince: silent.length > 0 ? null : await rememberQuiet(platform, caller, ranked.length === 0),
    silent,
  }
}

function rememberQuiet(platform: Needs, caller: Caller, isQuiet: boolean) {
  return platform.work.run(async (tx) => {
    if (isQuiet) return quietSince(tx, caller.key, platform.clock.now())
    await forgetQuiet(tx, caller.key)
    return null
  })
}

/** Null when the part failed or took too long: the others' lines are worth more than a complete list too late. */
async function ask(platform: Needs, name: string, now: () => Promise<readonly NowItem[]>): Promise<readonly NowItem[] | null> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${NOW_MODULE_TIMEOUT_MS} ms`)), NOW_MODULE_TIMEOUT_MS)
  })
  try {
    return await Promise.race([now(), tooLong])
  } catch (error) {
    platform.logger.error({ err: error, module: name }, 'a module could not say what needs a person')
    return null
  } finally {
    clearTimeout(timer)
  }
}
