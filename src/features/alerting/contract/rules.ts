/** Rules: those of the support plan, which follow it, and those that people make. */
import { z } from 'zod'
import { idOf, instantField, route, type Contract } from '#kit/contract.ts'
import { EXPRESSION_LENGTH_MAX, RULES_MAX } from '../domain/limits.ts'
import { READ_ALERTS, WRITE_RULES } from '../domain/permissions.ts'
import { DATABASE_FINDINGS, DATABASE_MEASURES, ERROR_MEASURES, LOG_LEVELS, REQUEST_MEASURES } from '../domain/rule.ts'
import { EVALUATION_REASONS, SEVERITIES } from '../domain/words.ts'

const APPLICATION_RULES = '/api/pitcrew/v1/applications/:id/alert-rules'
const RULE = '/api/pitcrew/v1/alert-rules/:id'

const labels = z.record(z.string().min(1).max(200), z.string().max(500)).default({}).meta({ description: 'Labels that a series must have' })
const metric = z.string().trim().min(1).max(300)
const overSeconds = z
  .number()
  .int()
  .min(60)
  .max(7 * 86_400)
const service = z.string().max(200).default('').meta({ description: 'Empty: every service' })
const operation = z.string().max(500).default('').meta({ description: 'Such as `GET /cart`; empty: every operation' })
const text = z.string().trim().max(500).default('').meta({ description: 'Words that all stand in the line; empty: every line' })
const whenAnswered = z.boolean().default(false).meta({
  description: 'Every series of the answer fires whatever its value, as in Prometheus; otherwise its value is held against the limit',
})

export const ruleSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('metric'), metric, labels }),
  z.object({ kind: z.literal('absence'), metric, labels }),
  z.object({ kind: z.literal('change'), metric, labels, overSeconds, inUnits: z.boolean().default(false) }),
  z.object({ kind: z.literal('forecast'), metric, labels, overSeconds, reaches: z.number() }),
  z.object({ kind: z.literal('check'), checkId: idOf('check').nullable().default(null) }),
  z.object({ kind: z.literal('requests'), measure: z.enum(REQUEST_MEASURES), service, operation, overSeconds }),
  z.object({ kind: z.literal('burn_rate'), goal: z.number().min(0.5).max(0.99999), service }),
  z.object({ kind: z.literal('promql'), expression: z.string().trim().min(1).max(EXPRESSION_LENGTH_MAX), whenAnswered }),
  z.object({ kind: z.literal('logs'), text, level: z.enum(LOG_LEVELS).default('any'), service, overSeconds }),
  z.object({ kind: z.literal('errors'), measure: z.enum(ERROR_MEASURES), overSeconds: overSeconds.default(300) }),
  z.object({ kind: z.literal('database'), measure: z.enum(DATABASE_MEASURES), databaseId: idOf('database').nullable().default(null) }),
  z.object({ kind: z.literal('database_finding'), finding: z.enum(DATABASE_FINDINGS).nullable().default(null) }),
])

const seconds = z.number().int().min(0).max(86_400)

export const ruleCondition = z.object({
  comparison: z.enum(['above', 'below']).default('above'),
  limit: z.number(),
  forSeconds: seconds.default(0),
  recoverAt: z.number().nullable().default(null),
  recoverForSeconds: seconds.default(0),
  volumeMin: z.number().int().min(0).default(0),
  noDataAfterSeconds: z.number().int().min(15).max(86_400).default(300),
  onNoData: z.enum(['keep', 'fire', 'recover']).default('keep'),
})

const runbookUrl = z
  .url({ protocol: /^https?$/, error: 'must be an address such as https://wiki.example.com/queue' })
  .max(500)
  .nullable()
  .meta({ description: 'Where it is written what to do when it fires; null: what the application says' })

const draft = z.object({
  name: z.string().trim().min(1).max(120),
  severity: z.enum(SEVERITIES),
  mode: z.enum(['live', 'learning', 'off']).optional().meta({ description: 'As the plan lets new rules begin unless said' }),
  environmentId: idOf('environment').nullable().default(null).meta({ description: 'null: every environment' }),
  componentId: idOf('component').nullable().default(null),
  source: ruleSource,
  condition: ruleCondition,
  runbookUrl: runbookUrl.default(null),
})

const rule = z.object({
  id: idOf('alert_rule').nullable().meta({ description: 'null: it follows the support plan' }),
  key: z.string(),
  name: z.string(),
  severity: z.enum(SEVERITIES),
  mode: z.enum(['live', 'learning', 'off']),
  environmentId: idOf('environment').nullable(),
  componentId: idOf('component').nullable(),
  source: ruleSource,
  condition: ruleCondition,
  runbookUrl,
  managedBy: z.string().nullable().meta({ description: 'Path of the configuration file that manages it; null: people do, or the plan' }),
  version: z.number().int(),
})

const params = z.object({ id: idOf('alert_rule') })

export const ruleRoutes = {
  listRules: route({
    id: 'alerting.listRules',
    method: 'GET',
    path: APPLICATION_RULES,
    summary: 'List the rules of an application: those that follow its support plan, then its own.',
    access: { permission: READ_ALERTS },
    params: z.object({ id: idOf('application') }),
    response: z.object({ items: z.array(rule).max(RULES_MAX + 100) }),
  }),
  createRule: route({
    id: 'alerting.createRule',
    method: 'POST',
    path: APPLICATION_RULES,
    summary: 'Add a rule to an application.',
    access: { permission: WRITE_RULES },
    params: z.object({ id: idOf('application') }),
    body: draft,
    response: rule,
    status: 201,
  }),
  changeRule: route({
    id: 'alerting.changeRule',
    method: 'PUT',
    path: RULE,
    summary: 'Write a rule anew; what fires is judged by it from the next sample on.',
    access: { permission: WRITE_RULES },
    params,
    body: draft,
    response: rule,
    versioned: 'write',
  }),
  deleteRule: route({
    id: 'alerting.deleteRule',
    method: 'DELETE',
    path: RULE,
    summary: 'Delete a rule; what fires by it ends.',
    access: { permission: WRITE_RULES },
    params,
  }),
  listRuleTargets: route({
    id: 'alerting.listRuleTargets',
    method: 'GET',
    path: `${APPLICATION_RULES}/targets`,
    summary: 'List the checks and databases of an application that a rule can be about.',
    access: { permission: READ_ALERTS },
    params: z.object({ id: idOf('application') }),
    response: z.object({
      checks: z.array(z.object({ id: idOf('check'), name: z.string() })),
      databases: z.array(z.object({ id: idOf('database'), name: z.string() })),
    }),
  }),
  tryRule: route({
    id: 'alerting.tryRule',
    method: 'POST',
    path: `${APPLICATION_RULES}/trial`,
    summary: 'Run a rule over what was measured in the last days, and see when it would have fired.',
    access: { permission: READ_ALERTS },
    params: z.object({ id: idOf('application') }),
    body: z.object({
      source: ruleSource,
      condition: ruleCondition,
      environmentId: idOf('environment').nullable().default(null),
      days: z.number().int().min(1).max(14),
    }),
    perMinute: 30,
    response: z.object({
      series: z.number().int(),
      stepSeconds: z.number().int(),
      complete: z.boolean().meta({ description: 'False when there are more series or spells than are told' }),
      spells: z.array(
        z.object({
          labels: z.record(z.string(), z.string()),
          from: instantField,
          to: instantField.nullable().meta({ description: 'null: it still fires' }),
          reason: z.enum(EVALUATION_REASONS),
          worst: z.number(),
        }),
      ),
    }),
  }),
} satisfies Contract
