/**
 * A server that is looked at: in a process of its own, so that what it costs is not counted. Tells, when asked, what came and when,
 * and answers slowly when told so.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import process from 'node:process'
import { systemClock } from '#platform/clock.ts'

const SLOW_MS = 700

let isSlow = false
let arrivals: [path: string, at: number][] = []

const server = createServer((request, response) => {
  arrivals.push([request.url ?? '', systemClock.now()])
  if (isSlow) setTimeout(() => response.end('well'), SLOW_MS)
  else response.end('well')
})
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))

process.on('message', (wanted) => {
  if (wanted === 'slow') {
    isSlow = true
    return
  }
  process.send?.(arrivals)
  arrivals = []
})
