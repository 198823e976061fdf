/** `pitcrew plan`: a support plan leaves as a file and comes back as it was, and a file with faults is told line by line. */
import fs from 'node:fs'
import path from 'node:path'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { freePort } from '#test/support/free-port.ts'
import { pitcrew, prepareProgram, startServer, type Ended, type RunningServer, type Settings } from '#test/support/program.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { setUp, type Visitor } from '#test/support/visitor.ts'

const folder = scratchFolder()
const file = path.join(folder, 'acme.yaml')

let settings: Settings
let server: RunningServer
let owner: Visitor
let clients = 0
/** Of a client whose plan nobody has touched. */
let client: { readonly id: string; readonly slug: string }

beforeAll(async () => {
  prepareProgram()
  settings = { PITCREW_DATA: path.join(folder, 'data'), PORT: String(await freePort()) }
  server = await startServer(settings)
  owner = await setUp(server)
})
beforeEach(async () => {
  client = await owner.ask('POST', '/clients', { body: { name: `Acme ${++clients}` } })
})

/** On the client's plan. */
const plan = (...args: readonly string[]): Promise<Ended> => pitcrew(['plan', ...args, '--client', client.slug], settings)
const said = (stdout: string): Ended => ({ code: 0, stdout, stderr: '' })

const COMMENTED = `# What Acme bought in March.
thresholds: # watched closely
  # Their machines are small.
  cpu:
    limit: 90 % # was 80
    for: 10 min


  disk_used: { limit: 85 % }
roles:
  qa: { heldBy: [owner@example.org] } # until May
`

test('a file becomes the plan and comes out again letter by letter, comments included', async () => {
  fs.writeFileSync(file, COMMENTED)
  expect(await plan('validate', file)).toEqual(said(`${file} is right.\n`))
  const { stdout: changes, ...ended } = await plan('diff', file)
  expect(ended).toEqual({ code: 0, stderr: '' })
  expect(changes.split('\n')).toEqual([
    '+ thresholds.cpu.limit: 90 %',
    '+ thresholds.cpu.for: 10 min',
    '+ thresholds.disk_used.limit: 85 %',
    expect.stringMatching(/^\+ roles\.qa\.heldBy: \[per_\w+\]$/),
    '',
  ])
  expect(await plan('import', file, '--note', 'As agreed')).toEqual(said(`${changes}This is version 1 now.\n`))
  expect(await plan('export')).toEqual(said(COMMENTED))
  expect(await owner.ask('GET', `/plans/${client.id}/versions`)).toMatchObject({ items: [{ version: 1, note: 'As agreed' }] })
})

test('what was exported changes nothing when it is imported', async () => {
  fs.writeFileSync(file, COMMENTED)
  await plan('import', file)
  fs.writeFileSync(file, (await plan('export')).stdout)
  expect(await plan('diff', file)).toEqual(said('No value changes.\n'))
  expect(await plan('import', file)).toEqual(said('Nothing changes.\n'))

  const whole = await plan('export', '--effective')
  fs.writeFileSync(file, whole.stdout)
  expect(await plan('import', file)).toMatchObject({ code: 0, stderr: '' })
  expect(await plan('export', '--effective')).toEqual(whole)
  expect((await plan('export')).stdout).toBe(whole.stdout)
  expect(await plan('import', file)).toEqual(said('Nothing changes.\n'))
})

test('a value that is changed in the console changes in the file, and nothing beside it', async () => {
  fs.writeFileSync(file, COMMENTED)
  await plan('import', file)
  const body = { set: [{ path: 'thresholds.cpu.limit', value: '70 %' }] }
  await owner.ask('PATCH', `/plans/${client.id}`, { body, headers: { 'if-match': '"1"' } })
  expect(await plan('export')).toEqual(said(COMMENTED.replace('90 %', '70 %')))
  const back = await plan('import', file)
  expect(back).toEqual(said('~ thresholds.cpu.limit: 70 % → 90 %\nThis is version 3 now.\n'))
})

const TEN_FAULTS = `roles:
  qa:
    kpis: [uptime, luck]
    heldBy: [nobody@example.org]
severity:
  table:
    stopped: { everyone: terrible }
targets:
  standard:
    major: { firstResponse: soon }
thresholds:
  cpu:
    limt: 90 %
    volumeMin: -3
hours:
  calendar: nightly
  calendars:
    business:
      zone: Europe/Bärlin
      mon: 09:00 to 17:00
patchng:
  critical: 2 days
`

test('a file with ten faults names ten lines, and changes nothing', async () => {
  fs.writeFileSync(file, TEN_FAULTS)
  const validated = await plan('validate', file)
  expect(validated).toMatchObject({ code: 1, stdout: '' })
  const told = validated.stderr.trimEnd().split('\n')
  expect(told.map((line) => line.slice(0, line.indexOf(': ', file.length)))).toEqual(
    [3, 4, 7, 10, 13, 14, 16, 19, 20, 21].map((line) => `${file}:${line}`),
  )
  expect(told[1]).toBe(
    `${file}:4: roles.qa.heldBy: Nobody here has the address nobody@example.org. Invite them first, or name somebody else.`,
  )
  expect(told[9]).toMatch(`${file}:21: patchng: A plan has no chapter "patchng" here. Did you mean patching?`)
  expect(await plan('diff', file)).toEqual(validated)
  expect(await plan('import', file)).toEqual(validated)
  expect(await plan('export')).toEqual(said(''))
})

test('a plan that there is not, and a file that there is not, are told in a sentence', async () => {
  const fails = async (args: readonly string[], sentence: string) =>
    expect(await pitcrew(['plan', ...args], settings)).toEqual({ code: 1, stdout: '', stderr: sentence })
  await fails(['export', '--client', 'nobody'], 'There is no client with the short name "nobody".\n')
  await fails(['export', '--client', client.slug, '--application', 'shop'], 'Give --client or --application: each has a plan of its own.\n')
  const missing = path.join(folder, 'missing.yaml')
  const { code, stdout, stderr } = await plan('import', missing)
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(`${missing} cannot be read: ENOENT`)
})

test('all of it works in the same way while no server runs', async () => {
  fs.writeFileSync(file, COMMENTED)
  await server.stop()
  expect((await plan('import', file)).stdout).toContain('This is version 1 now.\n')
  expect(await plan('export')).toEqual(said(COMMENTED))
  expect(await plan('import', file)).toEqual(said('Nothing changes.\n'))
})
