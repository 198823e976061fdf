import { expect, test } from 'vitest'
import type { Config } from '#platform/config/config.ts'
import type { Routine } from '#platform/module.ts'
import { judgeSkew } from './clock-skew.ts'
import { routinesFor } from './running.ts'

const ran: string[] = []
const routine = (on: Routine['on']): Routine => ({ name: on, everyMs: 1_000, on, run: async () => void ran.push(on) })
const all = (['every_node', 'worker_nodes', 'probe_nodes'] as const).map(routine)
const nodeWith = (roles: Config['roles'], skewMs = 0) => ({
  platform: { config: { roles } as Config },
  clocks: { verdict: () => judgeSkew(skewMs) },
})
const namesOn = (roles: Config['roles']) => routinesFor(nodeWith(roles), all).map(({ name }) => name)

test('a node runs what its roles ask for', () => {
  expect(namesOn(['web'])).toEqual(['every_node'])
  expect(namesOn(['worker'])).toEqual(['every_node', 'worker_nodes'])
  expect(namesOn(['probe'])).toEqual(['every_node', 'probe_nodes'])
})

test('what looks at other machines rests while the clock is too far off, and goes on afterwards', async () => {
  let skewMs = 6_000
  const node = { ...nodeWith(['worker', 'probe']), clocks: { verdict: () => judgeSkew(skewMs) } }
  const routines = routinesFor(node, all)
  for (const { run } of routines) await run()
  expect(ran.splice(0)).toEqual(['every_node', 'worker_nodes'])
  skewMs = 0
  for (const { run } of routines) await run()
  expect(ran.splice(0)).toEqual(['every_node', 'worker_nodes', 'probe_nodes'])
})
