/** What `pitcrew doctor` says about the embedded PostgreSQL, without starting it. */
import path from 'node:path'
import { unwell, well, type Finding } from '../../finding.ts'
import { databaseAccount } from './account.ts'
import { findBinaries, POSTGRES_MAJOR } from './binaries.ts'

/** `dataFolder` is an absolute path; it need not exist. May make the account or copy the programs, as a start would. */
export function checkEmbeddedPostgres(dataFolder: string): Finding {
  try {
    const home = path.join(dataFolder, 'postgres')
    const binaries = findBinaries(databaseAccount(home), path.join(home, 'programs'))
    return well(`The embedded PostgreSQL ${POSTGRES_MAJOR} runs on this machine (from ${binaries}).`)
  } catch (error) {
    return unwell((error as Error).message, 'Do what the sentence says, then run doctor again.')
  }
}
