/** Builders for tests, and a valid call for each route. */
import { Fault } from '#kit/fault.ts'
import { randomFrom } from '#kit/random.ts'
import type { Samples, SampleWorld } from '#test/support/samples.ts'
import { hear, HEARTBEAT_START } from './actions/hear.ts'
import { answersAt } from './domain/fresh-settings.ts'
import { SIGNALS, type Signal } from './domain/heartbeat.ts'
import type { HttpSettings } from './domain/settings.ts'

/** Asks for a page and expects nothing but that it answers. */
export function httpSettings(of: Partial<HttpSettings> & Pick<HttpSettings, 'url'>): HttpSettings {
  return { ...answersAt(of.url), certificateDaysMin: null, ...of }
}

async function anEnvironment(world: SampleWorld): Promise<string> {
  const body = { applicationId: world.applicationA, name: world.fresh('Watched'), kind: 'qa' }
  return (await world.call('catalog.createEnvironment', { body })).id
}

type MadeCheck = { readonly check: { readonly id: string; readonly version: number }; readonly heartbeatSecret: string | null }

async function aCheck(world: SampleWorld, settings: object = { kind: 'tcp', host: 'shop.example.com', port: 443 }): Promise<MadeCheck> {
  const body = { environmentId: await anEnvironment(world), name: world.fresh('Check'), settings, isPaused: true }
  return world.call('checks.createCheck', { body })
}

const aHeartbeat = async (world: SampleWorld): Promise<string> => (await aCheck(world, { kind: 'heartbeat' })).heartbeatSecret ?? ''
const heard = async (world: SampleWorld) => ({ params: { secret: await aHeartbeat(world) } })
const posted = async (world: SampleWorld) => ({
  ...(await heard(world)),
  bytes: { type: 'text/plain', content: new TextEncoder().encode('3 files') },
})

export const samples: Samples = {
  'checks.listChecks': ({ applicationA }) => ({ params: { id: applicationA } }),
  'checks.createCheck': async (world) => ({
    body: {
      environmentId: await anEnvironment(world),
      name: world.fresh('Check'),
      settings: { kind: 'ping', host: 'shop.example.com' },
      isPaused: true,
    },
  }),
  'checks.readCheck': async (world) => ({ params: { id: (await aCheck(world)).check.id } }),
  'checks.changeCheck': async (world) => {
    const { check } = await aCheck(world)
    return { params: { id: check.id }, ifMatch: check.version, body: { name: world.fresh('Renamed') } }
  },
  'checks.deleteCheck': async (world) => ({ params: { id: (await aCheck(world)).check.id } }),
  'checks.renewHeartbeat': async (world) => ({ params: { id: (await aCheck(world, { kind: 'heartbeat' })).check.id } }),
  'checks.tryCheck': async (world) => ({
    body: { environmentId: await anEnvironment(world), settings: { kind: 'tcp', host: '127.0.0.1', port: 9 }, timeLimitMs: 1_000 },
  }),
  'checks.readCourse': async (world) => ({ params: { id: (await aCheck(world)).check.id } }),
  'checks.hearSuccess': heard,
  'checks.hearSuccessPosted': posted,
  'checks.hearStart': heard,
  'checks.hearStartPosted': posted,
  'checks.hearFailure': heard,
  'checks.hearFailurePosted': posted,
}

/** Secrets that are damaged, huge, of something else, or somebody's who guesses; the same ones for the same seed. */
function* hostileSecrets(good: string, count: number, seed: number): Generator<string> {
  const random = randomFrom(seed)
  const below = (bound: number) => Math.floor(random() * bound)
  const hex = (digits: number) => Array.from({ length: digits }, () => below(16).toString(16)).join('')
  const made = [
    () => `${HEARTBEAT_START}${hex(48)}`,
    () => good.slice(0, below(good.length)),
    () => `${good.slice(0, 10)}${String.fromCharCode(below(0x3000))}${good.slice(11)}`,
    () => `${good}${hex(below(10) + 1)}`,
    () => good.toUpperCase(),
    () => `' or ''='${hex(4)}`,
    () => '\u0000'.repeat(below(100)),
    () => hex(below(5_000)),
  ]
  for (let number = 0; number < count; number++) yield (made[below(made.length)] ?? (() => good))()
}

/** Reports with hostile secrets; how often each outcome came, and what was heard of the one good report at the end. */
export async function besiegeHeartbeat(
  platform: Parameters<typeof hear>[0],
  { secret, count, seed }: { readonly secret: string; readonly count: number; readonly seed: number },
): Promise<{ readonly outcomes: ReadonlyMap<string, number>; readonly worksAfterwards: boolean }> {
  const outcomes = new Map<string, number>()
  const attempt = (tried: string, signal: Signal): Promise<string> =>
    hear(platform, { secret: tried, signal }).then(
      () => 'heard',
      (error: unknown) => (error instanceof Fault ? error.code.code : String(error)),
    )
  let number = 0
  for (const hostile of hostileSecrets(secret, count, seed)) {
    const outcome = await attempt(hostile, SIGNALS[number++ % SIGNALS.length] ?? 'success')
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  }
  return { outcomes, worksAfterwards: (await attempt(secret, 'success')) === 'heard' }
}
