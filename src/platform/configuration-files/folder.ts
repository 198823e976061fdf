/**
 * A folder of configuration files and an installation: what applying would change, applying all of it or nothing, and the way back.
 * All kinds share one transaction, so that a rule may name a check that another file of the folder brings, and a difference is found by
 * making it and taking it back: what is shown is what would happen, every refusal of an action included.
 */
import type { Caller } from '../http/handlers.ts'
import type { Tx, Work } from '../work.ts'
import type { ConfigurationFault, ConfigurationFile, ConfigurationKind, ConfigurationOutcome, WrittenConfiguration } from './kinds.ts'
import { joinOutcomes, joinWritten } from './steps.ts'

/** In the order in which kinds stand on each other. */
export interface Applying {
  readonly work: Pick<Work, 'run'>
  readonly kinds: readonly ConfigurationKind[]
  readonly caller: Caller
}

/** What applying would meet and change; nothing is kept. */
export function compareFiles(applying: Applying, files: readonly ConfigurationFile[]): Promise<ConfigurationOutcome> {
  return run(applying, files, () => false)
}

/** Keeps everything when no file has a fault and the difference is still the one that `expected` shows; otherwise nothing. */
export async function applyFiles(
  applying: Applying,
  files: readonly ConfigurationFile[],
  expected: ConfigurationOutcome,
): Promise<'applied' | 'something_else_changed'> {
  const isExpected = (outcome: ConfigurationOutcome) =>
    outcome.faults.length === 0 && JSON.stringify(outcome.changes) === JSON.stringify(expected.changes)
  return isExpected(await run(applying, files, isExpected)) ? 'applied' : 'something_else_changed'
}

/** Thrown to take everything back. */
class TakenBack extends Error {
  readonly outcome: ConfigurationOutcome

  constructor(outcome: ConfigurationOutcome) {
    super('the transaction of a comparison is rolled back')
    this.outcome = outcome
  }
}

async function run(
  { work, kinds, caller }: Applying,
  files: readonly ConfigurationFile[],
  isKept: (outcome: ConfigurationOutcome) => boolean,
): Promise<ConfigurationOutcome> {
  try {
    return await work.run(async (tx) => {
      const outcome = await applyAll(tx, { kinds, caller }, files)
      if (!isKept(outcome)) throw new TakenBack(outcome)
      return outcome
    })
  } catch (error) {
    if (error instanceof TakenBack) return error.outcome
    throw error
  }
}

async function applyAll(
  tx: Tx,
  { kinds, caller }: Pick<Applying, 'kinds' | 'caller'>,
  files: readonly ConfigurationFile[],
): Promise<ConfigurationOutcome> {
  const outcomes: ConfigurationOutcome[] = []
  for (const kind of kinds) {
    const own = files.filter(({ path }) => kind.owns(path))
    if (own.length > 0) outcomes.push(await kind.apply(tx, own, caller))
  }
  const { faults, changes } = joinOutcomes(outcomes)
  return { faults: faults.toSorted(byPlace), changes }
}

function byPlace(one: ConfigurationFault, other: ConfigurationFault): number {
  return one.path === other.path ? (one.line ?? 0) - (other.line ?? 0) : one.path < other.path ? -1 : 1
}

/** Everything that files can tell, by path. */
export async function writeFiles({
  work,
  kinds,
  caller,
}: Omit<Applying, 'work'> & { readonly work: Pick<Work, 'read'> }): Promise<WrittenConfiguration> {
  const written: WrittenConfiguration[] = []
  for (const kind of kinds) written.push(await work.read((tx) => kind.write(tx, caller)))
  const { files, left } = joinWritten(written)
  return { files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)), left }
}
