/** `pitcrew apply FOLDER`: makes the installation what the files of a folder say, after showing what that changes. */
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline/promises'
import type { ConfigurationFile, ConfigurationKind } from '#platform/configuration-files.ts'
import { StartFault } from '#platform/start-fault.ts'
import { commandLineCaller } from './caller.ts'
import { withCore } from './with-core.ts'

/** Configuration is text that people write; what is larger is something else. */
const FILE_BYTES_MAX = 1024 * 1024
const FILES_MAX = 2_000

interface Step {
  readonly kind: ConfigurationKind
  readonly files: readonly ConfigurationFile[]
}

export async function apply(
  folder: string,
  { dryRun = false, yes = false }: { readonly dryRun?: boolean; readonly yes?: boolean },
): Promise<void> {
  const files = readFolder(folder)
  await withCore(async ({ modules }) => {
    const kinds = modules.flatMap((module) => module.configuration ?? [])
    requireKnown(files, kinds)
    const steps = kinds
      .map((kind) => ({ kind, files: files.filter((file) => kind.owns(file.path)) }))
      .filter((step) => step.files.length > 0)
    if ((await show(steps)) !== 'changes' || dryRun) return
    if (!yes && !(await confirmed())) {
      process.stdout.write('Nothing was changed.\n')
      return
    }
    for (const step of steps) await step.kind.apply(step.files, commandLineCaller)
    process.stdout.write('Applied.\n')
  })
}

/** Everything below the folder but hidden files. */
function readFolder(folder: string): readonly ConfigurationFile[] {
  if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new StartFault(`${folder} is not a folder.`)
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = entries.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
  const shown = paths.filter((name) => !name.split('/').some((piece) => piece.startsWith('.'))).toSorted()
  if (shown.length > FILES_MAX) throw new StartFault(`${folder} holds ${shown.length} files; configuration is at most ${FILES_MAX}.`)
  return shown.map((name) => {
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

async function show(steps: readonly Step[]): Promise<'faults' | 'changes' | 'nothing'> {
  const compared = await Promise.all(steps.map(({ kind, files }) => kind.compare(files, commandLineCaller)))
  const faults = compared.flatMap((one) => one.faults)
  for (const fault of faults) process.stderr.write(`${fault.path}${fault.line === null ? '' : `:${fault.line}`}: ${fault.message}\n`)
  if (faults.length > 0) {
    process.exitCode = 1
    process.stderr.write('Nothing was changed.\n')
    return 'faults'
  }
  const changes = compared.flatMap((one) => one.changes)
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
