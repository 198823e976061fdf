/** `pitcrew apply FOLDER`: makes the installation what the files of a folder say, after showing what that changes. */
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline/promises'
import { applyFiles, compareFiles } from '#platform/configuration-files/folder.ts'
import type { ConfigurationFile, ConfigurationKind, ConfigurationOutcome } from '#platform/configuration-files/kinds.ts'
import { StartFault } from '#platform/start-fault.ts'
import { commandLineCaller } from './caller.ts'
import { tellFaults } from './tell-faults.ts'
import { withCore } from './with-core.ts'

/** Configuration is text that people write; what is larger is something else. */
const FILE_BYTES_MAX = 1024 * 1024
const FILES_MAX = 2_000

export async function apply(
  folder: string,
  { dryRun = false, yes = false }: { readonly dryRun?: boolean; readonly yes?: boolean },
): Promise<void> {
  const files = readFolder(folder)
  await withCore(async ({ modules, platform: { work } }) => {
    const kinds = modules.flatMap((module) => module.configuration ?? [])
    requireKnown(files, kinds)
    const applying = { work, kinds, caller: commandLineCaller }
    const compared = await compareFiles(applying, files)
    if (show(compared) !== 'changes' || dryRun) return
    if (!yes && !(await confirmed())) {
      process.stdout.write('Nothing was changed.\n')
      return
    }
    if ((await applyFiles(applying, files, compared)) === 'something_else_changed')
      throw new StartFault('Somebody changed something meanwhile, so nothing was applied. Run it again and look at the difference anew.')
    process.stdout.write('Applied.\n')
  })
}

/** Everything below the folder but hidden files. */
function readFolder(folder: string): readonly ConfigurationFile[] {
  if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new StartFault(`${folder} is not a folder.`)
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = entries.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
  const visible = paths.filter((name) => !name.split('/').some((piece) => piece.startsWith('.'))).toSorted()
  if (visible.length > FILES_MAX) throw new StartFault(`${folder} holds ${visible.length} files; configuration is at most ${FILES_MAX}.`)
  return visible.map((name) => {
    const file = path.join(folder, name)
    if (fs.statSync(file).size > FILE_BYTES_MAX) throw new StartFault(`${file} is larger than a configuration file can be.`)
    return { path: name, text: fs.readFileSync(file, 'utf8') }
  })
}

/** A file that nobody reads is a mistake that nobody would notice. Documents beside the files are welcome. */
function requireKnown(files: readonly ConfigurationFile[], kinds: readonly ConfigurationKind[]): void {
  const strange = files.filter((file) => !/\.(md|txt)$/i.test(file.path) && !kinds.some((kind) => kind.owns(file.path)))
  if (strange.length === 0) return
  const names = kinds.map(({ name }) => name).join(', ')
  throw new StartFault(`No part of Pitcrew reads ${strange.map((file) => file.path).join(', ')}. There are files for: ${names}.`)
}

function show({ faults, changes }: ConfigurationOutcome): 'faults' | 'changes' | 'nothing' {
  if (tellFaults(faults)) {
    process.stderr.write('Nothing was changed.\n')
    return 'faults'
  }
  let file = ''
  for (const change of changes) {
    if (change.path !== file) process.stdout.write(`${(file = change.path)}\n`)
    process.stdout.write(`  ${change.what}\n`)
  }
  if (changes.length === 0) process.stdout.write('Everything is as the files say.\n')
  return changes.length === 0 ? 'nothing' : 'changes'
}

async function confirmed(): Promise<boolean> {
  if (!process.stdin.isTTY) throw new StartFault('Run it again with --yes to apply these changes.')
  const prompt = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await prompt.question('Apply these changes? [y/N] ')
  prompt.close()
  return /^y(es)?$/i.test(answer.trim())
}
