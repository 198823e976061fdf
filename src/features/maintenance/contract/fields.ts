/** Windows as requests and answers write them. */
import { z } from 'zod'
import { idOf, instantField } from '#kit/contract.ts'
import { isZone } from '#kit/zone.ts'
import { personField, recordFields } from '#core/records/contract/row.ts'
import { VERDICTS } from '../domain/verdict.ts'
import {
  DURATION_MINUTES_MAX,
  OCCURRENCE_STATES,
  RULE_LENGTH_MAX,
  SCOPE_MAX,
  TEXT_LENGTH_MAX,
  TITLE_LENGTH_MAX,
  WINDOW_KINDS,
  WINDOW_STATES,
} from '../domain/words.ts'

const text = z.string().trim().max(TEXT_LENGTH_MAX)

export const scheduleFields = {
  zone: z
    .string()
    .max(64)
    .refine(isZone, 'must be an IANA time zone')
    .meta({ examples: ['Europe/Berlin'] }),
  startsLocal: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/, 'must be a local time such as 2026-12-06T02:00')
    .refine((local) => new Date(`${local}:00Z`).toISOString().startsWith(local), 'must be a day that exists')
    .meta({ description: 'First start by the clock on the wall of the zone', examples: ['2026-12-06T02:00'] }),
  durationMinutes: z
    .number()
    .int()
    .min(1)
    .max(DURATION_MINUTES_MAX)
    .meta({ examples: [120] }),
  rule: z
    .string()
    .max(RULE_LENGTH_MAX)
    .nullable()
    .meta({
      description: 'How it repeats, as the value of an RRULE (RFC 5545) by days, weeks, months or years; null: once',
      examples: ['FREQ=MONTHLY;BYDAY=1SU'],
    }),
}

export const scopeFields = {
  environmentIds: z.array(idOf('environment')).max(SCOPE_MAX).meta({ description: 'Empty: all environments' }),
  componentIds: z.array(idOf('component')).max(SCOPE_MAX).meta({ description: 'Empty: all components' }),
}

export const windowFields = {
  title: z
    .string()
    .trim()
    .min(1)
    .max(TITLE_LENGTH_MAX)
    .meta({ examples: ['Database upgrade'] }),
  ...scopeFields,
  ...scheduleFields,
  holdsAlerts: z.boolean().meta({ description: 'Alerts of what it covers wake nobody until it ends' }),
  pausesClocks: z.boolean().meta({ description: 'Promised times stand still while it lasts' }),
  freezesReleases: z.boolean().meta({ description: 'Nothing is released while it lasts' }),
  isPublic: z.boolean().meta({ description: 'Clients and status pages are told' }),
  publicText: text.meta({ description: 'What they are told, beside the title and the time' }),
  note: text.meta({ description: 'For the team alone' }),
}

export const occurrence = z.object({
  id: z.uuid(),
  state: z.enum(OCCURRENCE_STATES),
  startsAt: instantField,
  endsAt: instantField,
  plannedEndsAt: instantField.meta({ description: 'Before anybody extended or shortened it' }),
  isMoved: z.boolean(),
  verdict: z.enum(VERDICTS).nullable().meta({ description: 'Whether it stayed inside; null until a quarter of an hour after its end' }),
  checksDownBefore: z.number().int().nullable(),
  checksDownAfter: z.number().int().nullable(),
  evidence: z.array(
    z.object({
      thing: z.enum(['check', 'alert']),
      id: z.string(),
      title: z.string(),
      at: instantField,
      isWithin: z.boolean().meta({ description: 'It lies in what the window covers' }),
      recoveredAt: instantField.nullable(),
    }),
  ),
})

export const windowRow = z.object({
  ...recordFields('maintenance_window', WINDOW_STATES),
  kind: z.enum(WINDOW_KINDS),
  startsAt: instantField.nullable().meta({ description: 'Of the occurrence that is under way or comes next' }),
  endsAt: instantField.nullable(),
  rule: scheduleFields.rule,
  zone: z.string(),
  isPublic: z.boolean(),
  followsPlan: z.boolean(),
})

export const window = windowRow.extend({
  ...windowFields,
  rule: z.string().nullable(),
  zone: z.string(),
  createdBy: personField.nullable(),
  occurrences: z.array(occurrence),
})

export const preview = z.object({
  occurrences: z.array(z.object({ startsAt: instantField, endsAt: instantField })),
  missing: z.array(z.string()).meta({ description: 'Local starts that the clocks of the zone skip; the window is left out on them' }),
  conflicts: z.array(
    z.object({
      windowId: idOf('maintenance_window'),
      label: z.string(),
      title: z.string(),
      at: instantField,
      reason: z.enum(['same_time', 'in_freeze', 'freezes_window']),
    }),
  ),
})
