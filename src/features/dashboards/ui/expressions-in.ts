/** Expressions as the address of the explorer carries them. */

/** What an address says is looked at; an empty expression where it says nothing that can be read. */
export function expressionsIn(written: string | undefined): readonly string[] {
  const none = ['']
  if (written === undefined) return none
  try {
    const read: unknown = JSON.parse(written)
    const texts = Array.isArray(read) ? read.filter((one) => typeof one === 'string') : []
    return texts.length > 0 ? texts : none
  } catch {
    // Somebody cut the address short; the page stands all the same.
    return none
  }
}
