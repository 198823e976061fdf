/** Scrape targets: what Pitcrew fetches metrics from, how often, and how that went. */
import { z } from 'zod'
import { idOf, instantField, route, type Contract } from '#kit/contract.ts'
import { PROBLEMS } from '../domain/exposition.ts'
import {
  INTERVAL_SECONDS_DEFAULT,
  INTERVAL_SECONDS_MAX,
  INTERVAL_SECONDS_MIN,
  LABEL_LENGTH_MAX,
  LABELS_MAX,
  NAME_LENGTH_MAX,
  SECRET_LENGTH_MAX,
  TIMEOUT_SECONDS_DEFAULT,
  TIMEOUT_SECONDS_MAX,
  URL_LENGTH_MAX,
} from '../domain/limits.ts'
import { OUTCOMES } from '../domain/outcome.ts'
import { CREDENTIAL_KINDS, LABEL_NAME, STATES } from '../domain/target.ts'

/** Lets its holder see what is scraped and how it goes. */
export const READ_TARGETS = 'scraping.targets.read'
/** Lets its holder add, change, pause and delete targets. */
export const WRITE_TARGETS = 'scraping.targets.write'
/** Lets its holder approve that a target lies in a private network. */
export const APPROVE_TARGETS = 'scraping.targets.approve'

/** Topic of live messages that say in which environment something was scraped. */
export const SCRAPED_TOPIC = 'scraping.scraped'
export const scrapedMessage = z.object({ environmentId: idOf('environment') })

const BASE = '/api/pitcrew/v1/scrape-targets'

const noSecrets = (text: string) => {
  // Told as no address at all already.
  if (!URL.canParse(text)) return true
  const { username, password, hash } = new URL(text)
  return username === '' && password === '' && hash === ''
}
const urlField = z
  .url({ protocol: /^https?$/, error: 'must be an address such as http://shop-1:9100/metrics' })
  .max(URL_LENGTH_MAX)
  .refine(noSecrets, 'must hold no user, password or fragment')
  .meta({ description: 'What is fetched, with its path', examples: ['http://shop-1:9100/metrics'] })
const nameField = z
  .string()
  .trim()
  .min(1)
  .max(NAME_LENGTH_MAX)
  .meta({ description: 'What it measures; the label `job` of its series', examples: ['node'] })
const intervalField = z
  .number()
  .int()
  .min(INTERVAL_SECONDS_MIN)
  .max(INTERVAL_SECONDS_MAX)
  .meta({ description: 'Seconds from one scrape to the next' })
const timeoutField = z
  .number()
  .int()
  .min(1)
  .max(TIMEOUT_SECONDS_MAX)
  .meta({ description: 'Seconds after which an answer is waited for no longer; at most the interval' })
const labelsField = z
  .record(
    z.string().max(NAME_LENGTH_MAX).regex(LABEL_NAME, 'must be letters, digits and underscores, and not begin with two underscores'),
    z.string().min(1).max(LABEL_LENGTH_MAX),
  )
  .refine((labels) => Object.keys(labels).length <= LABELS_MAX, `may be at most ${LABELS_MAX}`)
  .meta({ description: 'Labels of all its series, besides `job` and `instance`; given here, those two become others' })
const secret = z.string().min(1).max(SECRET_LENGTH_MAX)
const credentialsField = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('none') }),
    z.object({ kind: z.literal('bearer'), token: secret.regex(/^[\x21-\x7e]+$/, 'must have no blanks and be ASCII') }),
    z.object({
      kind: z.literal('basic'),
      username: z
        .string()
        .min(1)
        .max(200)
        .regex(/^[^:]*$/, 'must have no colon'),
      password: secret,
    }),
  ])
  .meta({ description: 'What is sent as Authorization; kept encrypted and never told again' })

const timesFit = ({ intervalSeconds, timeoutSeconds }: { intervalSeconds?: number | undefined; timeoutSeconds?: number | undefined }) =>
  intervalSeconds === undefined || timeoutSeconds === undefined || timeoutSeconds <= intervalSeconds
const TIMES = { path: ['timeoutSeconds'], error: 'must be at most the interval' }

