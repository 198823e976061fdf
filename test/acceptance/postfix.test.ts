/**
 * Debian's postfix as the relay: what it takes is signed as DNS says, and killing it in the middle loses nothing. It runs from its own
 * folder with its own configuration, so that nothing of the machine's is touched; it wants to begin as root.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MINUTE_MS } from '#kit/time.ts'
import { CONNECTIONS_MAX } from '#platform/mail/relays.ts'
import { aMail, relayAt, takenOf, useRelay, type Taken } from '#platform/mail/testing.ts'
import { testMail, verifiesDkim } from '#test/support/mail-queue.ts'
import { freePort } from '#test/support/free-port.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { until } from '#test/support/until.ts'
import { findDebianProgram } from '../../tools/debian.mjs'

const isRoot = process.getuid?.() === 0
const also = ['libnsl2', 'libtirpc3', 'libdb5.3', 'libicu72', 'libsasl2-2']
const postfix = isRoot ? findDebianProgram('postfix', { program: 'usr/sbin/postfix', also }) : { missing: 'it must begin as root' }
const MESSAGES = 120

describe.skipIf(postfix.path === undefined)(`Debian's postfix${postfix.missing ? ` (${postfix.missing})` : ''}`, async () => {
  const folder = scratchFolder()
  const { work, clock, mail, send, read } = await testMail()
  let port = 0
  let master: ChildProcess | undefined

  const starts = () => said(folder).split('daemon started').length
  const start = async () => {
    const before = starts()
    master = startPostfix(folder)
    await until(() => starts() > before, { what: 'the start of postfix' })
  }
  beforeAll(async () => {
    port = await freePort()
    prepare(folder, port)
    await start()
    await useRelay({ work, mail }, relayAt({ port }, { signs: true }))
  })
  afterAll(() => kill(master))

  const inbox = () => messagesIn(path.join(folder, 'mail/inbox/new'))
  const idsOf = (taken: readonly Taken[]) => taken.map((one) => one.header('Message-ID'))

  test('receives a mail whole, with a signature that fits what DNS says', async () => {
    const id = await send(aMail({ subject: 'Größe geändert', text: 'Der Laden ist zurück.\n.\nEin Punkt allein steht darüber.' }))
    await mail.now()
    expect(await read(id)).toMatchObject({ state: 'handed_over', answer: expect.stringMatching(/^250 2\.0\.0 Ok: queued as /) })
    await until(() => inbox().length === 1)
    const [taken] = inbox()
    const dkim = (await work.read((tx) => mail.relay(tx)))?.dkim
    expect(taken?.header('Message-ID')).toBe((await read(id)).messageId)
    expect(taken?.header('Return-Path')).toBe('<support@northwind.example>')
    expect(verifiesDkim({ raw: taken?.raw ?? '' }, dkim?.recordValue ?? '')).toBe(true)
    expect(verifiesDkim({ raw: taken?.raw.replace('zur=C3=BCck', 'weg') ?? '' }, dkim?.recordValue ?? '')).toBe(false)
  })

  test(
    'killed in the middle twice, loses no message and gets at most those anew that it was just taking',
    { timeout: 600_000 },
    async () => {
      const begun = () => said(folder).split('message-id=').length
      const first = begun()
      const ids: string[] = []
      for (let at = 0; at < MESSAGES; at++) ids.push(await send())
      for (const killAfter of [30, 80]) {
        const sending = mail.now()
        await until(() => begun() - first >= killAfter, { withinMs: 60_000 })
        await kill(master)
        await sending
        expect((await work.read((tx) => mail.standing(tx))).waiting).toBeGreaterThan(0)
        await start()
        clock.advance(MINUTE_MS)
      }
      const isDone = async () => {
        await mail.now()
        clock.advance(MINUTE_MS)
        return (await work.read((tx) => mail.standing(tx))).waiting === 0
      }
      await until(isDone, { withinMs: 60_000 })
      const messages = await Promise.all(ids.map(read))
      const wanted = new Set(messages.map(({ messageId }) => messageId))
      await until(() => [...wanted].every((id) => idsOf(inbox()).includes(id)), { withinMs: 60_000 })
      expect(new Set(messages.map(({ state }) => state))).toEqual(new Set(['handed_over']))
      // Postfix writes a file again when it dies before it has noted the delivery; what it was given twice it knows by two names.
      const taken = inbox().filter((one) => wanted.has(one.header('Message-ID') ?? ''))
      const given = new Set(taken.map((one) => / id ([0-9A-F]+)/.exec(one.header('Received') ?? '')?.[1]))
      expect(given.size - MESSAGES).toBeGreaterThanOrEqual(0)
      expect(given.size - MESSAGES).toBeLessThanOrEqual(2 * CONNECTIONS_MAX)
    },
  )
})

/** Of a Maildir, as they were on the wire. */
function messagesIn(maildir: string): readonly Taken[] {
  const names = fs.existsSync(maildir) ? fs.readdirSync(maildir) : []
  return names.map((name) => takenOf('', [], fs.readFileSync(path.join(maildir, name), 'utf8').replaceAll('\n', '\r\n')))
}

