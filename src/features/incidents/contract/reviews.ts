/** Reviews of incidents: what was learnt, beside facts from the log. */
import { z } from 'zod'
import { personField } from '#core/records/contract/row.ts'
import { idOf, instantField, route, type Contract } from '#kit/contract.ts'
import { TEXT_LENGTH_MAX } from '../domain/words.ts'

const PATH = '/api/pitcrew/v1/incidents/:id/review'
const write = { permission: 'incidents.incidents.write' }
const params = z.object({ id: idOf('incident') })
const text = z.string().max(TEXT_LENGTH_MAX).meta({ description: 'Markdown' })

const review = z.object({
  causes: text,
  lessons: text,
  wentWell: text,
  finishedAt: instantField.nullable(),
  finishedBy: personField.nullable().meta({ description: 'null also for somebody who was erased' }),
  isRequired: z.boolean().meta({ description: 'Whether the incident is closed only with a finished review: it was critical' }),
  document: z.string().meta({ description: 'The whole review with its facts, as Markdown; it names nobody' }),
})
export type Review = z.output<typeof review>

/** Who may work on incidents sees their reviews. */
export const reviewRoutes = {
  readReview: route({
    id: 'incidents.readReview',
    method: 'GET',
    path: PATH,
    summary: 'Read the review of an incident, with its facts from the log.',
    access: write,
    params,
    response: review,
  }),
  changeReview: route({
    id: 'incidents.changeReview',
    method: 'PATCH',
    path: PATH,
    summary: 'Write the review of an incident; what is left out stays.',
    access: write,
    params,
    body: z.object({ causes: text, lessons: text, wentWell: text }).partial(),
    response: review,
    bodyBytesMax: 256 * 1024,
  }),
  setReviewFinished: route({
    id: 'incidents.setReviewFinished',
    method: 'PUT',
    path: `${PATH}/finished`,
    summary: 'Finish the review of an incident, or open it again.',
    access: write,
    params,
    body: z.object({ finished: z.boolean() }),
    response: review,
  }),
} satisfies Contract
