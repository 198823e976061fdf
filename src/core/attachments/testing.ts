/** Sample calls for tests. */
import type { SampleCall, Samples, SampleWorld } from '#test/support/samples.ts'

const WORDS = 'the queue is full'

type Made = { readonly id: string; readonly version: number }

const record = async (world: SampleWorld): Promise<string> =>
  (await world.call('decisions.createDecision', { body: { question: world.fresh('Which way?'), clientId: world.clientA } })).id
const announced = async (world: SampleWorld): Promise<Made> =>
  world.call('attachments.announceAttachment', { body: { record: await record(world), name: 'error.log', bytes: WORDS.length } })
const stored = async (world: SampleWorld): Promise<Made> =>
  world.call('attachments.sendContent', { params: { id: (await announced(world)).id }, upload: WORDS })
/** A call on a file made for it, at the version that was just read. */
async function on(made: Promise<Made>, body: unknown): Promise<SampleCall> {
  const { id, version } = await made
  return { params: { id }, ifMatch: version, body }
}

/** One valid call for each route of attachments. */
export const samples: Samples = {
  'attachments.listAttachments': async (world) => ({ query: { record: await record(world) } }),
  'attachments.readRoom': async (world) => ({ query: { record: await record(world) } }),
  'attachments.announceAttachment': async (world) => ({ body: { record: await record(world), name: 'error.log', bytes: WORDS.length } }),
  'attachments.sendContent': async (world) => ({ params: { id: (await announced(world)).id }, upload: WORDS }),
  'attachments.readAttachment': async (world) => ({ params: { id: (await stored(world)).id } }),
  'attachments.readContent': async (world) => ({ params: { id: (await stored(world)).id } }),
  'attachments.changeAttachment': (world) => on(stored(world), { audience: 'internal' }),
  'attachments.setAttachmentState': (world) => on(stored(world), { state: 'deleted' }),
}
