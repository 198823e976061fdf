import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { checkDataFolder } from './check.ts'
import { lockFolder, lockHolder } from './lock.ts'
import { openDataFolder } from './open.ts'

describe('one server per data folder', () => {
  test('the second is told the process number of the first, and may have the folder after it', async () => {
    const folder = scratchFolder()
    const first = await openDataFolder(folder)
    await expect(openDataFolder(folder)).rejects.toThrow(`Another Pitcrew (process ${process.pid}) uses the data folder ${folder}`)
    expect(await lockHolder(folder)).toBe(process.pid)
    await first.close()
    expect(await lockHolder(folder)).toBeUndefined()
    await (await openDataFolder(folder)).close()
  })

  test('the same folder under another name is the same folder', async () => {
    const folder = scratchFolder()
    const link = path.join(scratchFolder(), 'link')
    fs.symlinkSync(folder, link)
    const first = await openDataFolder(folder)
    await expect(openDataFolder(link)).rejects.toThrow('Another Pitcrew')
    await first.close()
  })

  test('a path longer than the address of a socket may be', async () => {
    const folder = path.join(scratchFolder(), 'x'.repeat(100), 'y'.repeat(100))
    const first = await openDataFolder(folder)
    await expect(openDataFolder(folder)).rejects.toThrow('Another Pitcrew')
    await first.close()
  })

  test('of many who ask at the same moment in one process exactly one gets it', async () => {
    const folder = scratchFolder()
    for (let round = 0; round < 20; round++) {
      const answers = await Promise.all(Array.from({ length: 8 }, () => lockFolder(folder)))
      const locks = answers.filter((answer) => 'release' in answer)
      expect(locks).toHaveLength(1)
      for (const lock of locks) await lock.release()
    }
  })

  test(
    'of several processes that ask at the same moment exactly one gets it, over the sockets of killed ones',
    { timeout: 600_000 },
    async () => {
      const folder = scratchFolder()
      for (let round = 0; round < 2; round++) {
        const contenders = await Promise.all(Array.from({ length: 3 }, () => contender(folder)))
        const answers = await Promise.all(contenders.map((child) => tell(child)))
        expect(answers.filter((answer) => answer.taken)).toHaveLength(1)
        const winner = contenders[answers.findIndex((answer) => answer.taken)]
        for (const answer of answers) if (!answer.taken) expect(answer.sentence).toContain('Another Pitcrew (process ')
        expect(await lockHolder(folder)).toBe(winner?.pid)
        for (const child of contenders) await killed(child)
        expect(await lockHolder(folder)).toBeUndefined()
      }
    },
  )

  test('one that does not answer holds the folder all the same', async () => {
    const folder = scratchFolder()
    fs.mkdirSync(path.join(folder, 'lock'))
    const mute = net.createServer(() => {}).listen(path.join(folder, 'lock', '01234567-0123-0123-0123-0123456789ab.sock'))
    await once(mute, 'listening')
    await expect(openDataFolder(folder)).rejects.toThrow('Another Pitcrew (process 0)')
    mute.close()
  })
})

async function contender(folder: string): Promise<ChildProcess> {
  const child = fork(new URL('./testing-contender.ts', import.meta.url), [folder], { execArgv: ['--import', 'tsx'] })
  await once(child, 'message')
  return child
}

async function tell(child: ChildProcess): Promise<{ taken: boolean; sentence?: string }> {
  const answer = once(child, 'message')
  child.send('go')
  return (await answer)[0] as { taken: boolean; sentence?: string }
}

async function killed(child: ChildProcess): Promise<void> {
  const end = once(child, 'exit')
  child.kill('SIGKILL')
  await end
}

describe('a folder that cannot be used is told in one sentence', () => {
  test('a file of that name', async () => {
    const file = path.join(scratchFolder(), 'file')
    fs.writeFileSync(file, '')
    await expect(openDataFolder(file)).rejects.toThrow(
      `The data folder ${file} is not a folder: remove the file of that name, or choose another folder`,
    )
    await expect(openDataFolder(path.join(file, 'below'))).rejects.toThrow('is not a folder')
  })

  test.skipIf(process.getuid?.() === 0)('one that we may not write to', async () => {
    const folder = scratchFolder()
    fs.chmodSync(folder, 0o500)
    await expect(openDataFolder(folder)).rejects.toThrow(`cannot be written by user ${process.getuid?.()}: give it to that user`)
    expect((await checkDataFolder(folder)).ok).toBe(false)
  })

  test.skipIf(!fs.existsSync('/proc/sys'))('one on a file system that takes no files', async () => {
    await expect(openDataFolder('/proc/pitcrew')).rejects.toThrow(/^The data folder \/proc\/pitcrew .*\.$/)
  })
})

test('the folder is made for the owner alone, the ones above it as usual', async () => {
  const above = path.join(scratchFolder(), 'above')
  const opened = await openDataFolder(path.join(above, 'data'))
  expect(fs.statSync(opened.path).mode & 0o777).toBe(0o700)
  expect(fs.statSync(above).mode & 0o777).toBe(0o777 & ~process.umask())
  await opened.close()
})

describe('doctor says how the folder stands', () => {
  test('while nobody and while somebody uses it', async () => {
    const folder = scratchFolder()
    expect(await checkDataFolder(folder)).toMatchObject({ ok: true, sentence: expect.stringContaining('no server uses it now') as string })
    const opened = await openDataFolder(folder)
    expect((await checkDataFolder(folder)).sentence).toContain(`process number ${process.pid} uses it`)
    await opened.close()
  })

  test('before the first start and when it is no folder', async () => {
    const folder = scratchFolder()
    expect(await checkDataFolder(path.join(folder, 'none'))).toMatchObject({ ok: true, mend: null })
    fs.writeFileSync(path.join(folder, 'file'), '')
    expect(await checkDataFolder(path.join(folder, 'file'))).toMatchObject({
      ok: false,
      mend: expect.stringContaining('Remove the file') as string,
    })
  })
})
