/** What a rule would have found in samples that are there already. */
import type { Instant } from '#kit/time.ts'
import type { Sample } from './course.ts'
import { judge, newStanding, type Condition, type Seen } from './watch.ts'
import type { EvaluationReason } from './words.ts'

export interface Spell {
  readonly from: Instant
  /** Null: it still fired at the end. */
  readonly to: Instant | null
  readonly reason: EvaluationReason
  /** The furthest beyond the limit. */
  readonly worst: number
}

/** One look of the past; the value is what is told of it. */
export interface PastLook extends Sample {
  readonly seen: Seen
}

export const pastSample = ({ at, value }: Sample): PastLook => ({ at, value, seen: { kind: 'value', value } })

/** When it would have fired, the earliest first; looks ascending by time. */
export function replay(condition: Condition, looks: readonly PastLook[]): readonly Spell[] {
  const spells: Spell[] = []
  const [first] = looks
  if (first === undefined) return spells
  let standing = newStanding(first.at)
  let before: Instant | null = null
  for (const { at, value, seen } of looks) {
    const judged = judge(condition, standing, { at, seen, before, now: at })
    const open = spells.at(-1)
    if (standing.firingSince === null && judged.standing.firingSince !== null)
      spells.push({ from: at, to: null, reason: judged.reason, worst: value })
    else if (open !== undefined && open.to === null)
      spells[spells.length - 1] = goneOn(condition, open, { at, value, isOver: judged.standing.firingSince === null })
    standing = judged.standing
    before = at
  }
  return spells
}

function goneOn({ comparison }: Condition, spell: Spell, { at, value, isOver }: Sample & { readonly isOver: boolean }): Spell {
  const worst = comparison === 'above' ? Math.max(spell.worst, value) : Math.min(spell.worst, value)
  return { ...spell, worst, to: isOver ? at : null }
}
