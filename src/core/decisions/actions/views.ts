/** Asking for views, giving them, and taking requests back. */
import { uuidv7 } from 'uuidv7'
import { watch } from '#core/comments/public.ts'
import { signedIn } from '#core/identity/public.ts'
import { scopeOfRecord } from '#core/records/public.ts'
import { decisionViewAsked, decisionViewGiven, decisionViewWithdrawn } from '#events/decisions.ts'
import type { HandledOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import { toIso } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { decisionsCodes } from '../contract/codes.ts'
import type { decisionsContract } from '../contract/contract.ts'
import { VIEWS_MAX, type Side } from '../domain/words.ts'
import { deleteView, findView, giveView as writeView, insertView, listViews, updateAsked, type ViewRow } from '../store/views.ts'
import { tell, write, writing, type Act } from './act.ts'
import { expectOption, expectReader } from './decisions.ts'

type Asking = HandledOf<(typeof decisionsContract)['askView']>['body']
type Giving = HandledOf<(typeof decisionsContract)['giveView']>['body']

/** Which view of which decision. */
export interface ViewTarget {
  readonly id: string
  readonly view: string
}

export function askView(act: Act, decisionId: string, { side, personId, dueAt }: Asking): Promise<void> {
  return writing(act, { id: decisionId }, 'ask', async (to) => {
    const { tx, at, record } = to
    if ((await listViews(tx, decisionId, VIEWS_MAX)).length === VIEWS_MAX) throw new Fault(decisionsCodes.too_many_views)
    await expectReader(tx, scopeOfRecord(record), personId, 'body.personId')
    const id = uuidv7()
    const askedBy = act.caller.ref.kind === 'person' ? act.caller.ref.id : null
    await insertView(tx, { id, decisionId, side, personId, dueAt, askedAt: at, askedBy })
    if (personId !== null) await watch(tx, { recordId: decisionId, personIds: [personId], reason: 'asked', at })
    await write(to, {})
    await tell(act, to, decisionViewAsked, {
      viewId: id,
      side: inWords(side),
      personId,
      dueAt: dueAt === null ? null : toIso(dueAt),
    })
  })
}

/** Whoever gave it may say it differently while the decision is open. */
export function giveView(act: Act, target: ViewTarget, { text, favours }: Giving): Promise<void> {
  const { personId } = signedIn(act.caller)
  return writing(act, { id: target.id }, 'give', async (to) => {
    const { tx, at, decision } = to
    const view = await requireView(tx, target)
    if (view.givenBy !== null && view.givenBy !== personId) throw new Fault(decisionsCodes.given_already)
    if (view.personId !== null && view.personId !== personId) throw new Fault(decisionsCodes.not_asked)
    expectOption(decision.options, favours, 'body.favours')
    await writeView(tx, { id: view.id, text, favours, givenBy: personId, givenAt: at })
    await watch(tx, { recordId: decision.id, personIds: [personId], reason: 'asked', at })
    await write(to, {})
    await tell(act, to, decisionViewGiven, { viewId: view.id, side: inWords(view.side), personId })
  })
}

/** Asks somebody else of the same side instead. Throws `common.version_mismatch` when it was answered or `fromId` was not asked. */
export function passRequest(
  act: Act,
  target: ViewTarget,
  { fromId, toId: personId }: { readonly fromId: string; readonly toId: string },
): Promise<void> {
  return writing(act, { id: target.id }, 'ask', async (to) => {
    const { tx, at, record } = to
    const view = await requireView(tx, target)
    if (view.text !== null || view.personId !== fromId) throw new Fault(common.version_mismatch)
    await expectReader(tx, scopeOfRecord(record), personId, 'body.toId')
    await updateAsked(tx, view.id, personId)
    await watch(tx, { recordId: target.id, personIds: [personId], reason: 'asked', at })
    await write(to, {})
    const told = { viewId: view.id, side: inWords(view.side) }
    await tell(act, to, decisionViewWithdrawn, { ...told, personId: fromId })
    await tell(act, to, decisionViewAsked, { ...told, personId, dueAt: view.dueAt === null ? null : toIso(view.dueAt) })
  })
}

export function withdrawView(act: Act, target: ViewTarget): Promise<void> {
  return writing(act, { id: target.id }, 'ask', async (to) => {
    const view = await requireView(to.tx, target)
    if (view.text !== null) throw new Fault(decisionsCodes.given_already)
    await deleteView(to.tx, view.id)
    await write(to, {})
    await tell(act, to, decisionViewWithdrawn, { viewId: view.id, side: inWords(view.side), personId: view.personId })
  })
}

/** `project_management` is written by programs. */
const inWords = (side: Side): string => (side === 'qa' ? 'QA' : side.replaceAll('_', ' '))

async function requireView(tx: Tx, { id, view }: ViewTarget): Promise<ViewRow> {
  const row = await findView(tx, id, view)
  if (row === undefined) throw new Fault(common.not_found)
  return row
}
