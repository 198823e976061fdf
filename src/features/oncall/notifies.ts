/** Who is told, beside those who are paged. */
import { dutyTestMissed, pageUnanswered } from '#events/oncall.ts'
import { toId } from '#kit/ids.ts'
import type { Notifies } from '#platform/module.ts'
import { peopleWhoMay } from '#core/identity/public.ts'
import { PEOPLE_PER_TURN_MAX } from './domain/limits.ts'
import { WRITE_POLICIES } from './domain/permissions.ts'

export const oncallNotifies: readonly Notifies[] = [
  {
    on: dutyTestMissed,
    topic: { key: 'oncall.test_missed', title: 'A weekly test page did not reach you' },
    whom: ({ record }) => Promise.resolve([{ personId: record.id, reason: 'asked' }]),
    href: () => '/on-call?view=mine',
  },
  {
    on: pageUnanswered,
    topic: { key: 'oncall.unanswered', title: 'A page found nobody to answer it' },
    isPage: true,
    /** Whoever leads: they decide who is asked. */
    whom: async ({ scope }, tx) => {
      const people = await peopleWhoMay(tx, { permissions: [WRITE_POLICIES], scope, limit: PEOPLE_PER_TURN_MAX })
      return people.map(({ id }) => ({ personId: id, reason: 'owner' }))
    },
    href: ({ record }) => `/pages/${toId('page', record.id)}`,
  },
]
