/** Why Pitcrew cannot start, in one sentence that says what to do; `serve` prints it without a stack and ends. */
export class StartFault extends Error {
  constructor(sentence: string, options?: { cause?: unknown }) {
    super(sentence, options)
    this.name = 'StartFault'
  }
}

/** A store that is elsewhere does not answer; it may later, with nothing changed here. */
export class StoreAway extends StartFault {}
