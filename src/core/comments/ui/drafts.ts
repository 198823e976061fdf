/** What was written and not sent, kept in this browser only, for each person and record. */
import { useCallback, useState } from 'react'
import { useSession } from '#design/session/session.ts'
import type { Draft } from './comment-box.tsx'

const NOTHING: Draft = { text: '', picked: [] }

export function useDraft(record: string): readonly [Draft, (draft: Draft) => void] {
  const { personId } = useSession()
  const key = `pitcrew.draft.${personId}.${record}`
  const [draft, setDraft] = useState(() => read(key))
  const change = useCallback(
    (next: Draft) => {
      setDraft(next)
      write(key, next)
    },
    [key],
  )
  return [draft, change]
}

/** Storage may be switched off or full, and holds whatever an older console left there; a draft is then kept in the page only. */
function read(key: string): Draft {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Partial<Draft> | null
    return kept && typeof kept.text === 'string' && Array.isArray(kept.picked) ? { text: kept.text, picked: kept.picked } : NOTHING
  } catch {
    return NOTHING
  }
}

function write(key: string, draft: Draft): void {
  try {
    if (draft.text.trim() === '') localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(draft))
  } catch {
    // See `read`: the draft stays in the page.
  }
}
