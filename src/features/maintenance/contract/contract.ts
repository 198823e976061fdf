/** Windows and freezes: planning them, their single times, and what they did. */
import { z } from 'zod'
import { idOf, instantField, pageOf, route, type Contract } from '#kit/contract.ts'
import { countAnswer, countQuery, listQuery } from '#core/records/contract/list.ts'
import { WINDOW_KINDS } from '../domain/words.ts'
import { preview, window, windowFields, windowRow } from './fields.ts'

const BASE = '/api/pitcrew/v1/windows'
const read = { permission: 'maintenance.windows.read' }
const write = { permission: 'maintenance.windows.write' }
const params = z.object({ id: idOf('maintenance_window') })
const applicationId = idOf('application')

const { environmentIds, componentIds, rule, publicText, note, ...needed } = windowFields
export const creation = z.object({
  kind: z.enum(WINDOW_KINDS).default('window').meta({ description: 'A freeze only holds releases' }),
  applicationId,
  ...needed,
  holdsAlerts: needed.holdsAlerts.default(true),
  pausesClocks: needed.pausesClocks.default(false),
  freezesReleases: needed.freezesReleases.default(false),
  isPublic: needed.isPublic.default(false),
  environmentIds: environmentIds.default([]),
  componentIds: componentIds.default([]),
  rule: rule.default(null),
  publicText: publicText.default(''),
  note: note.default(''),
})

export const windowChange = z
  .object(windowFields)
  .extend({ state: z.literal('cancelled').meta({ description: 'Cancels it; what is under way ends' }) })
  .partial()

export type Window = z.output<typeof window>

export const maintenanceContract = {
  listWindows: route({
    id: 'maintenance.listWindows',
    method: 'GET',
    path: BASE,
    summary: 'List the windows and freezes that you may see; ordered by due time, by when they take place next.',
    access: read,
    query: listQuery,
    response: pageOf(windowRow),
  }),
  countWindows: route({
    id: 'maintenance.countWindows',
    method: 'GET',
    path: `${BASE}/count`,
    summary: 'Count the windows and freezes that you may see.',
    access: read,
    query: countQuery,
    response: countAnswer,
  }),
  planWindow: route({
    id: 'maintenance.planWindow',
    method: 'POST',
    path: BASE,
    summary: 'Plan a window or a freeze, once or recurring.',
    access: write,
    body: creation,
    response: window,
    status: 201,
  }),
  previewWindow: route({
    id: 'maintenance.previewWindow',
    method: 'POST',
    path: `${BASE}/previews`,
    summary: 'Show when a window would take place, on which days it would not, and what it would meet, without planning it.',
    access: write,
    body: creation.extend({
      windowId: idOf('maintenance_window').nullable().default(null).meta({ description: 'The one that would be changed' }),
    }),
    response: preview,
  }),
  readWindow: route({
    id: 'maintenance.readWindow',
    method: 'GET',
    path: `${BASE}/:id`,
    summary: 'Read a window with its last times, those that come, and whether it stayed inside.',
    access: read,
    params,
    response: window,
    versioned: 'read',
  }),
  changeWindow: route({
    id: 'maintenance.changeWindow',
    method: 'PATCH',
    path: `${BASE}/:id`,
    summary:
      'Change or cancel a window; what is left out stays. Times that were moved or left out stay so where the rule still asks for them.',
    access: write,
    params,
    body: windowChange,
    response: window,
    versioned: 'write',
  }),
  changeOccurrence: route({
    id: 'maintenance.changeOccurrence',
    method: 'PATCH',
    path: `${BASE}/:id/occurrences/:occurrence`,
    summary: 'Leave one time of a window out, take it back in, move it, extend it, or end it early by an end that has come.',
    access: write,
    params: params.extend({ occurrence: z.uuid() }),
    body: z.object({ isSkipped: z.boolean(), startsAt: instantField, endsAt: instantField }).partial(),
    response: window,
  }),
  listCalendar: route({
    id: 'maintenance.listCalendar',
    method: 'GET',
    path: '/api/pitcrew/v1/window-occurrences',
    summary: 'List the times of windows and freezes that touch a stretch of at most 100 days.',
    access: read,
    query: z.object({ from: instantField, to: instantField, applicationId: applicationId.optional() }),
    response: z.object({
      items: z.array(
        z.object({
          id: z.uuid(),
          windowId: idOf('maintenance_window'),
          label: z.string(),
          title: z.string(),
          kind: z.enum(WINDOW_KINDS),
          applicationId,
          state: z.enum(['planned', 'under_way', 'ended']),
          startsAt: instantField,
          endsAt: instantField,
        }),
      ),
      isCut: z.boolean().meta({ description: 'There are more than are shown' }),
    }),
  }),
  makeFeed: route({
    id: 'maintenance.makeFeed',
    method: 'POST',
    path: '/api/pitcrew/v1/window-feeds',
    summary: 'Make your secret calendar address anew; the one before ends.',
    access: read,
    response: z.object({ url: z.url().meta({ description: 'For calendar programs; whoever has it reads your windows' }) }),
    status: 201,
    perMinute: 10,
  }),
  readFeed: route({
    id: 'maintenance.readFeed',
    method: 'GET',
    path: '/api/pitcrew/v1/window-feeds/:token',
    summary: 'Read the windows of whoever made this address, as iCalendar.',
    access: 'public',
    params: z.object({ token: z.string().regex(/^[0-9a-f]{48}(\.ics)?$/) }),
    stream: { mediaType: 'text/calendar; charset=utf-8', fileName: 'pitcrew-windows.ics' },
    perMinute: 60,
  }),
} satisfies Contract
