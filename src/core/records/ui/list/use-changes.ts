/** Changes of records from a list, at once and with the way back: what came back from the batch is what undoes it. */
import { i18n } from '@lingui/core'
import { useWrite } from '#design/session/client.ts'
import { useToast } from '#design/toast/toast.tsx'
import type { ChangeItem, ChangeResult } from './kind.ts'

export interface ChangesOptions {
  /** Calls the batch route of the kind. */
  readonly send: (items: readonly ChangeItem[]) => Promise<{ readonly results: readonly ChangeResult[] }>
  /** Parts whose answers change. */
  readonly touches: readonly string[]
}

export interface Wanted {
  readonly items: readonly ChangeItem[]
  /** What was done, for so many records. */
  readonly words: (count: number) => string
}

/** Runs changes; a note tells what was done, what was refused and why, and offers to undo. */
export function useChanges({ send, touches }: ChangesOptions): { readonly run: (wanted: Wanted) => void; readonly pending: boolean } {
  const toast = useToast()
  const change = useWrite(
    async ({ items, words }: Wanted) => {
      const { results } = await send(items)
      return { results, words }
    },
    {
      touches,
      done: ({ results, words }) => {
        const changed = results.filter((one) => one.outcome === 'changed')
        const refused = results.filter((one) => one.outcome === 'refused')
        const undo = changed
          .filter(({ before }) => Object.keys(before).length > 0)
          .map(({ id, version, before }) => ({ id, version, change: before }))
        const undone = (count: number) => i18n.t('{count, plural, one {# change is undone.} other {# changes are undone.}}', { count })
        if (changed.length > 0)
          toast({ words: words(changed.length), ...(undo.length > 0 ? { undo: () => change.run({ items: undo, words: undone }) } : {}) })
        for (const [message, count] of countsOf(refused.map((one) => one.message)))
          toast({
            words: i18n.t('{count, plural, one {# was refused: {message}} other {# were refused: {message}}}', { count, message }),
            tone: 'failed',
          })
      },
      failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
    },
  )
  return { run: change.run, pending: change.pending }
}

/** Each reason once, with how often it was given. */
function countsOf(messages: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const message of messages) counts.set(message, (counts.get(message) ?? 0) + 1)
  return counts
}
