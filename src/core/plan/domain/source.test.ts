import { describe, expect, test } from 'vitest'
import { planForm } from './form.ts'
import { leavesOf } from './layers.ts'
import { editSource, printSource, readSource, renamePeople } from './source.ts'
import { chapterComments } from './comments.ts'
import { standardPlan } from './standard/standard.ts'

const COMMENTED = `# What Acme bought.
thresholds: # watched closely
  # Their machines are small.
  cpu:
    limit: 90 % # was 80
    for: 10 min


  disk_used: { limit: 85 % }
restraint:
  undoSendFor: 30 s
`

const set = (path: string, value: string | number | boolean | string[]) => ({ set: new Map([[path, value]]), unset: [] })

describe('faults', () => {
  const TEN = `roles:
  qa:
    kpis: [uptime, luck]
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
    pagesOnlyIfUsersAreAffected: perhaps
  Disk: {}
hours:
  calendars:
    business:
      zone: Europe/Bärlin
      mon: 09:00 to 17:00
patchng:
  critical: 2 days
`

  test('a file with ten faults names ten lines', () => {
    const { faults } = readSource(TEN)
    expect(faults.map(({ line, path }) => [line, path])).toEqual([
      [3, 'roles.qa.kpis'],
      [6, 'severity.table.stopped.everyone'],
      [9, 'targets.standard.major.firstResponse'],
      [12, 'thresholds.cpu.limt'],
      [13, 'thresholds.cpu.volumeMin'],
      [14, 'thresholds.cpu.pagesOnlyIfUsersAreAffected'],
      [15, 'thresholds.Disk'],
      [19, 'hours.calendars.business.zone'],
      [20, 'hours.calendars.business.mon'],
      [21, 'patchng'],
    ])
  })

  test('each says what is wrong and what to do, with the word that was meant', () => {
    const told = readSource(TEN).faults.map(({ what, todo }) => `${what} ${todo}`)
    expect(told[3]).toMatch(/^A plan has no field "limt" here\. Did you mean limit\?/)
    expect(told[9]).toMatch(/^A plan has no chapter "patchng" here\. Did you mean patching\?/)
    expect(told[2]).toBe(
      '"soon" is not an amount. Write a time with its unit, such as 15 min, 4 h, 1 business hour or 5 business days, or none.',
    )
  })

  test.each([
    ['broken indentation', 'thresholds:\n  cpu:\n limit: 3\n', 3],
    ['a key twice', 'cadence:\n  sprintLength: 1 week\n  sprintLength: 2 weeks\n', 3],
    ['a list where a block belongs', 'cadence:\n  - a\n', 1],
    ['an alias', 'cadence: &a\n  sprintLength: 1 week\nreleases: *a\n', 3],
    ['nothing where a value belongs', 'cadence:\n  sprintLength:\n', 2],
    ['a text where the whole plan belongs', 'hello\n', 1],
    ['an item of a list', 'releases:\n  approvedBy:\n    - client\n    - mother\n', 4],
  ])('%s is told with its line', (_what, text, line) => {
    expect(readSource(text).faults.map((fault) => fault.line)).toContain(line)
  })

  test('an empty file, and one with comments only, sets nothing and is right', () => {
    for (const text of ['', '# nothing yet\n', 'thresholds:\n']) expect(readSource(text)).toMatchObject({ faults: [], leaves: new Map() })
  })
})

describe('single changes keep the file', () => {
  test('a value changes, and every comment stays where it was', () => {
    expect(editSource(COMMENTED, set('thresholds.cpu.limit', '95 %'))).toBe(COMMENTED.replace('90 %', '95 %'))
  })

  test('a new value is added to its block', () => {
    const text = editSource(COMMENTED, set('thresholds.memory.limit', '70 %'))
    expect(readSource(text).leaves.get('thresholds.memory.limit')).toBe('70 %')
    expect(text).toContain('# What Acme bought.')
    expect(text).toContain('# Their machines are small.')
    expect(editSource('', set('cadence.sprintLength', '1 week'))).toBe('cadence:\n  sprintLength: 1 week\n')
    expect(editSource('# mine\n', set('releases.approvedBy', ['client']))).toBe('# mine\n\nreleases:\n  approvedBy: [ client ]\n')
  })

  test('inheriting again takes the value out, and the block when nothing is left in it', () => {
    const text = editSource(COMMENTED, { set: new Map(), unset: ['thresholds.cpu.for', 'restraint.undoSendFor', 'patching.low'] })
    expect([...readSource(text).leaves.keys()]).toEqual(['thresholds.cpu.limit', 'thresholds.disk_used.limit'])
    expect(text).not.toContain('restraint')
    expect(editSource('cadence:\n  sprintLength: 1 week\n', { set: new Map(), unset: ['cadence.sprintLength'] })).toBe('')
  })

  test('people are renamed where people stand, and nowhere else', () => {
    const text = '# ask a@b.c\nroles:\n  qa: { heldBy: [a@b.c], title: a@b.c }\n'
    expect(renamePeople(text, new Map([['a@b.c', 'per_1']]))).toBe('# ask a@b.c\nroles:\n  qa: { heldBy: [per_1], title: a@b.c }\n')
  })
})

test('the whole standard plan as a file reads back as itself, with a comment on each chapter', () => {
  const leaves = leavesOf(planForm, standardPlan)
  const text = printSource(leaves, chapterComments, ' The standard support plan.')
  expect(readSource(text).faults).toEqual([])
  expect([...readSource(text).leaves]).toEqual(leaves)
  for (const comment of Object.values(chapterComments)) expect(text).toContain(`# ${comment}`)
})
