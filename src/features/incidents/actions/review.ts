/** Writing the review of an incident, and finishing it. */
import { incidentReviewChanged, incidentReviewFinished, incidentReviewReopened } from '#events/incidents.ts'
import type { HandledOf } from '#kit/contract.ts'
import { Fault } from '#kit/fault.ts'
import { incidentsCodes } from '../contract/codes.ts'
import type { reviewRoutes } from '../contract/reviews.ts'
import { isLasting } from '../domain/moves.ts'
import { judgeFinish } from '../domain/review.ts'
import type { IncidentState } from '../domain/words.ts'
import { findReview, putReview, type ReviewRow } from '../store/reviews.ts'
import { tell, writing, type Act } from './act.ts'

type Texts = HandledOf<(typeof reviewRoutes)['changeReview']>['body']

const blank = { causes: '', lessons: '', wentWell: '', finishedAt: null, finishedBy: null } as const

const refusals = {
  still_lasts: 'The incident lasts: its review can be written, but not finished.',
  causes_missing: 'Say what caused it first.',
} as const

/** What is left out stays. A finished review is changed after it was opened again. */
export function changeReview(act: Act, id: string, body: Texts): Promise<void> {
  return writing(act, { id }, async (to) => {
    const before: ReviewRow = (await findReview(to.tx, id)) ?? { incidentId: id, ...blank }
    if (before.finishedAt !== null) throw new Fault(incidentsCodes.review_is_finished)
    const asked = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Texts
    const fields = (Object.keys(asked) as (keyof Texts)[]).filter((field) => asked[field] !== before[field])
    if (fields.length === 0) return
    await putReview(to.tx, { ...before, ...(asked as Partial<ReviewRow>) })
    await tell(to, incidentReviewChanged, { fields })
  })
}

/** Throws `incidents.not_now` while there is nothing to finish. Nothing happens when it is as it is asked for. */
export function setReviewFinished(act: Act, id: string, finished: boolean): Promise<void> {
  return writing(act, { id }, async (to) => {
    const before: ReviewRow = (await findReview(to.tx, id)) ?? { incidentId: id, ...blank }
    if ((before.finishedAt !== null) === finished) return
    const reason = finished ? judgeFinish({ isLasting: isLasting(to.record.state as IncidentState), causes: before.causes }) : 'fits'
    if (reason !== 'fits') throw new Fault(incidentsCodes.not_now, { detail: refusals[reason] })
    const finishedBy = finished && act.actor.kind === 'person' ? act.actor.id : null
    await putReview(to.tx, { ...before, finishedAt: finished ? to.at : null, finishedBy })
    await tell(to, finished ? incidentReviewFinished : incidentReviewReopened, {})
  })
}
