/** Every command of `pitcrew`, beside a running server and while none runs: the same result either way. */
import { createPublicKey, verify } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { processesOf } from '#test/support/processes.ts'
import { freePort } from '#test/support/free-port.ts'
import { pitcrew, prepareProgram, startServer, type Ended, type RunningServer, type Settings } from '#test/support/program.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { until } from '#test/support/until.ts'
import { enter, OWNER, script, setUp, signIn, type Visitor } from '#test/support/visitor.ts'

beforeAll(() => prepareProgram())

/** One that was set up, with or without a server that runs on it. */
class Installation {
  readonly folder = path.join(scratchFolder(), 'data')
  owner!: Visitor
  #settings: Settings = { PITCREW_DATA: this.folder }
  #server: RunningServer | undefined

  async begin(): Promise<void> {
    this.#settings = { PITCREW_DATA: this.folder, PORT: String(await freePort()) }
    this.owner = await setUp(await this.start())
  }

  async start(): Promise<RunningServer> {
    return (this.#server ??= await startServer(this.#settings))
  }

  async stop(): Promise<void> {
    await this.#server?.stop()
    this.#server = undefined
    expect(processesOf(this.folder)).toEqual([])
  }

  run(args: readonly string[], input?: string): Promise<Ended> {
    return pitcrew(args, this.#settings, input === undefined ? {} : { input })
  }

  /** The same, when nothing but success will do. */
  async output(args: readonly string[], input?: string): Promise<string> {
    const { code, stdout, stderr } = await this.run(args, input)
    if (code !== 0) throw new Error(`pitcrew ${args.join(' ')} ended with ${code}: ${stderr}${stdout}`)
    return stdout
  }
}

describe.each([
  { how: 'beside a running server', isBeside: true },
  { how: 'while no server runs', isBeside: false },
])('$how', ({ isBeside }) => {
  const installation = new Installation()
  beforeAll(() => installation.begin())

  /** Runs commands as the case says, and leaves a server running for what follows. */
  async function commanding<T>(commands: () => Promise<T>): Promise<{ result: T; server: RunningServer }> {
    if (!isBeside) await installation.stop()
    const result = await commands()
    return { result, server: await installation.start() }
  }

  test('doctor says one sentence for each thing that is right, and exits with 0', async () => {
    const { result } = await commanding(() => installation.run(['doctor']))
    expect(result).toMatchObject({ code: 0, stderr: '' })
    const lines = result.stdout.trimEnd().split('\n')
    expect(lines.filter((line) => !/^✓ [^.]+.*\.$/.test(line))).toEqual([])
    expect(result.stdout).toContain('✓ The settings are right.\n')
    expect(result.stdout).toContain('✓ PostgreSQL answers.\n✓ ClickHouse answers.\n')
    expect(result.stdout).toMatch(isBeside ? /the server with process number \d+ uses it/ : /no server uses it now/)
  })

  test('doctor says what is broken and how it is mended, and exits with 1', async () => {
    const key = path.join(installation.folder, 'master.key')
    const { result } = await commanding(async () => {
      fs.chmodSync(key, 0o640)
      return installation.run(['doctor']).finally(() => fs.chmodSync(key, 0o600))
    })
    expect(result.code).toBe(1)
    expect(result.stdout).toContain(`✗ The master key file ${key} can be read by others (mode 640); run: chmod 600 ${key}`)
    expect(result.stderr).toBe('')
  })

  test('migrate says that the tables are up to date', async () => {
    const { result } = await commanding(() => installation.run(['migrate']))
    expect(result).toEqual({ code: 0, stdout: 'The tables of both stores are up to date.\n', stderr: '' })
  })

  test('seed adds sample data that says so itself, once', async () => {
    const { result, server } = await commanding(async () => [
      await installation.run(['seed', 'small']),
      await installation.run(['seed', 'small']),
    ])
    const [first, second] = result
    expect(first).toMatchObject({ code: 0, stderr: '' })
    expect(first?.stdout).toMatch(/^Added 9 sample applications\. For example:\n {2}http\S+\/applications\/app_\w+\n/)
    expect(second).toEqual({ code: 1, stdout: '', stderr: 'The sample data is there already; one installation takes it once.\n' })
    const { items } = await (await signIn(server)).ask('GET', '/clients?state=all')
    expect(items.map(({ name }: { name: string }) => name)).toHaveLength(3)
    expect(items.filter(({ name }: { name: string }) => !name.includes('(sample)'))).toEqual([])
  })

  test('seed refuses a size that there is not', async () => {
    expect(await installation.run(['seed', 'huge'])).toEqual({
      code: 1,
      stdout: '',
      stderr: 'There is no sample data named "huge"; choose one of small, busy, year.\n',
    })
  })

  test('audit verify says that the chain holds', async () => {
    const { result } = await commanding(() => installation.run(['audit', 'verify']))
    expect(result).toMatchObject({ code: 0, stderr: '' })
    expect(result.stdout).toMatch(/^The chain holds: \d+ events, head [0-9a-f]{64}\.\n$/)
  })

  test('user reset prints a link with which the person chooses a new password, once', async () => {
    const { result, server } = await commanding(() => installation.run(['user', 'reset', OWNER.email]))
    expect(result.code).toBe(0)
    expect(result.stderr).toMatch(/^The link works once, until \S+\.\n$/)
    const token = /^http\S+\/password-reset#(\S+)\n$/.exec(result.stdout)?.[1]
    const password = `another grey boat at anchor`
    const owner = await enter(server, '/password-reset', { token, password })
    expect((await owner.ask('GET', '/me')).email).toBe(OWNER.email)
    await expect(signIn(server)).rejects.toThrow('no session: 401')
    await expect(enter(server, '/password-reset', { token, password })).rejects.toThrow('identity.link_spent')
    const again = await installation.run(['user', 'reset', OWNER.email])
    await enter(server, '/password-reset', { token: again.stdout.trim().split('#')[1], password: OWNER.password })
    installation.owner = await signIn(server)
  })

  test('user reset knows nobody else', async () => {
    const { code, stderr } = await installation.run(['user', 'reset', 'nobody@example.org'])
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'Nobody has this e-mail address.\n' })
  })

  test('an API key acts with its scopes until it is revoked or has expired', async () => {
    const make = (name: string) =>
      installation.output(['api-key', OWNER.email, '--name', name, '--scopes', 'catalog.clients.read', '--days', '2'])
    const { result, server } = await commanding(async () => [await make('To revoke'), await make('To expire')])
    const [revoked, expired] = result.map((secret) => script(server, secret.trim()))
    if (revoked === undefined || expired === undefined) throw new Error('two keys were made')
    expect((await revoked.send('GET', '/clients')).status).toBe(200)
    expect((await expired.send('GET', '/clients')).status).toBe(200)
    expect(await revoked.send('POST', '/clients', { body: { name: 'Beyond its scopes' } })).toMatchObject({
      status: 403,
      json: { code: 'common.forbidden' },
    })

    const { items } = await installation.owner.ask('GET', '/api-keys')
    const { id } = items.find((key: { name: string }) => key.name === 'To revoke')
    await installation.owner.ask('DELETE', `/api-keys/${id}`)
    await until(async () => (await revoked.send('GET', '/clients')).status === 401, { what: 'the end of a revoked key' })

    const { result: changed, server: later } = await commanding(() =>
      installation.output(
        ['console', '--write'],
        "await sql`update api_key set expires_at = now() - interval '1 minute' where name = 'To expire' returning name`\n",
      ),
    )
    expect(changed).toContain("[ { name: 'To expire' } ]")
    await until(async () => (await script(later, result[1]?.trim() ?? '').send('GET', '/clients')).status === 401, {
      what: 'the end of an expired key',
    })
  })

  test('an API key carries no more than its person may do', async () => {
    const { code, stderr } = await installation.run([
      'api-key',
      OWNER.email,
      '--name',
      'Too much',
      '--scopes',
      'catalog.clients.read,moon.walk',
    ])
    expect(code).toBe(1)
    expect(stderr).toBe('A key carries only permissions that you hold.\n  body.scopes.1: is not a permission that you hold: moon.walk\n')
  })

  test('the console shows rows of both stores and changes nothing unless it was told to', async () => {
    const reading = ['await sql`select name from organisation`', "await measured('select 40 + 2 as answer')"]
    const changing = ["await sql`update organisation set name = 'Changed' returning name`", "await measured('drop table fact')"]
    const { result } = await commanding(async () => ({
      reads: await installation.output(['console'], `${[...reading, ...changing].join('\n')}\n`),
      writes: await installation.output(['console', '--write'], `${changing[0]}\n`),
    }))
    expect(result.reads).toContain("[ { name: 'Northwind Support' } ]")
    expect(result.reads).toContain('[ { answer: 42 } ]')
    expect(result.reads.match(/This prompt only reads; leave it and start it again with --write\./g)).toHaveLength(2)
    expect(result.writes).toContain("[ { name: 'Changed' } ]")
  })
})