export const scrapeTarget = z.object({
  id: idOf('scrape_target'),
  environmentId: idOf('environment'),
  name: z.string(),
  url: z.string(),
  intervalSeconds: z.number().int(),
  timeoutSeconds: z.number().int(),
  credentials: z.object({ kind: z.enum(CREDENTIAL_KINDS), username: z.string().nullable() }),
  labels: z.record(z.string(), z.string()),
  privateAllowed: z.boolean().meta({ description: 'An owner approved that it lies in a private network' }),
  state: z.enum(STATES),
  version: z.number().int().meta({ description: 'Rises with each change; the ETag' }),
  createdAt: instantField,
  last: z
    .object({
      at: instantField,
      outcome: z.enum(OUTCOMES),
      status: z.number().int().nullable().meta({ description: 'Of HTTP; null when there was no answer' }),
      misfit: z
        .object({ problem: z.enum(PROBLEMS), line: z.number().int(), column: z.number().int() })
        .nullable()
        .meta({ description: 'Where and why the text is malformed' }),
      durationMs: z.number(),
      samples: z.number().int().meta({ description: 'In the answer, as far as it was read' }),
      left: z.number().int().meta({ description: 'Of these: not kept, by limits of intake or because one of the same series came before' }),
    })
    .nullable()
    .meta({ description: 'How its last scrape went, exact to some seconds; null before the first' }),
})

const params = z.object({ id: idOf('scrape_target') })
const read = { permission: READ_TARGETS }
const write = { permission: WRITE_TARGETS }

export const scrapingContract = {
  listTargets: route({
    id: 'scraping.listTargets',
    method: 'GET',
    path: '/api/pitcrew/v1/applications/:id/scrape-targets',
    summary: 'List the scrape targets of an application with how their last scrapes went, by name.',
    access: read,
    params: z.object({ id: idOf('application') }),
    response: z.object({ items: z.array(scrapeTarget) }),
  }),
  createTarget: route({
    id: 'scraping.createTarget',
    method: 'POST',
    path: BASE,
    summary: 'Add a scrape target to an environment; it is scraped within its interval.',
    access: write,
    body: z
      .object({
        environmentId: idOf('environment'),
        name: nameField,
        url: urlField,
        intervalSeconds: intervalField.default(INTERVAL_SECONDS_DEFAULT),
        timeoutSeconds: timeoutField.optional().meta({ description: `${TIMEOUT_SECONDS_DEFAULT} unless the interval is shorter` }),
        credentials: credentialsField.default({ kind: 'none' }),
        labels: labelsField.default({}),
      })
      .refine(timesFit, TIMES),
    response: scrapeTarget,
    status: 201,
  }),
  readTarget: route({
    id: 'scraping.readTarget',
    method: 'GET',
    path: `${BASE}/:id`,
    summary: 'Read a scrape target with how its last scrape went.',
    access: read,
    params,
    response: scrapeTarget,
    versioned: 'read',
  }),
  changeTarget: route({
    id: 'scraping.changeTarget',
    method: 'PATCH',
    path: `${BASE}/:id`,
    summary: 'Change a scrape target; what is left out stays. At another host or port its secret and its approval end.',
    access: write,
    params,
    body: z
      .object({
        name: nameField,
        url: urlField,
        intervalSeconds: intervalField,
        timeoutSeconds: timeoutField,
        credentials: credentialsField,
        labels: labelsField,
      })
      .partial()
      .refine(timesFit, TIMES),
    response: scrapeTarget,
    versioned: 'write',
  }),
  setTargetState: route({
    id: 'scraping.setTargetState',
    method: 'PUT',
    path: `${BASE}/:id/state`,
    summary: 'Pause the scraping of a target, or resume it.',
    access: write,
    params,
    body: z.object({ state: z.enum(STATES) }),
    response: scrapeTarget,
    versioned: 'write',
  }),
  setTargetApproval: route({
    id: 'scraping.setTargetApproval',
    method: 'PUT',
    path: `${BASE}/:id/approval`,
    summary: 'Approve that a scrape target lies in a private network, or end that.',
    access: { permission: APPROVE_TARGETS },
    fresh: true,
    params,
    body: z.object({ privateAllowed: z.boolean() }),
    response: scrapeTarget,
    versioned: 'write',
  }),
  deleteTarget: route({
    id: 'scraping.deleteTarget',
    method: 'DELETE',
    path: `${BASE}/:id`,
    summary: 'Delete a scrape target; what was scraped is kept.',
    access: write,
    params,
  }),
} satisfies Contract
