/** `pitcrew.js` as one small file inside the server, made of the sources in features/browser/ui/script. */
import { join } from 'node:path'
import { rolldown } from 'rolldown'

const PART = 'src/features/browser'
/** What browsers of the last years run without changes. */
const TARGET = 'es2022'

export async function browserScript(root: string): Promise<ReadonlyMap<string, string>> {
  const bundle = await rolldown({ input: join(root, PART, 'ui/script/pitcrew.ts'), transform: { target: TARGET } })
  const { output } = await bundle.generate({ format: 'iife', minify: true })
  await bundle.close()
  const content = [
    '// Generated from ui/script by tools/generators/browser-script.ts.',
    '/** What browsers load. */',
    `export const SCRIPT = ${JSON.stringify(output[0].code.trim())}`,
    '',
  ].join('\n')
  return new Map([[`${PART}/http/script.gen.ts`, content]])
}