test('audit checkpoints prints the signed ends of the log, which openssl or a script can check', async () => {
  const installation = new Installation()
  await installation.begin()
  await installation.stop()
  // Together more than the 1,000 events that go without a signature.
  expect(await installation.output(['seed', 'busy'])).toContain('Added 72 sample applications.')
  await installation.start()
  for (let n = 0; n < 200; n++) await installation.owner.ask('POST', '/clients', { body: { name: `Client ${n}` } })
  const print = () => installation.output(['audit', 'checkpoints'])
  const printed = await until(async () => (await print()) || undefined, { what: 'the first checkpoint' })
  await installation.stop()
  expect(await print()).toBe(printed)
  for (const line of printed.trimEnd().split('\n')) expect(isGenuine(JSON.parse(line) as Checkpoint)).toBe(true)
})

interface Checkpoint {
  readonly seq: number
  readonly hash: string
  readonly at: string
  readonly signature: string
  readonly publicKey: string
}

/** Without anything of Pitcrew: canonical JSON of the three fields under a domain tag, Ed25519. */
function isGenuine({ seq, hash, at, signature, publicKey }: Checkpoint): boolean {
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
  return verify(null, Buffer.from(`pitcrew.checkpoint.v1\n${JSON.stringify({ at, hash, seq })}`), key, Buffer.from(signature, 'base64'))
}
