/** Duty schedules and escalation as configuration files tell them: the fields of the API, with people and schedules by names. */
import { z } from 'zod'
import { WEEKDAYS } from '#kit/calendar.ts'
import { ASKED_PER_STEP_MAX, LAYERS_MAX, PEOPLE_PER_LAYER_MAX, STEPS_MAX } from '../domain/limits.ts'
import { dutyRoutes } from './duty.ts'
import { pageRoutes } from './pages.ts'

const name = z.string().min(1)
/** Somebody's e-mail address here. */
const address = z.string().trim().toLowerCase().min(3).max(250)

const schedule = dutyRoutes.createSchedule.body
const layer = schedule.shape.layers.element
const week = layer.shape.hours.unwrap().unwrap().shape

/** Days that are not named are days off. */
const hours = z
  .strictObject(Object.fromEntries(WEEKDAYS.map((day) => [day, week[day].default([])])) as unknown as typeof week)
  .nullable()
  .default(null)

export const scheduleFile = schedule
  .extend({ layers: z.array(layer.extend({ people: z.array(address).min(1).max(PEOPLE_PER_LAYER_MAX), hours }).strict()).max(LAYERS_MAX) })
  .strict()
export type ScheduleForm = z.output<typeof scheduleFile>

const policy = pageRoutes.changePolicy.body
const step = policy.shape.steps.element
const who = z
  .strictObject({ schedule: name.optional(), person: address.optional(), role: name.max(60).optional() })
  .refine((one) => Object.keys(one).length === 1, 'Write one of schedule, person and role, with a name behind it.')

export const policyFile = policy
  .extend({
    steps: z
      .array(step.extend({ who: z.array(who).min(1).max(ASKED_PER_STEP_MAX) }).strict())
      .min(1)
      .max(STEPS_MAX),
    repeats: policy.shape.repeats.default(0),
  })
  .strict()
export type PolicyForm = z.output<typeof policyFile>
export type ToldAsked = z.output<typeof who>
