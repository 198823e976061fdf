/** How the steps of `npm run check` are run and told. */
import { spawn } from 'node:child_process'
import process from 'node:process'

/** One step: passes when it finds no faults. */
export interface Step {
  readonly name: string
  /** One text per fault, ready to be read. */
  readonly faults: () => Promise<readonly string[]> | readonly string[]
}

/** A step that is another program; its output is the fault when it fails. */
export function command(name: string, file: string, ...args: string[]): Step {
  return { name, faults: () => outputOfFailure(file, args) }
}

/**
 * Runs the steps of each lane in order and the lanes at the same time, all of them, and tells each with its seconds. Returns whether
 * all passed.
 */
export async function runSteps(lanes: readonly (readonly Step[])[]): Promise<boolean> {
  const started = performance.now()
  let failed = 0
  const run = async ({ name, faults }: Step): Promise<void> => {
    const stepStarted = performance.now()
    const found = await faults()
    console.log(`${found.length === 0 ? 'ok  ' : 'FAIL'}  ${name.padEnd(18)} ${seconds(stepStarted)}`)
    for (const fault of found) console.log(fault.replaceAll(/^/gm, '        '))
    if (found.length > 0) failed++
  }
  await Promise.all(
    lanes.map(async (lane) => {
      for (const step of lane) await run(step)
    }),
  )
  const total = lanes.flat().length
  console.log(
    failed === 0 ? `All ${total} checks passed in ${seconds(started)}.` : `${failed} of ${total} checks failed; ${seconds(started)}.`,
  )
  return failed === 0
}

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`

function outputOfFailure(file: string, args: readonly string[]): Promise<readonly string[]> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_COLOR: '1' } })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.once('error', (error) => resolve([String(error)]))
    child.once('close', (code) => resolve(code === 0 ? [] : [output.trim() || `ended with ${code ?? 'a signal'}`]))
  })
}
