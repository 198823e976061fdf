/** What `pitcrew doctor` finds out about one thing, and how it is said. */
export interface Finding {
  readonly ok: boolean
  /** How it stands, one sentence. */
  readonly sentence: string
  /** What to do about it, one sentence; null when all is well. */
  readonly mend: string | null
}

/** All is as it should be. */
export function well(sentence: string): Finding {
  return { ok: true, sentence, mend: null }
}

/** Something has to be done; `mend` says what. */
export function unwell(sentence: string, mend: string): Finding {
  return { ok: false, sentence, mend }
}
