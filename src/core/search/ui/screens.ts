/** Addresses of search. */
import { screen, text } from '#design/navigation/screen.ts'

export const searchScreen = screen('/search', (raw) => ({ q: text(raw['q']), kind: text(raw['kind']) }))
