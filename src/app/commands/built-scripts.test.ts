import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { builtScripts } from './built-scripts.ts'

test('scripts of a build are found with their maps, wherever bundlers leave them', async () => {
  const folder = path.join(scratchFolder(), 'dist')
  const debugId = '20c33c35-7b1c-4d3b-86f1-f6793f9f5939'
  const inline = Buffer.from('{"in":"line"}').toString('base64')
  const files = {
    'assets/app.min.js': `a()\n//# debugId=${debugId}\n//# sourceMappingURL=maps/app%20x.map\n`,
    'assets/maps/app x.map': '{"said":true}',
    'hidden.mjs': 'b()',
    'hidden.mjs.map': '{"hidden":true}',
    'inline.cjs': `c()\n//# sourceMappingURL=data:application/json;charset=utf-8;base64,${inline}`,
    'none.js': 'd()\n//# sourceMappingURL=gone.js.map',
    'out.js': 'e()\n//# sourceMappingURL=../secret.json',
    '../secret.json': '{"secret":true}',
    'elsewhere.js': 'f()\n//# sourceMappingURL=https://cdn.example/f.js.map',
    'page.html': '//# sourceMappingURL=app.map',
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), text)
  }
  const found: unknown[] = []
  for await (const { name, debugId: id, map } of builtScripts(folder)) found.push([name, id, map.toString()])
  expect(found).toEqual([
    ['assets/app.min.js', debugId, '{"said":true}'],
    ['hidden.mjs', undefined, '{"hidden":true}'],
    ['inline.cjs', undefined, '{"in":"line"}'],
  ])
})
