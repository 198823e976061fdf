/** The kind of record that decisions are. */
import { defineKind } from '#core/records/contract/kind.ts'
import type { DecisionState, Option } from '../domain/words.ts'

export interface DecisionFacts {
  readonly context: string
  readonly options: readonly Option[]
  readonly outcome: string
  readonly reason: string
}

export const decisionKind = defineKind<DecisionState, DecisionFacts>({
  kind: 'decision',
  name: { one: 'Decision', many: 'Decisions' },
  permission: 'decisions.decisions.read',
  states: { open: 'Open', decided: 'Decided', superseded: 'Superseded' },
  openStates: ['open'],
  pageOf: (id) => `/decisions/${id}`,
  audienceOf: () => 'internal' as const,
  searchText: ({ context, options, outcome, reason }: DecisionFacts) =>
    [context, ...options.flatMap(({ title, text }) => [title, text]), outcome, reason].join('\n'),
})
