/** What can be done with the records that are chosen; it floats under the list while there are any. */
import { Check, RotateCcw, Trash2, UserRound, X } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button, IconButton } from '#design/button/button.tsx'
import { Menu } from '#design/overlay/menu.tsx'
import { BATCH_MAX } from '../../domain/bounds.ts'
import type { ListChange, ListedKind, ListedRecord } from './kind.ts'
import type { Wanted } from './use-changes.ts'
import styles from './list.module.css'

export interface BulkBarProps {
  readonly kind: Pick<ListedKind, 'closing' | 'priorities' | 'names'>
  readonly rows: readonly ListedRecord[]
  readonly why: string | null
  readonly pending: boolean
  readonly onRun: (wanted: Wanted) => void
  readonly onAssign: () => void
  readonly onLeave: () => void
}

export function BulkBar({ kind, rows, why, pending, onRun, onAssign, onLeave }: BulkBarProps) {
  const tooMany = rows.length > BATCH_MAX ? i18n.t('At most {max} at once.', { max: BATCH_MAX }) : null
  const reason = why ?? tooMany
  const run = (change: ListChange, words: Wanted['words']) => onRun({ items: rows.map(({ id }) => ({ id, change })), words })
  const allClosed = rows.every(({ state }) => state === kind.closing.closed)
  return (
    <div role="toolbar" aria-label={i18n.t('Chosen')} className={styles['bar']}>
      <span className={styles['chosen']}>{i18n.t('{count, plural, one {# chosen} other {# chosen}}', { count: rows.length })}</span>
      {allClosed ? (
        <Button
          icon={<RotateCcw aria-hidden />}
          why={reason}
          pending={pending}
          onClick={() => run({ state: kind.closing.open }, reopened)}
          shortcut="E"
        >
          {i18n.t('Reopen')}
        </Button>
      ) : (
        <Button
          kind="primary"
          icon={<Check aria-hidden />}
          why={reason}
          pending={pending}
          onClick={() => run({ state: kind.closing.closed }, kind.closing.done)}
          shortcut="E"
        >
          {kind.closing.verb}
        </Button>
      )}
      <Button icon={<UserRound aria-hidden />} why={reason} onClick={onAssign} shortcut="A">
        {i18n.t('Assign')}
      </Button>
      {kind.priorities.length > 0 ? (
        <Menu
          label={kind.names?.priority ?? i18n.t('Priority')}
          commands={kind.priorities.map(({ value, label }) => ({
            id: value,
            label,
            why: reason,
            run: () =>
              run({ priority: Number(value) }, (count) =>
                i18n.t('{count, plural, one {# has} other {# have}} the priority {label} now.', { count, label }),
              ),
          }))}
        >
          <button type="button" className={styles['menu']}>
            {kind.names?.priority ?? i18n.t('Priority')}
          </button>
        </Menu>
      ) : null}
      <Button icon={<Trash2 aria-hidden />} why={reason} onClick={() => run({ deleted: true }, deleted)}>
        {i18n.t('Delete')}
      </Button>
      <IconButton plain label={i18n.t('Choose none')} icon={<X aria-hidden />} onClick={onLeave} />
    </div>
  )
}

const reopened = (count: number): string => i18n.t('{count, plural, one {# is open again.} other {# are open again.}}', { count })
const deleted = (count: number): string => i18n.t('{count, plural, one {# was deleted.} other {# were deleted.}}', { count })
