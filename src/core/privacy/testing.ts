/** Sample calls for tests. */
import type { Samples, SampleWorld } from '#test/support/samples.ts'

const KIND = 'identity.closed_invitations'
const who = (world: SampleWorld) => ({ kind: 'email', email: `${world.fresh('gone').replaceAll(' ', '.')}@example.org` })
const consent = (world: SampleWorld) => ({ email: who(world).email, purpose: 'Newsletter', textVersion: '2026-11', how: 'form' })

/** One valid call for each route of this part. */
export const samples: Samples = {
  'privacy.findHolding': (world) => ({ body: { who: who(world) } }),
  'privacy.exportPerson': (world) => ({ body: { who: who(world) } }),
  'privacy.erasePerson': (world) => {
    const gone = who(world)
    return { body: { who: gone, confirm: gone.email, reason: 'asked by letter' } }
  },
  'privacy.listErasures': () => ({}),
  'privacy.listRetention': () => ({}),
  'privacy.readRetention': () => ({ params: { kind: KIND } }),
  'privacy.changeRetention': async (world) => {
    const params = { kind: KIND }
    return { params, body: { days: 90 }, ifMatch: (await world.call('privacy.readRetention', { params })).version }
  },
  'privacy.listConsents': () => ({}),
  'privacy.recordConsent': (world) => ({ body: consent(world) }),
  'privacy.withdrawConsent': async (world) => ({
    params: { id: (await world.call('privacy.recordConsent', { body: consent(world) })).id },
    body: { how: 'e_mail' },
  }),
}
