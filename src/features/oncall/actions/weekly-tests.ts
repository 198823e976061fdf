/**
 * The weekly test: everybody on duty is sent a message on each of their channels and presses a button to say that it came. Whoever does
 * not is told by mail and in the console, and it stands with their duty.
 */
import { uuidv7 } from 'uuidv7'
import { dutyTestMissed } from '#events/oncall.ts'
import { organisationScope, recipients } from '#core/identity/public.ts'
import { later } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import { HAND_OVER_LEASE_MS, TESTS_AT_ONCE_MAX, TESTS_KEPT_MS } from '../domain/limits.ts'
import { HANDED_OVER, testState, testWeek, untested } from '../domain/weekly-test.ts'
import {
  claimDutyTest,
  deleteOldTests,
  insertDutyTest,
  lockOpenTests,
  noteDutyTest,
  setTestsTold,
  type DutyTestRow,
} from '../store/tests.ts'
import { SYSTEM, type Paging } from './paging.ts'

/** Queues what is due now for these people, each at a decent hour of their zone. Idempotent within a week. */
export async function queueTests({ platform, channels }: Paging, personIds: readonly string[]): Promise<void> {
  const at = platform.clock.now()
  await platform.work.run(async (tx) => {
    await deleteOldTests(tx, later(at, -TESTS_KEPT_MS))
    const people = (await recipients(tx, personIds)).flatMap(({ id, zone }) => {
      const week = testWeek(zone, at)
      return week === null ? [] : [{ id, zone, week }]
    })
    const ids = people.map(({ id }) => id)
    const addresses = ids.length === 0 ? [] : await channels.addressesOf(tx, ids)
    for (const { id: personId, zone, week } of people) {
      const own = addresses.filter((address) => address.personId === personId)
      for (const { id: addressId, channel } of untested(own, { zone, week })) {
        await insertDutyTest(tx, { id: uuidv7(), personId, addressId, channel, week, queuedAt: at })
      }
    }
  })
}

/** Hands over what waits, one after the other: nobody is woken by it, so it leaves room for pages. */
export async function handOverTests({ platform, channels }: Paging): Promise<void> {
  for (let count = 0; count < TESTS_AT_ONCE_MAX; count++) {
    const now = platform.clock.now()
    const test = await platform.work.run((tx) => claimDutyTest(tx, { now, until: later(now, HAND_OVER_LEASE_MS) }))
    if (test === undefined) return
    const handed = await channels.handOverTest({ key: test.id, addressId: test.addressId, href: '/on-call?view=mine' })
    const outcome = handed.state === 'failed' ? handed.reason : HANDED_OVER
    await platform.work.run((tx) => noteDutyTest(tx, { id: test.id, outcome }))
  }
}

/** Tells everybody of their tests that failed, or that they did not confirm in time; of each once. */
export async function tellOfMissedTests({ platform }: Paging): Promise<void> {
  const at = platform.clock.now()
  await platform.work.run(async (tx) => {
    const missed = (await lockOpenTests(tx, TESTS_AT_ONCE_MAX)).filter((test) => testState(test, at) !== 'waiting')
    await setTestsTold(tx, { ids: missed.map(({ id }) => id), at })
    for (const personId of new Set(missed.map((test) => test.personId))) {
      const own = missed.filter((test) => test.personId === personId)
      await tell(platform, tx, personId, own)
    }
  })
}

async function tell({ log, clock }: Paging['platform'], tx: Tx, personId: string, tests: readonly DutyTestRow[]): Promise<void> {
  await log.publish(tx, {
    event: dutyTestMissed,
    actor: SYSTEM,
    at: clock.now(),
    record: { kind: 'person', id: personId },
    scope: organisationScope,
    particulars: { channels: [...new Set(tests.map(({ channel }) => channel))] },
  })
}
