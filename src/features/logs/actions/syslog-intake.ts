/** Messages of syslog on their way to the lines of an environment, found by the key that they bring or that the listener has. */
import { setTimeout } from 'node:timers/promises'
import { Fault } from '#kit/fault.ts'
import { MINUTE_MS, SECOND_MS } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import type { KeyAccess, KeyBook } from '#features/telemetry/public.ts'
import type { Line, Resource } from '../domain/line.ts'
import { LINES_PER_REQUEST_MAX } from '../domain/limits.ts'
import { readSyslog } from '../domain/syslog.ts'
import type { LineIntake, Sent } from './line-intake.ts'

export interface SyslogNeeds {
  readonly platform: Pick<Platform, 'config' | 'clock' | 'logger' | 'metrics'>
  readonly book: KeyBook
  readonly intake: LineIntake
}

interface Group {
  readonly lines: Line[]
  bytes: number
}

/** Syslog has no answers: who sends without a key that works is only seen here, and told once in a while. */
const TELL_EVERY_MS = MINUTE_MS

export class SyslogIntake {
  readonly #needs: SyslogNeeds
  readonly #withoutKey
  #toldAt = 0

  constructor(needs: SyslogNeeds) {
    this.#needs = needs
    const help = 'Messages of syslog that belong to no environment, because they bring no key that works and the listener has none.'
    this.#withoutKey = needs.platform.metrics.counter('pitcrew_syslog_without_key_total', help, [])
  }

  /**
   * Resolves when the messages are on the disk, or counted as refused. With `patience` what cannot be taken now is tried again until it
   * can, or until the signal ends it: meanwhile a stream is not read, and its sender keeps what it has. Without it is given up.
   */
  async take(messages: readonly Buffer[], sender: string, patience?: AbortSignal): Promise<void> {
    for (const [key, { lines, bytes }] of this.#byKey(messages, sender)) {
      for (let at = 0; at < lines.length; at += LINES_PER_REQUEST_MAX) {
        const portion = lines.slice(at, at + LINES_PER_REQUEST_MAX)
        await this.#patiently(() => this.#takeOf(key, { bytes: at === 0 ? bytes : 0, lines: portion }, sender), patience)
      }
    }
  }

  async #takeOf(key: string, sent: Sent, sender: string): Promise<void> {
    const access = await this.#find(key, sent.lines.length, sender)
    if (access === undefined) return
    await this.#needs.intake.take({ environmentId: access.environmentId, keyId: access.keyId, protocol: 'syslog' }, sent)
  }

  async #patiently(take: () => Promise<void>, patience: AbortSignal | undefined): Promise<void> {
    for (;;) {
      try {
        return await take()
      } catch (error) {
        if (!(error instanceof Fault) || !error.code.retryable || patience === undefined || patience.aborted) throw error
        await setTimeout((error.retryAfterSeconds ?? 1) * SECOND_MS, undefined, { signal: patience })
      }
    }
  }

  #byKey(messages: readonly Buffer[], sender: string): ReadonlyMap<string, Group> {
    const { platform } = this.#needs
    const resources = new Map<string, Resource>()
    const resourceOf = (host: string, service: string): Resource => {
      const name = `${host}\n${service}`
      const found = resources.get(name) ?? { service, attributes: ['host.name', host] }
      resources.set(name, found)
      return found
    }
    const reading = { now: platform.clock.now(), sender, resourceOf }
    const groups = new Map<string, Group>()
    for (const message of messages) {
      const { line, key } = readSyslog(message.toString(), reading)
      const owner = key ?? platform.config.syslog.key ?? ''
      const group = groups.get(owner) ?? { lines: [], bytes: 0 }
      groups.set(owner, group)
      group.lines.push(line)
      group.bytes += message.length
    }
    return groups
  }

  async #find(key: string, lines: number, sender: string): Promise<KeyAccess | undefined> {
    const { book, platform } = this.#needs
    try {
      return await book.find(key === '' ? null : key)
    } catch (error) {
      if (!(error instanceof Fault) || error.code.retryable) throw error
      this.#withoutKey.inc({}, lines)
      const now = platform.clock.now()
      if (now - this.#toldAt >= TELL_EVERY_MS) {
        this.#toldAt = now
        platform.logger.warn({ sender, messages: lines }, 'syslog brings no write-only key that works; its messages are not kept')
      }
      return undefined
    }
  }
}
