/** Plans as files of a folder: `plan/organisation.yaml`, `plan/clients/<short name>.yaml`, `plan/applications/<short name>.yaml`. */
import { namedBySlug } from '#core/catalog/public.ts'
import type {
  ConfigurationChange,
  ConfigurationComparison,
  ConfigurationFault,
  ConfigurationFile,
  ConfigurationKind,
} from '#platform/configuration-files.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Tx } from '#platform/work.ts'
import { permittedPlace, type Needs } from '../access/place.ts'
import { tellChange } from '../domain/changes.ts'
import { READ_PLANS } from '../domain/permissions.ts'
import { ORGANISATION, type PlanRef } from '../domain/ref.ts'
import { findSource } from '../store/versions.ts'
import { replacePlan } from './change.ts'
import { byId, check, pendingKey, type Pending } from './save.ts'

const PLACES = /^plan\/(?:organisation|(clients|applications)\/([a-z0-9-]+))\.ya?ml$/

/** What `pitcrew apply` knows about plans. */
export function planFiles(platform: Needs): ConfigurationKind {
  return {
    name: 'support plans',
    owns: (path) => path.startsWith('plan/') && /\.ya?ml$/.test(path),
    compare: (files, caller) => platform.work.read((tx) => compare(tx, caller, files)),
    apply: async (files, caller) => {
      for (const file of inOrder(files)) await apply(platform, caller, file)
    },
  }
}

/** From the most general to the most special, so that each finds what it stands on. */
function inOrder(files: readonly ConfigurationFile[]): readonly ConfigurationFile[] {
  const rank = (path: string) => ['plan/organisation', 'plan/clients/', 'plan/applications/'].findIndex((start) => path.startsWith(start))
  return files.toSorted((a, b) => rank(a.path) - rank(b.path) || (a.path < b.path ? -1 : 1))
}

async function compare(tx: Tx, caller: Caller, files: readonly ConfigurationFile[]): Promise<ConfigurationComparison> {
  const faults: ConfigurationFault[] = []
  const changes: ConfigurationChange[] = []
  const pending = new Map<string, Pending extends ReadonlyMap<string, infer L> ? L : never>()
  for (const { path, text } of inOrder(files)) {
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

async function apply(platform: Needs, caller: Caller, { path, text }: ConfigurationFile): Promise<void> {
  const target = await platform.work.read(async (tx) => {
    const ref = await refOf(tx, path)
    return typeof ref === 'string' ? undefined : { ref, ifMatch: (await findSource(tx, ref))?.version ?? 0 }
  })
  if (target) await replacePlan({ platform, caller }, target, { source: text, note: `Applied from ${path}` })
}
