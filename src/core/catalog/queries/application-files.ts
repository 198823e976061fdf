/** Where files about an application stand in a folder of configuration: `checks/<client>/<application>.yaml`, by short names. */
import type { Scope } from '#kit/event.ts'
import type {
  ConfigurationFile,
  ConfigurationKind,
  ConfigurationOutcome,
  WrittenConfiguration,
} from '#platform/configuration-files/kinds.ts'
import { joinOutcomes, joinWritten } from '#platform/configuration-files/steps.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Tx } from '#platform/work.ts'
import { applicationScope } from '../domain/scope.ts'
import { findApplication, listApplications, type ApplicationRow } from '../store/applications.ts'
import { findClient } from '../store/clients.ts'
import { findIdBySlug } from '../store/slugs.ts'

export interface FiledApplication {
  /** UUID */
  readonly id: string
  readonly name: string
  /** `<client>/<application>`, or `<application>` for one of the organisation's own. */
  readonly place: string
  readonly scope: Scope
}

/** The active application that a file of the folder `kind` is about; a sentence when it is nobody's. */
export function applicationOfFile(tx: Tx, kind: string, path: string): Promise<FiledApplication | string> {
  const [, slug] = /^[a-z]+\/(?:[a-z0-9-]+\/)?([a-z0-9-]+)\.yaml$/.exec(path) ?? []
  const use = `${kind}/CLIENT/APPLICATION.yaml by short names, or ${kind}/APPLICATION.yaml for an application of your own`
  return applicationAt(tx, { path, slug, nobody: `No ${kind} are kept here. Use ${use}.`, right: (place) => `${kind}/${place}.yaml` })
}

/** The active application of which one of several files of the folder `kind` is; a sentence when it is nobody's. */
export function applicationOfFolder(tx: Tx, kind: string, path: string): Promise<FiledApplication | string> {
  const [, slug, name] = /^[a-z]+\/(?:[a-z0-9-]+\/)?([a-z0-9-]+)\/([^/]+\.yaml)$/.exec(path) ?? []
  const own = `${kind}/APPLICATION/NAME.yaml for an application of your own`
  const use = `${kind}/NAME.yaml for all applications, ${kind}/CLIENT/APPLICATION/NAME.yaml by short names for one, or ${own}`
  return applicationAt(tx, { path, slug, nobody: `No ${kind} are kept here. Use ${use}.`, right: (place) => `${kind}/${place}/${name}` })
}

interface Sought {
  readonly path: string
  /** Short name of the application; undefined where the path has none. */
  readonly slug: string | undefined
  /** What to say then. */
  readonly nobody: string
  /** Where files about an application stand, by its place. */
  readonly right: (place: string) => string
}

async function applicationAt(tx: Tx, { path, slug, nobody, right }: Sought): Promise<FiledApplication | string> {
  if (slug === undefined) return nobody
  const id = await findIdBySlug(tx, 'application', slug)
  const row = id && (await findApplication(tx, id))
  if (!row) return `There is no application with the short name ${slug}. Add it first, or rename the file.`
  if (row.state !== 'active') return `The application ${slug} is archived. Bring it back first, or take the file out of the folder.`
  const filed = await toFiled(tx, row)
  const place = right(filed.place)
  return path === place ? filed : `Files about the application ${slug} stand elsewhere. Move this one to ${place}.`
}

/** An application with the file that is about it, for whoever asks. */
export interface Filed {
  readonly application: FiledApplication
  readonly file: ConfigurationFile
  readonly caller: Caller
}

/** Things of an application of which one file tells all. */
export interface ApplicationFiles {
  /** As `pitcrew apply` calls them. */
  readonly name: string
  readonly folder: string
  /** Throws where the caller may not read them; asked before anything is read or changed. */
  readonly expectReading: (caller: Caller, scope: Scope) => void
  readonly apply: (tx: Tx, filed: Filed) => Promise<ConfigurationOutcome>
  readonly write: (tx: Tx, application: FiledApplication) => Promise<WrittenConfiguration>
}

/** The kind of their files: one for each application. */
export function applicationFiles({ name, folder, expectReading, apply, write }: ApplicationFiles): ConfigurationKind {
  const applyOne = async (tx: Tx, file: ConfigurationFile, caller: Caller): Promise<ConfigurationOutcome> => {
    const application = await applicationOfFile(tx, folder, file.path)
    if (typeof application === 'string') return { faults: [{ path: file.path, line: null, message: application }], changes: [] }
    expectReading(caller, application.scope)
    return apply(tx, { application, file, caller })
  }
  return {
    name,
    owns: (path) => path.startsWith(`${folder}/`) && /\.ya?ml$/.test(path),
    apply: async (tx, files, caller) => {
      const outcomes: ConfigurationOutcome[] = []
      for (const file of files) outcomes.push(await applyOne(tx, file, caller))
      return joinOutcomes(outcomes)
    },
    write: async (tx, caller) => {
      const written: WrittenConfiguration[] = []
      for (const application of await filedApplications(tx)) {
        expectReading(caller, application.scope)
        written.push(await write(tx, application))
      }
      return joinWritten(written)
    },
  }
}

/** Applications that are read at once. */
const PAGE = 500

/** All active ones, by name. */
export async function filedApplications(tx: Tx): Promise<readonly FiledApplication[]> {
  const found: FiledApplication[] = []
  const slugs = new Map<string, string>()
  for (let after: readonly string[] | null = null; ;) {
    const ask = { reach: { everything: true }, state: 'active', text: undefined, clientId: undefined, after, limit: PAGE } as const
    const rows: readonly ApplicationRow[] = await listApplications(tx, ask)
    for (const row of rows) found.push(await toFiled(tx, row, slugs))
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) return found
    after = [last.sortName, last.id]
  }
}

/** `slugs` are short names of clients that are known already, by UUID. */
async function toFiled(tx: Tx, { id, name, slug, clientId }: ApplicationRow, slugs = new Map<string, string>()): Promise<FiledApplication> {
  if (clientId === null) return { id, name, place: slug, scope: applicationScope(id, null) }
  const client = slugs.get(clientId) ?? (await findClient(tx, clientId))?.slug ?? clientId
  slugs.set(clientId, client)
  return { id, name, place: `${client}/${slug}`, scope: applicationScope(id, clientId) }
}
