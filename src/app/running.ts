/**
 * What runs on the stores: the core, HTTP around it, and what goes on in the background. Apart from server.ts because reading all
 * of this takes as long as the stores take to come up, and so is done meanwhile.
 *
 * HTTP answers before the stores do: with what needs none of them, such as status pages kept on the disk, and for everything else
 * with when to ask again.
 */
import { setTimeout as wait } from 'node:timers/promises'
import path from 'node:path'
import { accessOf } from '#core/identity/public.ts'
import { offerSetup } from '#core/setup/public.ts'
import { createHttp, type Http } from '#platform/http/http.ts'
import { openIdempotency, type Idempotency } from '#platform/http/idempotency.ts'
import type { Logger } from '#platform/logger.ts'
import { openLoop, type Loop } from '#platform/loop.ts'
import { migrationFiles, packageRoot } from '#platform/migrations.ts'
import type { Routine } from '#platform/module.ts'
import { StoreAway } from '#platform/start-fault.ts'
import { SKEW_CHECK_EVERY_MS } from './clock-skew.ts'
import { buildCore, type BuiltCore, type Core, type CoreOptions } from './core.ts'
import { readinessChecks } from './readiness.ts'
import { version } from './version.ts'
import { seesEvent } from './visibility.ts'

export interface Running {
  readonly core: Core
  /** Address with the port that was taken, for example http://127.0.0.1:7700. */
  readonly url: string
  /** Link of the first visit; null once set-up is done. */
  readonly setupLink: string | null
}

/** Reads files that are needed once the stores are there. */
export function readAhead(): void {
  migrationFiles('postgres')
  migrationFiles('clickhouse')
}

/** How long after a store that is elsewhere did not answer it is asked again. */
const STORE_AWAY_WAIT_MS = 2_000

export interface RunOptions extends CoreOptions {
  readonly onStep: (step: string) => void
  readonly signal?: AbortSignal
}

/** Each thing that was started is handed to `undo` with what ends it, also when a later one fails. */
export async function runOn(options: RunOptions, undo: (end: () => Promise<void>) => void): Promise<Running> {
  const core = await buildCore(options)
  undo(() => core.close())
  const up = bringUp(core, options)
  up.catch(() => undefined) // Heard below. The routes are made while the stores answer.
  const idempotency = openIdempotency(core.platform)
  let isUp = false
  const http = httpOf(core, idempotency, () => isUp)
  const { url, close } = await listening(http)
  undo(close)
  await up
  undo(await runInBackground(core, [idempotency.forgetting]))
  await openListeners(core, undo)
  isUp = true
  return { core, url, setupLink: await offerSetup(core.platform) }
}

/** A node that has something to show without its stores waits for those that are elsewhere; any other ends with what is wrong. */
async function bringUp(core: BuiltCore, { stores, logger, onStep, signal }: RunOptions): Promise<void> {
  await stores.ready
  onStep('bringing the tables up to date')
  for (;;) {
    try {
      return await core.bringUp()
    } catch (error) {
      if (!(error instanceof StoreAway) || !(await showsAlone(core))) throw error
      logger.error({ reason: error.message }, 'a store is away; published pages are served as they are kept, and it is asked again')
      await wait(STORE_AWAY_WAIT_MS, undefined, { signal })
    }
  }
}

async function showsAlone({ modules }: Core): Promise<boolean> {
  const answers = await Promise.all(modules.flatMap((module) => module.showsAlone?.() ?? []))
  return answers.includes(true)
}

function httpOf(core: Core, idempotency: Idempotency, isUp: () => boolean): Http {
  const { platform, modules, stores } = core
  const access = accessOf(platform)
  return createHttp({
    platform,
    modules,
    version,
    authenticate: access.authenticate,
    isUp,
    unavailable: () => stores.unavailable(),
    idempotency,
    checks: readinessChecks(core, isUp),
    stream: { sees: seesEvent, onAccessChange: (listener) => access.onChange(listener) },
    consoleFolder: path.join(packageRoot(), 'dist', 'console'),
  })
}

async function listening(http: Http): Promise<{ url: string; close: () => Promise<void> }> {
  const { host, port } = await http.listen()
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`, close: () => http.close() }
}

async function openListeners({ platform, modules }: Core, undo: (end: () => Promise<void>) => void): Promise<void> {
  if (!platform.config.roles.includes('ingest')) return
  for (const { open } of modules.flatMap((module) => module.listeners ?? [])) undo(await open())
}

/** Returns what ends it. */
async function runInBackground(core: Core, ofPlatform: readonly Routine[]): Promise<() => Promise<void>> {
  const { platform, modules, listen } = core
  const worker = new WorkerRole(core)
  const works = platform.config.roles.includes('worker')
  const routines = routinesFor(core, [...ofPlatform, ...modules.flatMap((module) => module.routines ?? [])])
  const clockWatch: Routine = {
    name: 'app.compareClocks',
    everyMs: SKEW_CHECK_EVERY_MS,
    on: 'every_node',
    run: async () => {
      await core.clocks.compare()
      await worker.work(works && core.clocks.verdict().work)
    },
  }
  const loops = [clockWatch, ...routines].map((routine) => loopOf(routine, platform.logger))
  await listen.start()
  platform.live.start()
  await platform.log.start()
  if (platform.config.roles.includes('mail')) platform.mail.start()
  for (const loop of loops) loop.start()
  return async () => {
    await Promise.all(loops.map((loop) => loop.stop()))
    await worker.work(false)
    await platform.mail.stop()
    await platform.log.stop()
    await platform.live.stop()
  }
}

/** Those that run here. What looks at other machines waits while the clock is too far off: its times would mislead. */
export function routinesFor(
  {
    platform: { config },
    clocks,
  }: { readonly platform: Pick<Core['platform'], 'config'>; readonly clocks: Pick<Core['clocks'], 'verdict'> },
  declared: readonly Routine[],
): readonly Routine[] {
  const { roles } = config
  return declared.flatMap((routine) => {
    if (routine.on === 'every_node') return [routine]
    if (routine.on === 'worker_nodes') return roles.includes('worker') ? [routine] : []
    const run = async () => (clocks.verdict().work ? routine.run() : undefined)
    return roles.includes('probe') ? [{ ...routine, run }] : []
  })
}

/** Deadlines and jobs: on while this node has the role and its clock can be trusted. */
class WorkerRole {
  readonly #core: Core
  #isOn = false

  constructor(core: Core) {
    this.#core = core
  }

  /** Idempotent. */
  async work(wanted: boolean): Promise<void> {
    if (wanted === this.#isOn) return
    const { due, jobs } = this.#core.platform
    if (wanted) {
      due.start()
      await jobs.start()
    } else {
      await jobs.stop()
      await due.stop()
    }
    this.#isOn = wanted
  }
}

function loopOf({ name, everyMs, run }: Routine, logger: Logger): Loop {
  return openLoop({ name, everyMs, gapMs: everyMs, run, logger })
}
