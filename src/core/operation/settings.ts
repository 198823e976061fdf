/** The settings of the program: what parts declare, and the values that somebody chose. */
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { operationSettings, type SettingKind } from './contract/setting.ts'
import { findSettings, type SettingRow } from './store/settings.ts'

/** A setting with its value. */
export interface SettingState {
  readonly kind: SettingKind
  readonly value: unknown
  readonly source: 'default' | 'set'
  readonly version: number
  readonly changedAt: SettingRow['changedAt'] | null
}

export class Settings {
  readonly #kinds = new Map<string, SettingKind>(operationSettings.map((kind) => [kind.key, kind]))

  /** Called by the parts that bring settings of their own, while the program is put together. */
  declare(kinds: readonly SettingKind[]): void {
    for (const kind of kinds) this.#kinds.set(kind.key, kind)
  }

  kind(key: string): SettingKind | undefined {
    return this.#kinds.get(key)
  }

  /** All of them, by key. */
  async all(tx: Tx): Promise<readonly SettingState[]> {
    const kinds = [...this.#kinds.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1))
    const rows = await findSettings(
      tx,
      kinds.map(({ key }) => key),
    )
    return kinds.map((kind) =>
      stateOf(
        kind,
        rows.find(({ key }) => key === kind.key),
      ),
    )
  }

  async state(tx: Tx, kind: SettingKind): Promise<SettingState> {
    const [row] = await findSettings(tx, [kind.key])
    return stateOf(kind, row)
  }

  /** What counts now: the chosen value, or the default. */
  async value<T>(tx: Tx, kind: SettingKind<T>): Promise<T> {
    const { value } = await this.state(tx, kind)
    return value as T
  }
}

/** A stored value that no longer fits, after an update that narrowed the schema, gives way to the default. */
function stateOf(kind: SettingKind, row: SettingRow | undefined): SettingState {
  const version = row?.version ?? 0
  const changedAt = row?.changedAt ?? null
  const parsed = row === undefined || row.value === null ? undefined : kind.schema.safeParse(row.value)
  if (!parsed?.success) return { kind, value: kind.default, source: 'default', version, changedAt }
  return { kind, value: parsed.data, source: 'set', version, changedAt }
}

const opened = new WeakMap<object, Settings>()

/** The one `Settings` of a platform; opened when first asked for. */
export function settingsOf({ log }: Pick<Platform, 'log'>): Settings {
  const known = opened.get(log)
  if (known) return known
  const settings = new Settings()
  opened.set(log, settings)
  return settings
}
