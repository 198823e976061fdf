/** `pitcrew export-config FOLDER`: writes the configuration of an installation as the files that `pitcrew apply` reads. */
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { writeFiles } from '#platform/configuration-files/folder.ts'
import { StartFault } from '#platform/start-fault.ts'
import { commandLineCaller } from './caller.ts'
import { withCore } from './with-core.ts'

/** Never writes over a file: those that people keep hold comments that no installation knows. */
export async function exportConfig(wanted: string): Promise<void> {
  const folder = path.resolve(wanted)
  if (fs.existsSync(folder) && (!fs.statSync(folder).isDirectory() || fs.readdirSync(folder).length > 0))
    throw new StartFault(`${folder} must be new or empty.`)
  await withCore(async ({ modules, platform: { work } }) => {
    const kinds = modules.flatMap((module) => module.configuration ?? [])
    const { files, left } = await writeFiles({ work, kinds, caller: commandLineCaller })
    for (const { path: name, text } of files) {
      const file = path.join(folder, name)
      fs.mkdirSync(path.dirname(file), { recursive: true })
      fs.writeFileSync(file, text)
      process.stdout.write(`${name}\n`)
    }
    if (files.length === 0) process.stdout.write('There is no configuration that files could tell.\n')
    for (const sentence of left) process.stderr.write(`Left out: ${sentence}\n`)
    if (left.length > 0) process.exitCode = 1
  })
}
