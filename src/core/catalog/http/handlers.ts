/** From routes to actions and queries. A write answers with the thing as it is afterwards. */
import type { HandlersOf } from '#platform/http/handlers.ts'
import type { RequestContext } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { anyCaller } from '#core/identity/public.ts'
import { createApplications } from '../actions/add-applications.ts'
import { changeApplication, createApplication, setApplicationOwners, setApplicationState } from '../actions/applications.ts'
import { changeClient, createClient, setClientState } from '../actions/clients.ts'
import { changeComponent, createComponent, setComponentDependencies, setComponentOwners, setComponentState } from '../actions/components.ts'
import { changeEnvironment, createEnvironment, setEnvironmentState } from '../actions/environments.ts'
import { changeFeature, createFeature, setFeatureState } from '../actions/features.ts'
import type { catalogContract } from '../contract/contract.ts'
import { applicationPage, clientPage, componentPage, coveragePage, environmentPage, featurePage } from '../queries/lists.ts'
import {
  listPossibleOwners,
  readApplication,
  readClient,
  readComponent,
  readEnvironment,
  readFeature,
  readGraph,
} from '../queries/single.ts'

export function catalogHandlers(platform: Pick<Platform, 'work' | 'clock' | 'log'>): HandlersOf<typeof catalogContract> {
  const by = (context: RequestContext) => ({ platform, caller: anyCaller(context.caller) })
  const target = ({ params }: { params: { id: string } }, { ifMatch }: RequestContext) => ({ id: params.id, ifMatch })

  /** Runs a write on the thing that the path names and answers with it. */
  const then =
    <C extends { params: { id: string } }, T>(
      write: (act: ReturnType<typeof by>, target: { id: string; ifMatch: number | null }, call: C) => Promise<void>,
      read: (ask: ReturnType<typeof by>, id: string) => Promise<T>,
    ) =>
    async (call: C, context: RequestContext): Promise<T> => {
      await write(by(context), target(call, context), call)
      return read(by(context), call.params.id)
    }

  return {
    listClients: (call, context) => clientPage(by(context), call),
    createClient: async ({ body }, context) => readClient(by(context), await createClient(by(context), body)),
    readClient: ({ params }, context) => readClient(by(context), params.id),
    changeClient: then((act, to, { body }) => changeClient(act, to, body), readClient),
    setClientState: then((act, to, { body }) => setClientState(act, to, body.state), readClient),

    listApplications: (call, context) => applicationPage(by(context), call),
    createApplication: async ({ body }, context) => readApplication(by(context), await createApplication(by(context), body)),
    createApplications: async ({ body }, context) => {
      const { applications, notes } = await createApplications(by(context), body)
      const answers = await Promise.all(applications.map(({ id }) => readApplication(by(context), id)))
      return { applications: answers, notes: [...notes] }
    },
    readApplication: ({ params }, context) => readApplication(by(context), params.id),
    listPossibleOwners: ({ params }, context) => listPossibleOwners(by(context), params.id),
    changeApplication: then((act, to, { body }) => changeApplication(act, to, body), readApplication),
    setApplicationState: then((act, to, { body }) => setApplicationState(act, to, body.state), readApplication),
    setApplicationOwners: then((act, to, { body }) => setApplicationOwners(act, to, body.owners), readApplication),

    listEnvironments: (call, context) => environmentPage(by(context), call),
    createEnvironment: async ({ body }, context) => readEnvironment(by(context), await createEnvironment(by(context), body)),
    readEnvironment: ({ params }, context) => readEnvironment(by(context), params.id),
    changeEnvironment: then((act, to, { body }) => changeEnvironment(act, to, body), readEnvironment),
    setEnvironmentState: then((act, to, { body }) => setEnvironmentState(act, to, body.state), readEnvironment),

    listComponents: (call, context) => componentPage(by(context), call),
    createComponent: async ({ body }, context) => readComponent(by(context), await createComponent(by(context), body)),
    readComponent: ({ params }, context) => readComponent(by(context), params.id),
    changeComponent: then((act, to, { body }) => changeComponent(act, to, body), readComponent),
    setComponentState: then((act, to, { body }) => setComponentState(act, to, body.state), readComponent),
    setComponentDependencies: then((act, to, { body }) => setComponentDependencies(act, to, body.dependsOn), readComponent),
    setComponentOwners: then((act, to, { body }) => setComponentOwners(act, to, body.owners), readComponent),
    readGraph: ({ params }, context) => readGraph(by(context), params.id),
    listCoverage: (call, context) => coveragePage(by(context), call),

    listFeatures: (call, context) => featurePage(by(context), call),
    createFeature: async ({ body }, context) => readFeature(by(context), await createFeature(by(context), body)),
    readFeature: ({ params }, context) => readFeature(by(context), params.id),
    changeFeature: then((act, to, { body }) => changeFeature(act, to, body), readFeature),
    setFeatureState: then((act, to, { body }) => setFeatureState(act, to, body.state), readFeature),
  }
}
