/**
 * Configuration as files. A part says which files of a folder are its own, what applying them would change, and applies them;
 * `pitcrew apply FOLDER` asks all parts in turn. So a folder in a repository describes an installation, part by part.
 */
import type { Caller } from './http/handlers.ts'

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

/** One line of a diff, such as `~ thresholds.cpu.limit: 80 % → 90 %`. */
export interface ConfigurationChange {
  readonly path: string
  readonly what: string
}

export interface ConfigurationComparison {
  readonly faults: readonly ConfigurationFault[]
  /** Empty when the installation is as the files say. */
  readonly changes: readonly ConfigurationChange[]
}

export interface ConfigurationKind {
  readonly name: string
  /** Whether a file is of this kind, by its path below the folder. */
  readonly owns: (path: string) => boolean
  /** Compares all files of this kind together; changes nothing. */
  readonly compare: (files: readonly ConfigurationFile[], caller: Caller) => Promise<ConfigurationComparison>
  /** Called when no file of any kind has a fault. Applying the same files again changes nothing. */
  readonly apply: (files: readonly ConfigurationFile[], caller: Caller) => Promise<void>
}