// Accounts and a group that every Linux has; postfix wants them to be different and not shared.
const [OWNER, GROUP, NOBODY] = ['daemon', 'games', 'nobody']
const SPOOL = ['active', 'bounce', 'corrupt', 'defer', 'deferred', 'flush', 'hold', 'incoming', 'private', 'saved', 'trace']

const SERVICES = (port: number) => `127.0.0.1:${port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
virtual unix - n n - - virtual
error unix - - n - - error
retry unix - - n - - error
proxymap unix - - n - - proxymap
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
`

function settings(folder: string): string {
  const { nobody, nogroup } = { nobody: idIn('/etc/passwd', NOBODY), nogroup: idIn('/etc/group', 'nogroup') }
  return `compatibility_level = 3.6
queue_directory = ${folder}/spool
data_directory = ${folder}/data
command_directory = ${path.dirname(postfix.path ?? '')}
daemon_directory = ${daemons()}
shlib_directory = no
meta_directory = ${folder}/etc
mail_owner = ${OWNER}
setgid_group = ${GROUP}
default_privs = ${NOBODY}
myhostname = mx.alder.example
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
alias_database =
local_recipient_maps =
smtpd_relay_restrictions = permit_mynetworks, reject
virtual_mailbox_domains = alder.example
virtual_mailbox_base = ${folder}/mail
virtual_mailbox_maps = static:inbox/
virtual_uid_maps = static:${nobody}
virtual_gid_maps = static:${nogroup}
virtual_minimum_uid = 1
maillog_file = ${folder}/mail.log
maillog_file_prefixes = ${folder}
import_environment = MAIL_CONFIG MAIL_LOGTAG LD_LIBRARY_PATH
`
}

const daemons = (): string => path.join(postfix.folder ?? '/', 'usr/lib/postfix/sbin')

function idIn(file: string, name: string): number {
  return Number(new RegExp(`^${name}:[^:]*:(\\d+)`, 'm').exec(fs.readFileSync(file, 'utf8'))?.[1])
}

/** What Debian's installation would make below /etc and /var, in this folder. */
function prepare(folder: string, port: number): void {
  const [owner, group] = [idIn('/etc/passwd', OWNER), idIn('/etc/group', GROUP)]
  const make = (
    name: string,
    { mode, uid = 0, gid = 0 }: { readonly mode: number; readonly uid?: number; readonly gid?: number },
  ): void => {
    const at = path.join(folder, name)
    fs.mkdirSync(at, { recursive: true })
    fs.chownSync(at, uid, gid)
    fs.chmodSync(at, mode)
  }
  fs.chmodSync(folder, 0o755)
  for (const name of ['etc', 'spool', 'spool/pid']) make(name, { mode: 0o755 })
  for (const name of SPOOL) make(`spool/${name}`, { mode: 0o700, uid: owner })
  make('spool/maildrop', { mode: 0o1730, uid: owner, gid: group })
  make('spool/public', { mode: 0o2710, uid: owner, gid: group })
  make('data', { mode: 0o700, uid: owner })
  make('mail', { mode: 0o700, uid: idIn('/etc/passwd', NOBODY) })
  fs.writeFileSync(path.join(folder, 'etc/main.cf'), settings(folder))
  fs.writeFileSync(path.join(folder, 'etc/master.cf'), SERVICES(port))
}

/** In the foreground, with its services in a process group of their own. */
function startPostfix(folder: string): ChildProcess {
  const libraries = postfix.folder
    ? ['usr/lib/postfix', 'usr/lib/x86_64-linux-gnu'].map((one) => path.join(postfix.folder ?? '', one)).join(':')
    : ''
  return spawn(path.join(daemons(), 'master'), ['-c', path.join(folder, 'etc'), '-d'], {
    detached: true,
    env: {
      PATH: process.env['PATH'],
      MAIL_CONFIG: path.join(folder, 'etc'),
      MAIL_LOGTAG: 'postfix',
      ...(libraries ? { LD_LIBRARY_PATH: libraries } : {}),
    },
    // What is wrong before it can log goes to the output of the tests.
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

/** Its log. */
function said(folder: string): string {
  const file = path.join(folder, 'mail.log')
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : ''
}

/** As a power cut would: the whole group at once. */
async function kill(master: ChildProcess | undefined): Promise<void> {
  if (master?.pid === undefined || master.exitCode !== null || master.signalCode !== null) return
  const gone = once(master, 'exit')
  process.kill(-master.pid, 'SIGKILL')
  await gone
}
