import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openHostReader } from './open.ts'

test('this machine can be read, and our own process is in the picture', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pitcrew-host-'))
  const read = openHostReader(folder)
  const [first, second] = [await read(), await read()]
  expect(first.processor.totalSeconds).toBeGreaterThan(first.processor.busySeconds)
  expect(second.processor.totalSeconds).toBeGreaterThanOrEqual(first.processor.totalSeconds)
  expect(first.fileSystems.every(({ usedBytes, availableBytes }) => usedBytes + availableBytes > 0)).toBe(true)
  const server = first.processGroups.find(({ name }) => name === 'server')
  expect(server?.processes.some(({ pid }) => pid === process.pid)).toBe(true)
  expect(server?.memoryBytes).toBeGreaterThan(10e6)
  rmSync(folder, { recursive: true })
})
