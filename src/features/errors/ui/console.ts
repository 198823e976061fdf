/** What errors contribute to the console. */
import type { ConsolePart } from '#design/navigation/part.ts'

export const errorsConsole: ConsolePart = {
  name: 'errors',
  follows: ['error_group'],
  pages: [],
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
}
