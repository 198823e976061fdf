/** A PostgreSQL server for tests and tools: PITCREW_TEST_DATABASE_URL when given, otherwise an embedded one that dies with the run. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '#platform/pg/embedded/embedded.ts'
import type { Server } from './database-server.ts'
import { testLogger } from './quiet.ts'

export interface ScratchPostgres {
  readonly server: Server
  /** Of an embedded server; empty for one that was given. */
  processIds(): readonly number[]
  stop(): Promise<void>
}

// Nothing has to outlive a power cut; a measurement says `durable`.
const FAST = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }

export async function startScratchPostgres({ durable = false }: { readonly durable?: boolean } = {}): Promise<ScratchPostgres> {
  const url = process.env['PITCREW_TEST_DATABASE_URL']
  if (url) return { server: url, processIds: () => [], stop: async () => undefined }
  const dataFolder = mkdtempSync(join(tmpdir(), 'pitcrew-postgres-'))
  const settings = { ...(durable ? {} : FAST), max_connections: '200' }
  const embedded = await startEmbeddedPostgres({ dataFolder, logger: testLogger, settings })
  return {
    server: embedded.connection,
    processIds: () => embedded.processIds(),
    stop: async () => {
      await embedded.stop()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}
