/** Silences that clients of Alertmanager add and end, in its form. */
import { addPlaceSilence, endPlaceSilence, placeOf, type NewSilence, type WatchedPlace } from '#features/alerting/public.ts'
import { common, Fault } from '#kit/fault.ts'
import { parseJson } from '#platform/http/json.ts'
import type { Needs } from '../access/needs.ts'
import { knownSource } from '../access/known-source.ts'
import { intakeCodes } from '../contract/codes.ts'
import { at, isFields, textOf, timeOf } from '../domain/fields.ts'
import { NAME_LENGTH_MAX } from '../domain/limits.ts'
import { readMatcher, type LabelMatcher } from '../domain/matchers.ts'

const COMMENT_LENGTH_MAX = 1_000
/** One place is left for the environment. */
const MATCHERS_MAX = 9
const VALUE_LENGTH_MAX = 500
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The environment that a key is of. Throws `common.unauthenticated` or `intakes.archived`. */
export async function keyedPlace(needs: Needs, secret: string | null): Promise<WatchedPlace> {
  const source = await knownSource(needs, secret, ['alertmanager'])
  if (source === undefined) throw new Fault(common.unauthenticated, { detail: 'Send the key of an alert source.' })
  const place = await placeOf(needs, source.environmentId, source.applicationId)
  if (place === undefined) throw new Fault(intakeCodes.archived)
  return place
}

/** Returns the UUID. One that says an id replaces that one, as `amtool silence update` does. */
export async function postSilence(needs: Needs, secret: string | null, bytes: Uint8Array): Promise<string> {
  const place = await keyedPlace(needs, secret)
  const body = parseJson(bytes)
  const [wanted, before] = [readSilence(body), textOf(at(body, 'id'), NAME_LENGTH_MAX)]
  return needs.work.run(async (tx) => {
    if (UUID.test(before)) await endPlaceSilence(needs, tx, place, before)
    return (await addPlaceSilence(needs, tx, place, wanted)).id
  })
}

export async function expireSilence(needs: Needs, secret: string | null, id: string): Promise<void> {
  const place = await keyedPlace(needs, secret)
  await needs.work.run((tx) => endPlaceSilence(needs, tx, place, id))
}

function readSilence(body: unknown): Omit<NewSilence, 'applicationId'> {
  const [startsAt, endsAt, said] = [timeOf(at(body, 'startsAt')), timeOf(at(body, 'endsAt')), at(body, 'matchers')]
  if (!isFields(body) || !Array.isArray(said)) throw invalid('matchers', 'must be a list')
  if (said.length === 0 || said.length > MATCHERS_MAX) throw invalid('matchers', `must be 1 to ${MATCHERS_MAX}`)
  if (startsAt === undefined) throw invalid('startsAt', 'must be a time of RFC 3339')
  if (endsAt === undefined || endsAt === null) throw invalid('endsAt', 'must be a time of RFC 3339')
  const read = said.map(readMatcher)
  const bad = read.findIndex((one) => one === undefined || one.value.length > VALUE_LENGTH_MAX)
  if (bad !== -1) throw invalid(`matchers.${bad}`, `must have a name, and a value of at most ${VALUE_LENGTH_MAX} characters`)
  const matchers = read.flatMap((one) => (one === undefined ? [] : [labelMatcher(one)]))
  return { matchers, comment: commentOf(body), startsAt, endsAt }
}

/** Who added it stands in the text, because the key is nobody's in particular. */
function commentOf(body: unknown): string {
  const comment = textOf(at(body, 'comment'), COMMENT_LENGTH_MAX)
  const by = textOf(at(body, 'createdBy'), NAME_LENGTH_MAX)
  if (comment === '') throw invalid('comment', 'must say why')
  const signed = ` (${by})`
  return by === '' || comment.endsWith(signed) ? comment : `${comment.slice(0, COMMENT_LENGTH_MAX - signed.length)}${signed}`
}

function labelMatcher({ name, value, isRegex, isEqual }: LabelMatcher): NewSilence['matchers'][number] {
  const operator = isRegex ? (isEqual ? 'matches' : 'does_not_match') : isEqual ? 'is' : 'is_not'
  return { field: 'label', name, operator, value }
}

function invalid(field: string, message: string): Fault {
  return new Fault(common.invalid_request, { detail: `${field} ${message}.`, fields: [{ field: `body.${field}`, message }] })
}
