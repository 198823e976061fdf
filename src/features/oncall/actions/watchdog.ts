/**
 * Looks after the pager itself, so that it cannot be dead unseen. Every node looks whether pages still move; where they do not, it hands
 * over what waits and tells people past the queue. Once a minute one node tests the whole way and, while all of it works, calls an
 * address outside, which tells when the calls stop.
 */
import { recipients } from '#core/identity/public.ts'
import { settingsOf } from '#core/operation/public.ts'
import { languageOf } from '#kit/language.ts'
import { HOUR_MS, later, SECOND_MS, type Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import { deadManUrl } from '../contract/settings.ts'
import { nextChannel } from '../domain/channel-choice.ts'
import { SELF_TEST_EVERY_MS } from '../domain/limits.ts'
import { isNight } from '../domain/night.ts'
import { pagerFaults, type DeadPart, type PagerFault } from '../domain/pager.ts'
import { claimSelfTest, dueSince, findPager, noteSelfTest } from '../store/pager.ts'
import type { Courier } from './courier.ts'
import type { Paging } from './paging.ts'
import { toldOfPager } from './resolve-people.ts'

/** Whoever was told of a dead pager is told again after this while it stays so. */
const TOLD_AGAIN_MS = HOUR_MS
const CALL_TIMEOUT_MS = 10 * SECOND_MS
/** What such an address answers is read by nobody. */
const CALL_ANSWER_BYTES_MAX = 64 * 1024
/** The reaction that opens pages and hears answers. */
const REACTION = 'oncall.pages'

const WORDS: Readonly<Record<'en' | 'de', { readonly subject: string; readonly faults: Readonly<Record<PagerFault, string>> }>> = {
  en: {
    subject: 'The pager stands still',
    faults: {
      nobody_hands_over: 'No node hands pages over any more.',
      queue_stands: 'Pages wait, and no node takes them.',
      reactions_stand: 'Alerts and answers are not looked at any more.',
    },
  },
  de: {
    subject: 'Der Notruf steht still',
    faults: {
      nobody_hands_over: 'Kein Knoten übergibt mehr Notrufe.',
      queue_stands: 'Notrufe warten, und kein Knoten nimmt sie.',
      reactions_stand: 'Alarme und Antworten werden nicht mehr angesehen.',
    },
  },
}

export type WatchdogPlatform = Paging['platform'] & Pick<Platform, 'egress'>

export class Watchdog {
  readonly #platform: WatchdogPlatform
  readonly #courier: Courier
  readonly #lookingSince: Instant
  /** Up to where the reaction was when it was last seen to move, and when that was. */
  #moved: { readonly seq: number; readonly at: Instant } | null = null
  #looks = false

  constructor(platform: WatchdogPlatform, courier: Courier) {
    this.#platform = platform
    this.#courier = courier
    this.#lookingSince = platform.clock.now()
  }

  /** Whether this process looks at all; the command line does not, and knows only what others wrote. */
  get looks(): boolean {
    return this.#looks
  }

  /** Every few seconds on every node. */
  async look(): Promise<void> {
    this.#looks = true
    const found = await this.faults()
    if (found.length === 0) return
    this.#platform.logger.error({ faults: found }, 'the pager stands still: handing over here')
    await this.#tell(found)
    await this.#courier.takeOver()
  }

  /** What stands still now. */
  async faults(): Promise<readonly PagerFault[]> {
    const { work, clock } = this.#platform
    const now = clock.now()
    const behindSince = await this.#behindSince(now)
    const [{ beatAt }, due] = await work.read(async (tx) => [await findPager(tx), await dueSince(tx, now)] as const)
    return pagerFaults({ lookingSince: this.#lookingSince, beatAt, dueSince: due, behindSince }, now)
  }

  async #behindSince(now: Instant): Promise<Instant | null> {
    const { log } = this.#platform
    const [head, { unsealed, readers }] = [await log.head(), await log.standing()]
    const seq = readers.find(({ name }) => name === REACTION)?.seq ?? head
    if (unsealed === 0 && seq >= head) this.#moved = null
    else if (this.#moved?.seq !== seq) this.#moved = { seq, at: now }
    return this.#moved?.at ?? null
  }

  /** Past the queue, by every channel until one takes it. The key is the same on every node, so that each person is told once an hour. */
  async #tell(faults: readonly PagerFault[]): Promise<void> {
    const { work, clock } = this.#platform
    const now = clock.now()
    const asked = await work.read((tx) => toldOfPager(tx, now))
    const people = await work.read((tx) => recipients(tx, asked))
    const addresses = await work.run((tx) => this.#courier.paging.channels.addressesOf(tx, asked))
    await Promise.all(people.map((person) => this.#tellOne(person, { faults, addresses, now })))
  }

  async #tellOne(
    { id, zone, locale }: Awaited<ReturnType<typeof recipients>>[number],
    of: {
      readonly faults: readonly PagerFault[]
      readonly addresses: Awaited<ReturnType<Paging['channels']['addressesOf']>>
      readonly now: Instant
    },
  ): Promise<void> {
    const words = WORDS[languageOf(locale)]
    const own = of.addresses.filter(({ personId }) => personId === id)
    const used = new Set<string>()
    for (;;) {
      const next = nextChannel(own, used, isNight(zone, of.now))
      if (next === undefined) return
      used.add(next.id)
      const handed = await this.#courier.paging.channels.handOver({
        key: `pager stands ${next.id} ${Math.floor(of.now / TOLD_AGAIN_MS)}`,
        addressId: next.id,
        subject: words.subject,
        lines: of.faults.map((fault) => words.faults[fault]),
        href: '/settings/health',
        severity: 'critical',
        answers: [],
      })
      if (handed.state === 'handed_over') return
    }
  }

  /** Once a minute, on one of the nodes that work. */
  async selfTest(): Promise<void> {
    const { work, clock } = this.#platform
    const at = clock.now()
    if (!(await work.run((tx) => claimSelfTest(tx, { at, since: later(at, -SELF_TEST_EVERY_MS) })))) return
    const dead = await this.#dead()
    const url = await work.read((tx) => settingsOf(this.#platform).value(tx, deadManUrl))
    const called = dead.length === 0 && url !== '' ? await this.#call(url) : null
    await work.run((tx) =>
      noteSelfTest(tx, {
        dead,
        calledAt: called?.ok === true ? clock.now() : null,
        callFailure: called?.ok === false ? called.failure : null,
      }),
    )
  }

  /** PostgreSQL answered already when this is asked. */
  async #dead(): Promise<readonly DeadPart[]> {
    const [isMeasured, senders, faults] = await Promise.all([
      this.#platform.clickhouse.ping(),
      this.#courier.paging.channels.deadSenders(),
      this.faults(),
    ])
    return [
      ...(isMeasured ? [] : [{ name: 'clickhouse', reason: 'unreachable' }]),
      ...senders.map(({ channel, reason }) => ({ name: channel, reason })),
      ...faults.map((fault) => ({ name: 'pager', reason: fault })),
    ]
  }

  /** Only owners name the address, so it may stand in a network of theirs. */
  async #call(url: string): Promise<{ readonly ok: true } | { readonly ok: false; readonly failure: string }> {
    const asked = { url, timeoutMs: CALL_TIMEOUT_MS, answerBytesMax: CALL_ANSWER_BYTES_MAX, privateAllowed: true }
    const answer = await this.#platform.egress.request(asked)
    if (!answer.ok) return { ok: false, failure: answer.failure }
    return answer.status < 300 ? { ok: true } : { ok: false, failure: `HTTP ${answer.status}` }
  }
}
