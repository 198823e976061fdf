/** Why Pitcrew cannot start, in one sentence that says what to do; `serve` prints it without a stack and ends. */
export class StartFault extends Error {
  constructor(sentence: string, options?: { cause?: unknown }) {
    super(sentence, options)
    this.name = 'StartFault'
  }
}
