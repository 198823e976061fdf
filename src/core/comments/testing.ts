/** Sample calls for tests. */
import type { SampleCall, Samples, SampleWorld } from '#test/support/samples.ts'

type Made = { readonly id: string; readonly version: number }

const record = async (world: SampleWorld): Promise<string> =>
  (await world.call('decisions.createDecision', { body: { question: world.fresh('Which way?'), clientId: world.clientA } })).id
const comment = async (world: SampleWorld): Promise<Made> =>
  world.call('comments.createComment', { body: { record: await record(world), text: 'Looks right to me.' } })
/** A call on a comment made for it, at the version that was just read. */
async function on(made: Promise<Made>, body?: unknown): Promise<SampleCall> {
  const { id, version } = await made
  return { params: { id }, ifMatch: version, ...(body === undefined ? {} : { body }) }
}

/** One valid call for each route of comments. */
export const samples: Samples = {
  'comments.listComments': async (world) => ({ query: { record: await record(world) } }),
  'comments.createComment': async (world) => ({ body: { record: await record(world), text: `Ask @${world.people.lead.id}.`, seen: null } }),
  'comments.readComment': async (world) => ({ params: { id: (await comment(world)).id } }),
  'comments.editComment': (world) => on(comment(world), { text: 'Looks wrong to me.' }),
  'comments.setCommentState': (world) => on(comment(world), { state: 'deleted' }),
  'comments.listCommentVersions': async (world) => ({ params: { id: (await comment(world)).id } }),
  'comments.readAudiences': async (world) => ({ query: { record: await record(world) } }),
  'comments.listMentionable': async (world) => ({ query: { record: await record(world), text: 'e' } }),
  'comments.listWatchers': async (world) => ({ params: { record: await record(world) } }),
  'comments.watch': async (world) => ({ params: { record: await record(world) }, body: { muted: true } }),
  'comments.unwatch': async (world) => ({ params: { record: await record(world) } }),
}
