/** Dashboards: making, changing, cloning by making anew, and reading them from files. */
import { z } from 'zod'
import { idOf, instantField, route, type Contract } from '#kit/contract.ts'
import { EXPRESSION_LENGTH_MAX, EXPRESSIONS_MAX } from '../domain/limits.ts'
import { FILE_LENGTH_MAX, LEGEND_LENGTH_MAX, PANEL_KINDS, PANEL_WIDTHS, PANELS_MAX, TITLE_LENGTH_MAX } from '../domain/panel.ts'
import { READ_DASHBOARDS, READ_SERIES, WRITE_DASHBOARDS } from '../domain/permissions.ts'
import { UNITS } from '../domain/units.ts'

const BASE = '/api/pitcrew/v1/dashboards'
const read = { permission: READ_DASHBOARDS }
const write = { permission: WRITE_DASHBOARDS }
const params = z.object({ id: idOf('dashboard') })
/** Forty panels with long expressions. */
const BODY_BYTES_MAX = 2 * 1024 * 1024

export const title = z.string().trim().min(1).max(TITLE_LENGTH_MAX)
const text = z.string().trim().min(1).max(EXPRESSION_LENGTH_MAX).meta({ description: 'PromQL' })
const legend = z
  .string()
  .trim()
  .max(LEGEND_LENGTH_MAX)
  .meta({ description: 'May name labels as {{route}}; empty: the labels in which series differ' })
const shownPanel = z.object({
  title,
  kind: z.enum(PANEL_KINDS),
  unit: z.enum(UNITS),
  width: z.enum(PANEL_WIDTHS).meta({ description: 'Of the page; all of it on a phone' }),
  expressions: z.array(z.object({ text, legend })),
})
const { kind, unit, width } = shownPanel.shape
export const panel = z.object({
  title,
  kind: kind.default('line'),
  unit: unit.default('number'),
  width: width.default('half'),
  expressions: z
    .array(z.object({ text, legend: legend.default('') }))
    .min(1)
    .max(EXPRESSIONS_MAX),
})
const IN_ORDER = { description: 'In the order of the page' }
const panels = z.array(panel).max(PANELS_MAX).meta(IN_ORDER)
const shownPanels = z.array(shownPanel).meta(IN_ORDER)
const applicationId = idOf('application')
  .nullable()
  .meta({ description: 'Whose it is; null: of the installation, and who looks at it chooses the application' })

const managedBy = z.string().nullable().meta({ description: 'Path of the configuration file that manages it; null: people do' })
const kept = { id: idOf('dashboard'), applicationId, title: z.string(), managedBy, updatedAt: instantField, version: z.number().int() }
export const dashboard = z.object({
  ...kept,
  panels: shownPanels,
  canChange: z.boolean().meta({ description: 'Whether you may change and delete it' }),
})

export const keepingRoutes = {
  listDashboards: route({
    id: 'dashboards.listDashboards',
    method: 'GET',
    path: BASE,
    summary: 'List the dashboards that you may see, by title.',
    access: read,
    query: z.object({ applicationId: idOf('application').optional().meta({ description: 'Those of it and of the installation' }) }),
    response: z.object({ items: z.array(z.object({ ...kept, panelCount: z.number().int() })) }),
  }),
  createDashboard: route({
    id: 'dashboards.createDashboard',
    method: 'POST',
    path: BASE,
    summary: 'Make a dashboard.',
    access: write,
    body: z.object({ applicationId, title, panels: panels.default([]) }),
    bodyBytesMax: BODY_BYTES_MAX,
    response: dashboard,
    status: 201,
  }),
  readDashboard: route({
    id: 'dashboards.readDashboard',
    method: 'GET',
    path: `${BASE}/:id`,
    summary: 'Read a dashboard.',
    access: read,
    params,
    response: dashboard,
    versioned: 'read',
  }),
  changeDashboard: route({
    id: 'dashboards.changeDashboard',
    method: 'PATCH',
    path: `${BASE}/:id`,
    summary: 'Change a dashboard; what is left out stays, panels are changed all together.',
    access: write,
    params,
    body: z.object({ title, panels }).partial(),
    bodyBytesMax: BODY_BYTES_MAX,
    response: dashboard,
    versioned: 'write',
  }),
  setDashboardDeleted: route({
    id: 'dashboards.setDashboardDeleted',
    method: 'PUT',
    path: `${BASE}/:id/deletion`,
    summary: 'Delete a dashboard, or bring it back.',
    access: write,
    params,
    body: z.object({ deleted: z.boolean() }),
    response: dashboard,
    versioned: 'write',
  }),
  exportDashboard: route({
    id: 'dashboards.exportDashboard',
    method: 'GET',
    path: `${BASE}/:id/file`,
    summary: 'Save a dashboard as a YAML file, as folders of configuration hold it.',
    access: read,
    params,
    stream: { mediaType: 'application/yaml; charset=utf-8', fileName: 'pitcrew-dashboard.yaml' },
  }),
  readFile: route({
    id: 'dashboards.readFile',
    method: 'POST',
    path: '/api/pitcrew/v1/dashboard-files',
    summary: 'Read a dashboard from the text of a YAML or JSON file without keeping it; what is wrong is told with its line.',
    access: write,
    body: z.object({ applicationId, text: z.string().max(FILE_LENGTH_MAX) }),
    bodyBytesMax: BODY_BYTES_MAX,
    response: z.object({
      dashboard: z.object({ title, panels: shownPanels }).nullable().meta({ description: 'null where something is wrong' }),
      faults: z.array(z.object({ line: z.number().int().meta({ description: 'From 1' }), message: z.string() })),
    }),
  }),
  listReleases: route({
    id: 'dashboards.listReleases',
    method: 'GET',
    path: '/api/pitcrew/v1/applications/:id/seen-releases',
    summary: 'List the releases of an environment that were first heard of within a time, the oldest first.',
    access: { permission: READ_SERIES },
    params: z.object({ id: idOf('application') }),
    query: z.object({ environmentId: idOf('environment'), from: instantField, to: instantField }),
    response: z.object({ items: z.array(z.object({ release: z.string(), at: instantField })) }),
  }),
} satisfies Contract
