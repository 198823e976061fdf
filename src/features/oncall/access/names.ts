/** People and schedules of configuration files: from the names in them to who is meant, and back. */
import { addressesOf, peopleByAddress } from '#core/identity/public.ts'
import { meant } from '#kit/shown-value.ts'
import type { Tx } from '#platform/work.ts'
import type { PolicyForm, ScheduleForm } from '../contract/files.ts'
import { SCHEDULES_MAX } from '../domain/limits.ts'
import type { Asked, Policy } from '../domain/policy.ts'
import { listSchedules, type ScheduleRow } from '../store/schedules.ts'

/** In the place of the name of somebody or something that is gone, or shares its name with another. */
const GONE = '(gone)'

/** What files name, by UUID and by name. */
export interface Names {
  readonly addresses: ReadonlyMap<string, string>
  readonly schedules: readonly ScheduleRow[]
}

/** `people`: UUIDs of those who are to be named. */
export async function namesOf(tx: Tx, people: readonly string[]): Promise<Names> {
  const addresses = await addressesOf(tx, [...new Set(people)])
  return { addresses, schedules: await listSchedules(tx, { ids: null, limit: SCHEDULES_MAX }) }
}

/** A schedule as files tell it. */
export function scheduleForm({ addresses }: Names, { name, zone, layers }: ScheduleRow): ScheduleForm {
  const told = layers.map(({ people, hours, ...layer }) => ({
    ...layer,
    people: people.map((id) => addresses.get(id)?.toLowerCase() ?? GONE),
    hours: hours as ScheduleForm['layers'][number]['hours'],
  }))
  return { name, zone, layers: told }
}

/** How an application escalates, as files tell it. */
export function policyForm(names: Names, { steps, repeats }: Policy): PolicyForm {
  return { steps: steps.map((step) => ({ ...step, who: step.who.map((one) => askedForm(names, one)) })), repeats }
}

function askedForm({ addresses, schedules }: Names, asked: Asked): PolicyForm['steps'][number]['who'][number] {
  if (asked.kind === 'role') return { role: asked.role }
  if (asked.kind === 'person') return { person: addresses.get(asked.id)?.toLowerCase() ?? GONE }
  const name = schedules.find(({ id }) => id === asked.id)?.name
  return { schedule: name !== undefined && schedules.filter((one) => one.name === name).length === 1 ? name : GONE }
}

/** Whether everybody and everything in it has a name of its own. */
export function isTold(form: ScheduleForm | PolicyForm): boolean {
  return !JSON.stringify(form).includes(JSON.stringify(GONE))
}

/** What cannot be found, at its field. */
export interface Missing {
  readonly field: string
  readonly message: string
}

const nobody = (field: string, address: string): Missing => ({
  field,
  message: `Nobody here has the address ${address}. Invite them first, or name somebody else.`,
})

/** The layers that a file means; UUIDs. */
export async function layersOf(tx: Tx, { layers }: ScheduleForm) {
  const known = await peopleByAddress(
    tx,
    layers.flatMap(({ people }) => people),
  )
  const missing = layers.flatMap(({ people }, layer) =>
    people.flatMap((address, at) => (known.has(address) ? [] : [nobody(`layers.${layer}.people.${at}`, address)])),
  )
  return { missing, layers: layers.map((layer) => ({ ...layer, people: layer.people.map((address) => known.get(address) ?? '') })) }
}

/** The steps that a file means; UUIDs. */
export async function stepsOf(tx: Tx, { steps }: PolicyForm) {
  const people = await peopleByAddress(
    tx,
    steps.flatMap(({ who }) => who.flatMap(({ person }) => person ?? [])),
  )
  const schedules = await listSchedules(tx, { ids: null, limit: SCHEDULES_MAX })
  const missing: Missing[] = []
  const meantSteps = steps.map(({ who, ...step }, number) => ({
    ...step,
    who: who.flatMap(({ schedule, person, role }, at): readonly Asked[] => {
      const field = `steps.${number}.who.${at}`
      if (role !== undefined) return [{ kind: 'role', role }]
      const named = schedules.filter(({ name }) => name === schedule)
      const id = person === undefined ? (named.length === 1 ? named[0]?.id : undefined) : people.get(person)
      if (id !== undefined) return [{ kind: person === undefined ? 'schedule' : 'person', id }]
      missing.push(person === undefined ? noSchedule(`${field}.schedule`, schedule ?? '', schedules) : nobody(`${field}.person`, person))
      return []
    }),
  }))
  return { missing, steps: meantSteps }
}

function noSchedule(field: string, name: string, schedules: readonly ScheduleRow[]): Missing {
  const known = schedules.map((one) => one.name)
  const count = known.filter((one) => one === name).length
  if (count > 1) return { field, message: `There are ${count} duty schedules named ${name}. Rename all but one of them first.` }
  return { field, message: `There is no duty schedule "${name}". ${meant(name, known)}` }
}
