/**
 * One server per data folder. A listening unix socket is a lock that a killed process cannot leave behind: the kernel closes it,
 * and whoever connects learns that nobody is there.
 *
 * Every process that wants the folder puts a socket of its own, under a name that is never used twice, into `lock/`. Then it
 * asks all others it finds there. One that answers "owner" wins. Among those that ask at the same time the smallest name wins. A
 * socket that nobody listens on is removed, which is safe because its name cannot come back; with a single shared name, one
 * process could remove the lock that another has just taken. A process becomes owner in the same turn of the event loop in which
 * a last look finds nobody new, so whoever comes later hears "owner".
 */
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { uuidv7 } from 'uuidv7'
import { socketFolder, socketFolderPath } from '../socket-path.ts'

/** Held until released or until the process ends. */
export interface FolderLock {
  release(): Promise<void>
}

/** What a living process in the folder says about itself. */
interface Answer {
  readonly state: 'contender' | 'owner'
  readonly pid: number
}

/** A process that is stopped by a debugger does not answer, but holds the folder. */
const ANSWER_TIMEOUT_MS = 2_000
/** `<uuid>.sock`, with room for its name while it is made. */
const NAME_LENGTH = '.01234567-0123-0123-0123-0123456789ab.sock'.length

/** Takes the folder, or returns the number of the process that has it (0 when it does not tell). `folder` is absolute, without links. */
export async function lockFolder(folder: string): Promise<FolderLock | { readonly heldBy: number }> {
  const sockets = socketFolder(...whereabouts(folder))
  const own = await Contender.enter(sockets)
  const judged = new Set([own.name])
  for (;;) {
    const unknown = others(sockets, judged)
    if (unknown.length === 0) return own.becomeOwner()
    for (const name of unknown) {
      judged.add(name)
      const answer = await ask(path.join(sockets, name))
      if (answer === undefined) fs.rmSync(path.join(sockets, name), { force: true })
      else if (answer.state === 'owner' || name < own.name) return own.release().then(() => ({ heldBy: answer.pid }))
    }
  }
}

/** Number of the process that has the folder; undefined when nobody has it. */
export async function lockHolder(folder: string): Promise<number | undefined> {
  const sockets = socketFolderPath(...whereabouts(folder))
  if (!fs.existsSync(sockets)) return undefined
  const answers = await Promise.all(others(sockets, new Set()).map((name) => ask(path.join(sockets, name))))
  return answers.find((answer) => answer?.state === 'owner')?.pid
}

function whereabouts(folder: string): [wanted: string, longestName: string] {
  return [path.join(folder, 'lock'), 'x'.repeat(NAME_LENGTH)]
}

function others(sockets: string, known: ReadonlySet<string>): string[] {
  return fs.readdirSync(sockets).filter((name) => name.endsWith('.sock') && !name.startsWith('.') && !known.has(name))
}

class Contender implements FolderLock {
  readonly name = `${uuidv7()}.sock`
  readonly #file: string
  readonly #server: net.Server
  #state: Answer['state'] = 'contender'

  private constructor(sockets: string) {
    this.#file = path.join(sockets, this.name)
    this.#server = net.createServer((socket) => {
      socket.on('error', () => {}) // Who asked has gone without waiting for the answer.
      socket.end(`${this.#state} ${process.pid}\n`)
    })
  }

  static async enter(sockets: string): Promise<Contender> {
    const contender = new Contender(sockets)
    // Seen by others only once it listens: between bind and listen it would look like one that nobody holds.
    const unseen = path.join(sockets, `.${contender.name}`)
    await new Promise<void>((resolve, reject) => {
      contender.#server.once('error', reject)
      contender.#server.listen(unseen, resolve)
    })
    fs.renameSync(unseen, contender.#file)
    contender.#server.unref()
    return contender
  }

  becomeOwner(): FolderLock {
    this.#state = 'owner'
    return this
  }

  async release(): Promise<void> {
    fs.rmSync(this.#file, { force: true })
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }
}

/** Undefined when nobody listens there any more. */
async function ask(file: string): Promise<Answer | undefined> {
  const deadlineMs = performance.now() + ANSWER_TIMEOUT_MS
  for (;;) {
    const heard = await listen(file)
    if (heard === 'nobody') return undefined
    if (heard !== 'broken off') return heard
    // It is just ending, or does not answer at all.
    if (performance.now() > deadlineMs) return { state: 'owner', pid: 0 }
    await sleep(5)
  }
}

async function listen(file: string): Promise<Answer | 'nobody' | 'broken off'> {
  const socket = net.connect(file)
  socket.setTimeout(ANSWER_TIMEOUT_MS, () => socket.destroy(new Error('no answer')))
  try {
    const [state, pid] = (await text(socket)).trim().split(' ')
    return state === 'owner' || state === 'contender' ? { state, pid: Number(pid) } : 'broken off'
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ECONNREFUSED' || code === 'ENOENT' ? 'nobody' : 'broken off'
  }
}
