/** A ClickHouse for tests and tools: PITCREW_TEST_CLICKHOUSE_URL when given, otherwise an embedded one that dies with the run. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedClickHouse } from '#platform/clickhouse/embedded/embedded.ts'
import type { ClickHouseAddress } from '#platform/clickhouse/open.ts'
import { testLogger } from './quiet.ts'

export interface ScratchClickHouse {
  readonly address: ClickHouseAddress
  /** Of an embedded one; empty for one that was given. */
  processIds(): readonly number[]
  stop(): Promise<void>
}

export async function startScratchClickHouse(): Promise<ScratchClickHouse> {
  const url = process.env['PITCREW_TEST_CLICKHOUSE_URL']
  if (url) return { address: { url }, processIds: () => [], stop: async () => undefined }
  const dataFolder = mkdtempSync(join(tmpdir(), 'pitcrew-clickhouse-'))
  const embedded = await startEmbeddedClickHouse({ dataFolder, logger: testLogger })
  return {
    address: { socketPath: embedded.socketPath },
    processIds: () => embedded.processIds(),
    stop: async () => {
      await embedded.stop()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}
