/** Prometheus's HTTP API for queries, so that Grafana, promtool and others read from here as from a Prometheus. */
import { z } from 'zod'
import { route, type Contract } from '#kit/contract.ts'

/** Lets its holder read what was measured, by expressions. */
export const READ_SERIES = 'promql.series.read'

const BASE = '/prometheus/api/v1'
/** A dashboard of forty panels that is looked at by ten people, refreshed every five seconds. */
const PER_MINUTE = 6_000

const one = (description: string) => z.string().optional().meta({ description })
const many = (description: string) =>
  z
    .union([z.string(), z.array(z.string())])
    .optional()
    .meta({ description })

const environment = one('Id of an environment; all that may be seen unless said')
const timeout = one('Longest time for the evaluation, such as 30s')
const query = one('Expression of PromQL')
const span = { start: one('RFC 3339 or seconds since 1970'), end: one('RFC 3339 or seconds since 1970, inclusive') }
const instant = z.object({
  query,
  time: one('RFC 3339 or seconds since 1970; now unless said'),
  timeout,
  lookback_delta: one('How long a sample stands for its series'),
  environment,
})
const range = z.object({
  query,
  ...span,
  step: one('Duration, or seconds'),
  timeout,
  lookback_delta: one('How long a sample stands for its series'),
  environment,
})
const selected = z.object({ 'match[]': many('Selectors of series'), ...span, limit: one('Longest answer; 0: no limit'), environment })

const exemplified = z.object({ query, ...span, environment })

const read = { access: { permission: READ_SERIES }, prometheus: true, perMinute: PER_MINUTE } as const
const byForm = { ...read, method: 'POST', takes: ['application/x-www-form-urlencoded'] } as const

export const promqlContract = {
  query: route({
    ...read,
    method: 'GET',
    id: 'promql.query',
    path: `${BASE}/query`,
    summary: 'Evaluate an expression at one moment.',
    query: instant,
  }),
  queryByForm: route({
    ...byForm,
    id: 'promql.queryByForm',
    path: `${BASE}/query`,
    summary: 'Evaluate an expression at one moment; parameters as a form.',
  }),
  queryRange: route({
    ...read,
    method: 'GET',
    id: 'promql.queryRange',
    path: `${BASE}/query_range`,
    summary: 'Evaluate an expression over a range, step by step.',
    query: range,
  }),
  queryRangeByForm: route({
    ...byForm,
    id: 'promql.queryRangeByForm',
    path: `${BASE}/query_range`,
    summary: 'Evaluate an expression over a range; parameters as a form.',
  }),
  listSeries: route({
    ...read,
    method: 'GET',
    id: 'promql.listSeries',
    path: `${BASE}/series`,
    summary: 'List series by selectors.',
    query: selected,
  }),
  listSeriesByForm: route({
    ...byForm,
    id: 'promql.listSeriesByForm',
    path: `${BASE}/series`,
    summary: 'List series by selectors; parameters as a form.',
  }),
  listLabels: route({
    ...read,
    method: 'GET',
    id: 'promql.listLabels',
    path: `${BASE}/labels`,
    summary: 'List names of labels.',
    query: selected,
  }),
  listLabelsByForm: route({
    ...byForm,
    id: 'promql.listLabelsByForm',
    path: `${BASE}/labels`,
    summary: 'List names of labels; parameters as a form.',
  }),
  listLabelValues: route({
    ...read,
    method: 'GET',
    id: 'promql.listLabelValues',
    path: `${BASE}/label/:name/values`,
    summary: 'List values of a label.',
    params: z.object({ name: z.string() }),
    query: selected,
  }),
  listMetadata: route({
    ...read,
    method: 'GET',
    id: 'promql.listMetadata',
    path: `${BASE}/metadata`,
    summary: 'List metrics with the type that their names suggest.',
    query: z.object({ metric: one('Only this one'), limit: one('Longest answer'), environment }),
  }),
  formatQuery: route({
    ...read,
    method: 'GET',
    id: 'promql.formatQuery',
    path: `${BASE}/format_query`,
    summary: 'Write an expression in the usual form.',
    query: z.object({ query }),
  }),
  formatQueryByForm: route({
    ...byForm,
    id: 'promql.formatQueryByForm',
    path: `${BASE}/format_query`,
    summary: 'Write an expression in the usual form; parameters as a form.',
  }),
  readBuild: route({
    ...read,
    method: 'GET',
    id: 'promql.readBuild',
    path: `${BASE}/status/buildinfo`,
    summary: 'Say as which version of Prometheus this answers.',
  }),
  listRules: route({
    ...read,
    method: 'GET',
    id: 'promql.listRules',
    path: `${BASE}/rules`,
    summary: 'List rules of Prometheus, of which there are none: alert rules are kept by Pitcrew itself.',
  }),
  listAlerts: route({
    ...read,
    method: 'GET',
    id: 'promql.listAlerts',
    path: `${BASE}/alerts`,
    summary: 'List alerts of rules of Prometheus, of which there are none.',
  }),
  listExemplars: route({
    ...read,
    method: 'GET',
    id: 'promql.listExemplars',
    path: `${BASE}/query_exemplars`,
    summary: 'List exemplars of an expression, of which none are kept.',
    query: exemplified,
  }),
  listExemplarsByForm: route({
    ...byForm,
    id: 'promql.listExemplarsByForm',
    path: `${BASE}/query_exemplars`,
    summary: 'List exemplars of an expression; parameters as a form.',
  }),
} satisfies Contract
