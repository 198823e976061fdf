/** What there is to do at a database, with what it would win. */
import { ListChecks } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { EmptyState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import type { WholeDatabase } from './client.ts'
import { SqlText } from './sql-text.tsx'
import { todoWords } from './todo-words.ts'
import styles from './databases.module.css'

export function TodoCard({ database }: { readonly database: WholeDatabase }) {
  if (database.readAt === null) return null
  return (
    <Card title={i18n.t('To do')} note={i18n.t('Found by rules that the handbook names; nothing is changed by itself.')}>
      {database.todo.length === 0 ? (
        <EmptyState compact icon={<ListChecks aria-hidden />} title={i18n.t('Nothing to do.')} />
      ) : (
        <ul className={styles['todo']}>
          {database.todo.map((todo) => {
            const { title, what, wins } = todoWords(todo)
            return (
              <li key={`${todo.kind} ${todo.subject}`} className={styles['entry']}>
                <h3 className={styles['entryTitle']}>{title}</h3>
                <p>{what}</p>
                <p className={styles['quiet']}>
                  {wins} {i18n.t('Seen first:')} <RelativeTime at={todo.since} />
                </p>
                {todo.fix ? <SqlText label={title} text={todo.fix} /> : null}
              </li>
            )
          })}
        </ul>
      )}
    </Card>
  )
}
