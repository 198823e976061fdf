/** A reading in the making, section by section: one that a server refuses is told as a lack and leaves the others be. */
import { failureOf } from '../domain/failures.ts'
import type { Finding, FindingKind } from '../domain/findings.ts'
import type { Figure, Picture, Reading, StatementCount } from '../domain/reading.ts'
import type { Lack } from '../domain/words.ts'
import type { Look } from './probe.ts'

export class Sections {
  readonly #lacks: Lack[]
  readonly #levels: Figure[] = []
  readonly #counters: Figure[] = []
  readonly #ratios: { metric: string; part: number; rest: number }[] = []
  readonly #findings = new Map<FindingKind, readonly Finding[]>()

  constructor(lacks: readonly Lack[]) {
    this.#lacks = [...lacks]
  }

  /**
   * What a question brings, or `otherwise` when it is refused; `lackOf` knows what a refusal means. A server that refuses one question may
   * answer the next; one that is gone answers none, and then the reading is none.
   */
  async try<T>(question: string, ask: () => Promise<T>, otherwise: T, lackOf?: (code: string) => Lack | undefined): Promise<T> {
    try {
      return await ask()
    } catch (error) {
      const { reason, detail } = failureOf(error)
      if (reason === 'lost' || (reason === 'timeout' && !isAnswered(error))) throw error
      const code = String((error as { code?: unknown }).code)
      this.#lacks.push(lackOf?.(code) ?? { kind: 'section_failed', detail: `${question}: ${detail}`, fix: null })
      return otherwise
    }
  }

  lacks(lack: Lack): void {
    this.#lacks.push(lack)
  }

  /** Null: not known, and so not measured. */
  level(metric: string, value: number | null, labels: Figure['labels'] = {}): void {
    if (value !== null) this.#levels.push({ metric, labels, value })
  }

  counters(values: Readonly<Record<string, number>>): void {
    for (const [metric, value] of Object.entries(values)) this.#counters.push({ metric, labels: {}, value })
  }

  ratio(metric: string, part: number, rest: number): void {
    this.#ratios.push({ metric, part, rest })
  }

  /** All of these kinds that there are now. */
  found(kind: FindingKind, findings: readonly Finding[]): void {
    this.#findings.set(kind, findings)
  }

  end(
    look: Look,
    serverVersion: string,
    of: { readonly picture: Picture; readonly statements: readonly StatementCount[] | null },
  ): Reading {
    return {
      at: look.at,
      serverVersion,
      ...of,
      lacks: this.#lacks,
      levels: this.#levels,
      counters: this.#counters,
      ratios: this.#ratios,
      findings: this.#findings,
    }
  }
}

/** The server itself says that the question took too long: it is there. */
function isAnswered(error: unknown): boolean {
  return typeof error === 'object' && error !== null && ('severity' in error || 'sqlState' in error)
}
