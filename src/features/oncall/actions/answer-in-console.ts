/** Answers a page in the console, in the name of whoever is signed in. */
import { common, Fault } from '#kit/fault.ts'
import { requirePermission, type PersonCaller } from '#core/identity/public.ts'
import { oncallCodes } from '../contract/codes.ts'
import type { PageAnswer } from '../domain/page.ts'
import { ANSWER_PAGES } from '../domain/permissions.ts'
import { findPage } from '../store/pages.ts'
import { answerPage } from './answer-page.ts'
import { scopeOfPage, type Paging } from './paging.ts'

export async function answerInConsole(paging: Paging, caller: PersonCaller, pageId: string, answer: PageAnswer): Promise<void> {
  const { work, clock } = paging.platform
  const at = clock.now()
  await work.run(async (tx) => {
    const page = await findPage(tx, pageId)
    if (page === undefined) throw new Fault(common.not_found)
    requirePermission(caller, ANSWER_PAGES, scopeOfPage(page))
    const { personId, ref } = caller
    const judged = await answerPage(paging, tx, { pageId, answer, personId, actor: ref, via: 'console', at })
    if (judged === 'over') throw new Fault(oncallCodes.page_over)
  })
}
