/**
 * Configuration as files. A part says which files of a folder are its own, makes an installation what they say, and writes it as such
 * files again; `pitcrew apply FOLDER` asks all parts in turn. So a folder in a repository describes an installation, part by part.
 *
 * Files of a plan are the plan. Things of which one file tells several, such as checks, are managed by the file that names them: what it
 * no longer names is removed, and what people made in the console stays untouched until a file names it.
 */
import type { Caller } from '../http/handlers.ts'
import type { Tx } from '../work.ts'

export interface ConfigurationFile {
  /** Below the folder, with slashes: `plan/clients/acme.yaml`. */
  readonly path: string
  readonly text: string
}

export interface ConfigurationFault {
  readonly path: string
  /** From 1; null for the file as a whole. */
  readonly line: number | null
  /** What is wrong and what to do, in whole sentences. */
  readonly message: string
}

/**
 * One line of a difference: `+` for what is added, `~ field: old → new` for what is changed, `-` for what is removed, `=` for what stays
 * as it is and is managed by the file from now on.
 */
export interface ConfigurationChange {
  readonly path: string
  readonly what: string
}

export interface ConfigurationOutcome {
  readonly faults: readonly ConfigurationFault[]
  /** Empty when the installation is as the files say. */
  readonly changes: readonly ConfigurationChange[]
}

/** What a part holds, as files. */
export interface WrittenConfiguration {
  readonly files: readonly ConfigurationFile[]
  /** What no file can tell, each with why and what to do, in whole sentences. */
  readonly left: readonly string[]
}

export interface ConfigurationKind {
  readonly name: string
  /** Whether a file is of this kind, by its path below the folder. */
  readonly owns: (path: string) => boolean
  /**
   * Makes all files of this kind true together, in the caller's transaction and through the part's own actions; whoever calls rolls it
   * back when any file of any kind has a fault. Doing it again changes nothing.
   */
  readonly apply: (tx: Tx, files: readonly ConfigurationFile[], caller: Caller) => Promise<ConfigurationOutcome>
  /** What is there as files, so that applying them changes no value. Only what the caller may read. */
  readonly write: (tx: Tx, caller: Caller) => Promise<WrittenConfiguration>
}
