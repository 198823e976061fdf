/**
 * Entry of the child process that holds the engine. It is a process of its own because the engine shares nothing well: a crash
 * in it, its memory and its threads must not be the server's. Started by `child-process.ts` with one argument, ChildOptions as
 * JSON; says `ready` over IPC once it answers.
 */
import fs from 'node:fs'
import type { Server } from 'node:http'
import { connectionSettings } from './settings.ts'
import { Engine } from './engine.ts'
import { createHttpServer } from './http.ts'
import { Spool } from './spool.ts'
import type { ChildOptions } from './child-process.ts'

/** A statement that does not end when told has this long; killing the process loses nothing that was acknowledged. */
const STOP_TIMEOUT_MS = 3_000

async function main(options: ChildOptions): Promise<void> {
  let engine: Engine | undefined
  let server: Server | undefined
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    // A plain exit would wait for the running statement.
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), STOP_TIMEOUT_MS)
    server?.close()
    server?.closeAllConnections()
    void (engine?.close() ?? Promise.resolve()).then(() => process.exit(0))
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop)
  process.on('disconnect', stop) // Our parent has died.

  // Paths are relative to the working folder, so that no sign in the data folder's path can mean anything to the engine.
  const spool = new Spool('spool')
  const settings = connectionSettings(options.memoryBytes)
  engine = await Engine.open({ folder: 'engine', configFile: 'config.xml', connections: options.connections, settings })
  server = createHttpServer(engine, spool)
  fs.rmSync(options.socketPath, { force: true })
  server.listen(options.socketPath, () => {
    fs.chmodSync(options.socketPath, 0o600)
    process.send?.('ready')
    if (!process.connected) stop()
  })
}

main(JSON.parse(process.argv[2] ?? '') as ChildOptions).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
})
