/** Follows lines as they come: told of new ones, it reads those of the last seconds; one question at a time. */
import { useEffect, useRef, useState } from 'react'
import type { Client, Problem } from '#design/session/client.ts'
import { useLive } from '#design/session/live.ts'
import { nowMs } from '#design/time/now.ts'
import { SECOND_MS } from '#kit/time.ts'
import { NO_TAIL, TAIL_BACK_MAX_S, TAIL_BACK_S, takeTail, type Tail, type TailAnswer } from '../domain/tail.ts'
import { type Line, LINES_TOPIC, type LogsContract, useLogs } from './client.ts'
import type { LogsSearch } from './screens.ts'
import { askedOf } from './use-lines.ts'

export interface Followed {
  readonly tail: Tail<Line>
  /** Why the last reading failed; the next lines are told of again. */
  readonly problem: Problem | null
}

/** What is looked for stays the same for as long as the component is there. */
export function useTail(environment: string, search: LogsSearch): Followed {
  const logs = useLogs()
  const [followed, setFollowed] = useState<Followed>({ tail: NO_TAIL, problem: null })
  const follower = useRef<Follower | null>(null)
  const asked = JSON.stringify(askedOf(search))
  useEffect(() => {
    const query = JSON.parse(asked) as ReturnType<typeof askedOf>
    const own = new Follower((seconds) => read(logs, environment, { ...query, seconds }), setFollowed)
    follower.current = own
    void own.read()
    return () => own.stop()
  }, [asked, environment, logs])
  useLive(LINES_TOPIC, (told) => {
    if ((told as { readonly environmentId: string }).environmentId === environment) void follower.current?.read()
  })
  return followed
}

type Ask = ReturnType<typeof askedOf> & { readonly seconds: number }

async function read(logs: Client<LogsContract>, id: string, query: Ask): Promise<TailAnswer<Line>> {
  const { now, from, items, seconds } = await logs.call('tailLines', { params: { id }, query })
  const told = seconds.map(({ at, lines }) => ({ atMs: Date.parse(at), lines }))
  return { nowMs: Date.parse(now), fromMs: Date.parse(from), lines: items, seconds: told }
}

/** What is told while a question is open is asked for once, when that one is answered. */
class Follower {
  readonly #ask: (seconds: number) => Promise<TailAnswer<Line>>
  readonly #tell: (followed: Followed) => void
  #tail: Tail<Line> = NO_TAIL
  #askedAtMs: number | null = null
  #isReading = false
  #isTold = false
  #isOver = false

  constructor(ask: (seconds: number) => Promise<TailAnswer<Line>>, tell: (followed: Followed) => void) {
    this.#ask = ask
    this.#tell = tell
  }

  async read(): Promise<void> {
    this.#isTold = true
    if (this.#isReading) return
    this.#isReading = true
    while (this.#isTold && !this.#isOver) {
      this.#isTold = false
      await this.#readOnce()
    }
    this.#isReading = false
  }

  stop(): void {
    this.#isOver = true
  }

  /** Begins anew after having been away for longer than is told at once. */
  async #readOnce(): Promise<void> {
    const awayS = this.#askedAtMs === null ? 0 : Math.ceil((nowMs() - this.#askedAtMs) / SECOND_MS)
    const isAnew = TAIL_BACK_S + awayS > TAIL_BACK_MAX_S
    const askedAtMs = nowMs()
    try {
      const answer = await this.#ask(isAnew ? TAIL_BACK_S : TAIL_BACK_S + awayS)
      if (this.#isOver) return
      this.#tail = takeTail(isAnew ? NO_TAIL : this.#tail, answer)
      this.#askedAtMs = askedAtMs
      this.#tell({ tail: this.#tail, problem: null })
    } catch (problem) {
      if (!this.#isOver) this.#tell({ tail: this.#tail, problem: problem as Problem })
    }
  }
}
