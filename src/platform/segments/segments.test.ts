import { execFileSync } from 'node:child_process'
import { appendFileSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { Segments, SegmentsRefused, type SegmentsOptions } from './segments.ts'

const MIB = 1024 * 1024
const opening = (folder: string, more: Partial<SegmentsOptions> = {}) =>
  Segments.open({ folder, bytesMax: 64 * MIB, segmentBytesMax: 16 * MIB, freeBytesMin: 0, ...more })
const text = (records: readonly Buffer[]) => records.map(String)

async function contents(segments: Segments): Promise<readonly string[]> {
  const all = await Promise.all(segments.ended().map((name) => segments.read(name)))
  return all.flatMap(({ records }) => text(records))
}

test('records come back in the order in which they were taken', async () => {
  const segments = await opening(scratchFolder())
  await Promise.all(['one', '', 'three'].map((record) => segments.append(Buffer.from(record))))
  await segments.end()
  await segments.append(Buffer.from('four'))
  await segments.end()
  expect(await contents(segments)).toEqual(['one', '', 'three', 'four'])
  expect(segments.ended()).toHaveLength(2)
})

test('what came before the end of a segment is in an ended one, also what waits behind another write', async () => {
  const segments = await opening(scratchFolder())
  const first = segments.append(Buffer.from('one'))
  const waiting = segments.append(Buffer.from('two'))
  await segments.end()
  expect(await contents(segments)).toEqual(['one', 'two'])
  await Promise.all([first, waiting])
})

test('records that were taken together come back each by itself, or none of them does', async () => {
  const folder = scratchFolder()
  const segments = await opening(folder)
  await segments.appendTogether([])
  await segments.append(Buffer.from('alone'))
  await segments.appendTogether(['one', '', 'three'].map((record) => Buffer.from(record)))
  await segments.appendTogether([Buffer.from('only')])
  await segments.end()
  expect(await contents(segments)).toEqual(['alone', 'one', '', 'three', 'only'])
  const file = path.join(folder, readdirSync(folder)[0] ?? '')
  const whole = readFileSync(file)
  const only = 8 + 4
  for (let cut = 1; cut <= 8 + 20; cut++) {
    writeFileSync(file, whole.subarray(0, whole.length - only - cut))
    expect(await contents(await opening(folder))).toEqual(['alone'])
  }
})

test('a record whose length says by a fault of the disk that it is several is torn', async () => {
  const folder = scratchFolder()
  const segments = await opening(folder)
  await segments.append(Buffer.from([0, 0, 0, 0]))
  await segments.end()
  const file = path.join(folder, readdirSync(folder)[0] ?? '')
  const bytes = readFileSync(file)
  bytes[8 + 3] = 0x80
  writeFileSync(file, bytes)
  expect(await contents(await opening(folder))).toEqual([])
})

test('what was acknowledged is there for the next process, and only once', async () => {
  const folder = scratchFolder()
  const before = await opening(folder)
  await before.append(Buffer.from('kept'))
  const after = await opening(folder)
  expect(await contents(after)).toEqual(['kept'])
  await after.remove(after.ended()[0] ?? '')
  expect(await contents(await opening(folder))).toEqual([])
})

test('nothing is written while nothing comes', async () => {
  const folder = scratchFolder()
  const segments = await opening(folder)
  await segments.end()
  expect(readdirSync(folder)).toEqual([])
})

describe('a segment that was torn', () => {
  async function torn(tear: (file: string) => void) {
    const folder = scratchFolder()
    const segments = await opening(folder)
    await segments.append(Buffer.from('first'))
    await segments.append(Buffer.from('second'))
    await segments.end()
    tear(path.join(folder, readdirSync(folder)[0] ?? ''))
    const again = await opening(folder)
    return again.read(again.ended()[0] ?? '')
  }

  test('ends before a record that is cut off', async () => {
    const { records, tornBytes } = await torn((file) => truncateSync(file, readFileSync(file).length - 1))
    expect([text(records), tornBytes]).toEqual([['first'], 13])
  })

  test('ends before a record whose bytes are not those that were written', async () => {
    const { records, tornBytes } = await torn((file) => {
      const bytes = readFileSync(file)
      bytes[bytes.length - 1] = 0
      writeFileSync(file, bytes)
    })
    expect([text(records), tornBytes]).toEqual([['first'], 14])
  })

  test('ends before zeros and before half a head', async () => {
    expect(await torn((file) => appendFileSync(file, Buffer.alloc(3)))).toMatchObject({ tornBytes: 3 })
    expect(await torn((file) => appendFileSync(file, Buffer.alloc(4_096, 255)))).toMatchObject({ tornBytes: 4_096 })
  })

  test('holds nothing when not even its beginning was written', async () => {
    expect(await torn((file) => truncateSync(file, 3))).toMatchObject({ records: [] })
    expect(await torn((file) => writeFileSync(file, 'something else altogether'))).toMatchObject({ records: [], tornBytes: 25 })
  })
})

test('a segment that has grown is ended by itself', async () => {
  const segments = await opening(scratchFolder(), { segmentBytesMax: 100 })
  for (let i = 0; i < 3; i++) await segments.append(Buffer.alloc(100))
  expect(segments.ended()).toHaveLength(3)
})

test('beyond the bound nothing more is taken, until something is removed', async () => {
  const segments = await opening(scratchFolder(), { bytesMax: 200 })
  await segments.append(Buffer.alloc(150))
  await expect(segments.append(Buffer.alloc(100))).rejects.toMatchObject({ reason: 'full' })
  await segments.end()
  await segments.remove(segments.ended()[0] ?? '')
  await segments.append(Buffer.alloc(100))
})

test('a segment set aside is out of the way, still counts, and is not lost', async () => {
  const folder = scratchFolder()
  const segments = await opening(folder)
  await segments.append(Buffer.from('odd'))
  await segments.end()
  const bytes = segments.bytes
  expect(readFileSync(await segments.setAside(segments.ended()[0] ?? '')).includes('odd')).toBe(true)
  expect([segments.ended(), segments.bytes]).toEqual([[], bytes])
  expect((await opening(folder)).bytes).toBe(bytes)
})

test('a disk with too little left for others takes nothing', async () => {
  const segments = await opening(scratchFolder(), { freeBytesMin: 2 ** 60 })
  await expect(segments.append(Buffer.from('x'))).rejects.toBeInstanceOf(SegmentsRefused)
})

test.skipIf(process.getuid?.() !== 0)(
  'a full disk loses nothing that was acknowledged, and the next record is taken once there is room',
  async () => {
    const disk = scratchFolder()
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'pitcrew-test', disk])
    afterAll(() => execFileSync('umount', ['--lazy', disk]))
    const folder = path.join(disk, 'segments')
    const segments = await opening(folder)
    const acknowledged: string[] = []
    const fill = async () => {
      for (let i = 0; i < 100; i++) {
        const record = `${acknowledged.length}`.padEnd(100_000, '.')
        await segments.append(Buffer.from(record))
        acknowledged.push(record)
      }
    }
    await expect(fill()).rejects.toMatchObject({ reason: 'disk_full' })
    await expect(segments.append(Buffer.alloc(1_000_000))).rejects.toMatchObject({ reason: 'disk_full' })
    expect(acknowledged.length).toBeGreaterThan(10)
    await segments.end()
    expect(await contents(await opening(folder))).toEqual(acknowledged)
    for (const name of segments.ended()) await segments.remove(name)
    await segments.append(Buffer.from('works again'))
    await segments.end()
    expect(await contents(segments)).toEqual(['works again'])
  },
)
