/** Plans as files of a folder: `plan/organisation.yaml`, `plan/clients/<short name>.yaml`, `plan/applications/<short name>.yaml`. */
import { namedBySlug, namedOf } from '#core/catalog/public.ts'
import type {
  ConfigurationChange,
  ConfigurationFault,
  ConfigurationFile,
  ConfigurationKind,
  ConfigurationOutcome,
  WrittenConfiguration,
} from '#platform/configuration-files/kinds.ts'
import { Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Tx } from '#platform/work.ts'
import { permittedPlace, placedLayers, type Ask, type Needs } from '../access/place.ts'
import { byAddress } from '../access/people.ts'
import { planCodes } from '../contract/codes.ts'
import { tellChange } from '../domain/changes.ts'
import { READ_PLANS } from '../domain/permissions.ts'
import { ORGANISATION, type PlanRef } from '../domain/ref.ts'
import { findSource, toLayer } from '../store/versions.ts'
import { byId, check, pendingKey, saveWithin, type Pending } from './save.ts'

const PLACES = /^plan\/(?:organisation|(clients|applications)\/([a-z0-9-]+))\.ya?ml$/

/** What `pitcrew apply` knows about plans. */
export function planFiles(platform: Needs): ConfigurationKind {
  return {
    name: 'support plans',
    owns: (path) => path.startsWith('plan/') && /\.ya?ml$/.test(path),
    apply: (tx, files, caller) => applyPlans(tx, { platform, caller }, inOrder(files)),
    write,
  }
}

/** From the most general to the most special, so that each finds what it stands on. */
function inOrder(files: readonly ConfigurationFile[]): readonly ConfigurationFile[] {
  const rank = (path: string) => ['plan/organisation', 'plan/clients/', 'plan/applications/'].findIndex((start) => path.startsWith(start))
  return files.toSorted((a, b) => rank(a.path) - rank(b.path) || (a.path < b.path ? -1 : 1))
}

async function applyPlans(tx: Tx, ask: Ask, files: readonly ConfigurationFile[]): Promise<ConfigurationOutcome> {
  const { faults, changes } = await compare(tx, ask.caller, files)
  return { faults: faults.length > 0 ? faults : await saveAll(tx, ask, files), changes }
}

async function compare(tx: Tx, caller: Caller, files: readonly ConfigurationFile[]): Promise<ConfigurationOutcome> {
  const faults: ConfigurationFault[] = []
  const changes: ConfigurationChange[] = []
  const pending = new Map<string, Pending extends ReadonlyMap<string, infer L> ? L : never>()
  for (const { path, text } of files) {
    const ref = await refOf(tx, path)
    if (typeof ref === 'string') {
      faults.push({ path, line: null, message: ref })
      continue
    }
    const place = await permittedPlace(tx, caller, READ_PLANS, ref)
    const checked = await check(tx, place, await byId(tx, text), pending)
    pending.set(pendingKey(ref), checked.layer)
    faults.push(...checked.faults.map((fault) => ({ path, line: fault.line, message: `${fault.path}: ${fault.what} ${fault.todo}` })))
    changes.push(...checked.changes.map((change) => ({ path, what: tellChange(change) })))
  }
  return { faults, changes }
}

/** A sentence when the file is nobody's. */
async function refOf(tx: Tx, path: string): Promise<PlanRef | string> {
  const [whole, folder, slug] = PLACES.exec(path) ?? []
  if (whole === undefined) return 'No plan is kept here. Use plan/organisation.yaml, plan/clients/NAME.yaml or plan/applications/NAME.yaml.'
  if (slug === undefined) return ORGANISATION
  const kind = folder === 'clients' ? 'client' : 'application'
  const thing = await namedBySlug(tx, kind, slug)
  return thing ? { kind, id: thing.id } : `There is no ${kind} with the short name ${slug}. Add it first, or rename the file.`
}

/**
 * A name may move from one layer to another, up or down: a layer that is refused because one below still needs the name, or does not
 * find it yet, is tried again once the others are kept.
 */
async function saveAll(tx: Tx, ask: Ask, files: readonly ConfigurationFile[]): Promise<readonly ConfigurationFault[]> {
  let rest = files
  for (;;) {
    const refused: { readonly file: ConfigurationFile; readonly fault: Fault }[] = []
    for (const file of rest) {
      const fault = await saveFile(tx, ask, file)
      if (fault !== undefined) refused.push({ file, fault })
    }
    if (refused.length === rest.length)
      return refused.flatMap(({ file: { path }, fault: { publicMessage, fields } }) =>
        fields.map(({ field, message }) => ({ path, line: null, message: `${publicMessage} ${field}: ${message}` })),
      )
    rest = refused.map(({ file }) => file)
  }
}

async function saveFile(tx: Tx, ask: Ask, { path, text }: ConfigurationFile): Promise<Fault | undefined> {
  const ref = await refOf(tx, path)
  if (typeof ref === 'string') return undefined
  const ifMatch = (await findSource(tx, ref))?.version ?? 0
  const write = () => ({ source: text, restoredFrom: null, faultsBy: 'line' }) as const
  try {
    await saveWithin(tx, ask, { ref, ifMatch, note: `Applied from ${path}`, write })
    return undefined
  } catch (error) {
    if (error instanceof Fault && (error.code === planCodes.needed_below || error.code === planCodes.faulty)) return error
    throw error
  }
}

/** Every plan that sets something, as it was written, comments included. */
async function write(tx: Tx, caller: Caller): Promise<WrittenConfiguration> {
  const files: ConfigurationFile[] = []
  for (const row of await placedLayers(tx)) {
    const { ref, path } = await fileOf(tx, row)
    await permittedPlace(tx, caller, READ_PLANS, ref)
    const own = await findSource(tx, ref)
    if (own !== undefined && own.source !== '') files.push({ path, text: await byAddress(tx, own.source, toLayer(ref.kind, own).leaves) })
  }
  return { files, left: [] }
}

type Placed = Awaited<ReturnType<typeof placedLayers>>[number]

async function fileOf(tx: Tx, { clientId, applicationId }: Placed): Promise<{ readonly ref: PlanRef; readonly path: string }> {
  const kind = applicationId === null ? 'client' : 'application'
  const id = applicationId ?? clientId
  const thing = id === null ? undefined : await namedOf(tx, kind, id)
  return thing === undefined
    ? { ref: ORGANISATION, path: 'plan/organisation.yaml' }
    : { ref: { kind, id: thing.id }, path: `plan/${kind}s/${thing.slug}.yaml` }
}
