/** How a setting is declared. */
import { z } from 'zod'

/** A value that the whole installation shares. It must be valid for its schema after every update of the program, or its default counts. */
export interface SettingKind<T = unknown> {
  /** `<area>.<name>`, stable for ever. */
  readonly key: string
  readonly title: string
  /** What it does, one sentence. */
  readonly sentence: string
  readonly schema: z.ZodType<T>
  readonly default: T
  /** Whoever knows it could act with it, such as an address that is called: events say only that it changed. */
  readonly isSecret?: boolean
}

/** Declares a setting; its part hands it to `settingsOf(platform).declare`. */
export const defineSetting = <T>(declared: SettingKind<T>): SettingKind<T> => declared

export const verifyEveryHours = defineSetting({
  key: 'audit.verify_every_hours',
  title: 'Verify the audit trail every … hours',
  sentence: 'How often Pitcrew walks the whole log by itself to prove that nobody changed it.',
  schema: z.number().int().min(1).max(168),
  default: 24,
})

export const diskWarningPercent = defineSetting({
  key: 'health.disk_warning_percent',
  title: 'Warn when the disk has less than … % free',
  sentence: 'The free part of the disk under the data folder below which the health page and pitcrew doctor warn.',
  schema: z.number().int().min(1).max(50),
  default: 10,
})

/** Settings of the installation itself. */
export const operationSettings: readonly SettingKind[] = [verifyEveryHours, diskWarningPercent]
