/** `pitcrew apply` and `pitcrew export-config`: a folder becomes the configuration of an installation, and comes out again as it was. */
import fs from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { freePort } from '#test/support/free-port.ts'
import { pitcrew, prepareProgram, startServer, type Ended, type RunningServer, type Settings } from '#test/support/program.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { OWNER, setUp, type Visitor } from '#test/support/visitor.ts'

const scratch = scratchFolder()
let settings: Settings
let server: RunningServer
let owner: Visitor
let application = ''

beforeAll(async () => {
  prepareProgram()
  settings = { PITCREW_DATA: path.join(scratch, 'data'), PORT: String(await freePort()) }
  server = await startServer(settings)
  owner = await setUp(server)
  const client = await owner.ask('POST', '/clients', { body: { name: 'Acme' } })
  application = (await owner.ask('POST', '/applications', { body: { clientId: client.id, name: 'Shop' } })).id
  await owner.ask('POST', '/environments', { body: { applicationId: application, name: 'Production', kind: 'production' } })
})

const FILES = {
  'README.md': '# What this is\n',
  'plan/clients/acme.yaml': '# As agreed in March.\nthresholds:\n  cpu: { limit: 90 % }\n',
  'checks/acme/shop.yaml': `checks:
  - name: Shop answers
    environment: Production
    settings: { kind: tcp, host: shop.example.com }
`,
  'rules/acme/shop.yaml': `rules:
  - name: Shop is down
    severity: critical
    mode: live
    source: { kind: check, check: { environment: Production, name: Shop answers } }
    condition: { limit: 0 }
`,
  'schedules/platform.yaml': `name: Platform
zone: Europe/Berlin
layers:
  - { name: Main, people: [${OWNER.email}], turnDays: 7, startsOn: 2026-01-05, handOverAt: 09:00 }
`,
  'escalations/acme/shop.yaml': 'steps:\n  - { who: [{ schedule: Platform }], waitMinutes: 5 }\n',
} as const

let folders = 0
/** A new folder with these files, changed as `over` says. */
function folderOf(over: Readonly<Partial<Record<keyof typeof FILES, string>>> = {}): string {
  const folder = path.join(scratch, `config-${++folders}`)
  for (const [name, text] of Object.entries({ ...FILES, ...over })) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    fs.writeFileSync(path.join(folder, name), text)
  }
  return folder
}
const apply = (folder: string, ...args: readonly string[]): Promise<Ended> => pitcrew(['apply', folder, ...args], settings)
const said = (stdout: string): Ended => ({ code: 0, stdout, stderr: '' })

const ALL_NEW = `plan/clients/acme.yaml
  + thresholds.cpu.limit: 90 %
checks/acme/shop.yaml
  + Production: Shop answers
schedules/platform.yaml
  + Platform
escalations/acme/shop.yaml
  + escalation
rules/acme/shop.yaml
  + Shop is down
`

test('one fault in any file is told with its line, and nothing of any file is applied', async () => {
  const faulty = folderOf({
    'escalations/acme/shop.yaml': 'steps:\n  - { who: [{ schedule: Platfrom }], waitMinutes: 5 }\n',
    'plan/clients/acme.yaml': 'thresholds:\n  cpu:\n    limit: much\n',
  })
  const { code, stdout, stderr } = await apply(faulty, '--yes')
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr.split('\n')).toEqual([
    'escalations/acme/shop.yaml:2: steps.0.who.0.schedule: There is no duty schedule "Platfrom". Did you mean Platform? Possible: Platform.',
    expect.stringMatching(/^plan\/clients\/acme\.yaml:3: thresholds\.cpu\.limit: /),
    'Nothing was changed.',
    '',
  ])
  expect((await owner.ask('GET', `/applications/${application}/checks`)).items).toEqual([])
})

test('a folder is shown, applied, applied again without a change, and exported as what it says', async () => {
  const folder = folderOf()
  expect(await apply(folder, '--dry-run')).toEqual(said(ALL_NEW))
  expect(await apply(folder, '--dry-run')).toEqual(said(ALL_NEW))
  expect(await apply(folder, '--yes')).toEqual(said(`${ALL_NEW}Applied.\n`))
  expect(await apply(folder, '--yes')).toEqual(said('Everything is as the files say.\n'))

  const { items } = await owner.ask('GET', `/applications/${application}/checks`)
  expect(items).toMatchObject([{ check: { name: 'Shop answers', managedBy: 'checks/acme/shop.yaml' } }])

  const exported = path.join(scratch, 'exported')
  const names = Object.keys(FILES).filter((name) => name.endsWith('.yaml'))
  expect(await pitcrew(['export-config', exported], settings)).toEqual(
    said(
      names
        .toSorted()
        .map((name) => `${name}\n`)
        .join(''),
    ),
  )
  expect(fs.readFileSync(path.join(exported, 'plan/clients/acme.yaml'), 'utf8')).toBe(FILES['plan/clients/acme.yaml'])
  expect(await apply(exported, '--yes')).toEqual(said('Everything is as the files say.\n'))
  expect(await pitcrew(['export-config', exported], settings)).toEqual({
    code: 1,
    stdout: '',
    stderr: `${exported} must be new or empty.\n`,
  })
})

test('the same while no server runs; what a file does not name any more goes', async () => {
  await server.stop()
  const changed = folderOf({
    'checks/acme/shop.yaml': FILES['checks/acme/shop.yaml'].replace('shop.example.com', 'www.example.com'),
    'rules/acme/shop.yaml': 'rules: []\n',
  })
  const { stdout, ...ended } = await apply(changed, '--yes')
  expect(ended).toEqual({ code: 0, stderr: '' })
  expect(stdout).toBe(`checks/acme/shop.yaml
  ~ Production: Shop answers: settings.host: shop.example.com → www.example.com
rules/acme/shop.yaml
  - Shop is down
Applied.
`)
  expect(await apply(changed)).toEqual(said('Everything is as the files say.\n'))
})
