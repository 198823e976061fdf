/** The cast of the gallery: the same people and things as in tests, with a few names that are long or from elsewhere. */
export const people = ['Olivia Brandt', 'Tarek Haddad', '佐藤 健', 'Maximiliane von Hohenstein-Wittgenstein'] as const

export const longName = 'Donaudampfschifffahrtsgesellschaftskapitänspatent-Verwaltungsportal (Bestandssystem)'

/** A day's course in steps of five minutes, with a gap in the morning. */
export const course: readonly (number | null)[] = Array.from({ length: 288 }, (_, step) => {
  if (step > 96 && step < 108) return null
  return 38 + 22 * Math.sin(step / 31) + 9 * Math.sin(step / 5.3) + (step > 210 && step < 226 ? 28 : 0)
})

export const times: readonly number[] = course.map((_, step) => Date.UTC(2026, 10, 21) + step * 300_000)

export const lastHour = Date.UTC(2026, 10, 21, 10)
