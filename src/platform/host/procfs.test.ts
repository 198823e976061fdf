import { expect, test } from 'vitest'
import { parseDiskstats, parseLoadAverage, parseMeminfo, parseNetDev, parseProcessStat, parsePss, parseStat } from './procfs.ts'

test('waiting for disks is not work, and guests are counted once', () => {
  const text = 'cpu  1000 200 300 5000 500 10 20 30 400 0\ncpu0 1 2 3 4 5 6 7 8 9 0\nintr 1\n'
  expect(parseStat(text)).toEqual({ busySeconds: 15.6, totalSeconds: 70.6 })
})

test('memory in use is what is neither free nor given back by caches', () => {
  const text = 'MemTotal:        8000000 kB\nMemFree:          100000 kB\nMemAvailable:    6000000 kB\nCached: 5000000 kB\n'
  expect(parseMeminfo(text)).toEqual({ totalBytes: 8_192_000_000, availableBytes: 6_144_000_000 })
})

test('a kernel that does not say what is available gives no memory figure', () => {
  expect(parseMeminfo('MemTotal: 8000000 kB\nMemFree: 100000 kB\n')).toBeUndefined()
})

test('the load is the average over one minute', () => {
  expect(parseLoadAverage('0.52 0.40 0.31 2/310 12345\n')).toBe(0.52)
  expect(parseLoadAverage('')).toBeUndefined()
})

test('disks are counted whole: no partitions, no loop devices, nothing stacked on them', () => {
  const line = (device: string): string => `   8       0 ${device} 100 0 2000 50 200 0 4000 90 0 120 140 0 0 0 0\n`
  const text = ['sda', 'sda1', 'nvme0n1', 'nvme0n1p2', 'vdb', 'xvda', 'mmcblk0', 'mmcblk0p1', 'loop0', 'dm-0', 'md127', 'ram1', 'sr0']
    .map(line)
    .join('')
  expect(parseDiskstats(text).map(({ device }) => device)).toEqual(['sda', 'nvme0n1', 'vdb', 'xvda', 'mmcblk0'])
  expect(parseDiskstats(text)[0]).toEqual({ device: 'sda', inBytes: 1_024_000, outBytes: 2_048_000 })
})

test('networks are counted at real interfaces, also when the name touches the number', () => {
  const text = [
    'Inter-|   Receive                                                |  Transmit',
    ' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed',
    '    lo: 500 5 0 0 0 0 0 0 500 5 0 0 0 0 0 0',
    '  eth0:937118174 29111 0 0 0 0 0 0 1959756 17978 0 0 0 0 0 0',
    'veth12: 1 1 0 0 0 0 0 0 1 1 0 0 0 0 0 0',
    '',
  ].join('\n')
  expect(parseNetDev(text)).toEqual([{ device: 'eth0', inBytes: 937_118_174, outBytes: 1_959_756 }])
})

test('a process may carry brackets and blanks in its name', () => {
  const text = '4242 (a) b (c)) S 17 4242 4242 0 -1 4194304 100 0 0 0 250 150 0 0 20 0 11 0 987654 1000000 500'
  expect(parseProcessStat(text)).toEqual({ parentPid: 17, cpuSeconds: 4, startTicks: 987_654 })
})

test('texts of another form give nothing rather than zero', () => {
  expect(parseStat('')).toBeUndefined()
  expect(parseProcessStat('')).toBeUndefined()
  expect(parsePss('Rss: 10 kB\n')).toBeUndefined()
  expect(parseDiskstats('nonsense\n')).toEqual([])
  expect(parseNetDev('  eth0: none\n')).toEqual([])
})
