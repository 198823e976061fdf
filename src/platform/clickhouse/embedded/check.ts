/** What `pitcrew doctor` says about the embedded ClickHouse, without starting it. */
import fs from 'node:fs'
import { createRequire } from 'node:module'
import { unwell, well, type Finding } from '../../finding.ts'

const OWN_SERVER = 'Set CLICKHOUSE_URL to a ClickHouse server of your own.'

/** The packaged engine needs glibc or macOS, and on x86 a processor with AVX2: without it the process would die at its first instruction. */
export function checkEmbeddedClickHouse(): Finding {
  if (!['linux', 'darwin'].includes(process.platform))
    return unwell(`The embedded ClickHouse does not run on ${process.platform}.`, OWN_SERVER)
  if (isMusl()) return unwell('The embedded ClickHouse needs glibc, and this system has musl (Alpine).', OWN_SERVER)
  if (lacksAvx2()) return unwell('The embedded ClickHouse needs a processor with AVX2, and this one has none.', OWN_SERVER)
  const library = `@chdb/lib-${process.platform}-${process.arch}${process.platform === 'linux' ? '-gnu' : ''}`
  try {
    const fromChdb = createRequire(createRequire(import.meta.url).resolve('chdb'))
    fromChdb.resolve(library)
  } catch {
    return unwell(`The package ${library} is not installed.`, 'Run npm ci without --omit=optional, or set CLICKHOUSE_URL.')
  }
  return well('The embedded ClickHouse runs on this machine.')
}

function isMusl(): boolean {
  // Looking up every address of the machine would take seconds.
  Object.assign(process.report, { excludeNetwork: true })
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } }
  return process.platform === 'linux' && header.glibcVersionRuntime === undefined
}

function lacksAvx2(): boolean {
  if (process.platform !== 'linux' || process.arch !== 'x64') return false
  return !/^flags\s*:.*\bavx2\b/m.test(fs.readFileSync('/proc/cpuinfo', 'utf8'))
}
