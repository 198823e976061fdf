/** A titled block of a page. `flush` lets lists and tables reach its edges. */
import { type ReactNode, useId } from 'react'
import { cx } from '../class-names.ts'
import styles from './card.module.css'

export interface CardProps {
  readonly title: string
  /** One quiet sentence: what this is, or where its figures come from. */
  readonly note?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
  readonly flush?: boolean
}

export function Card({ title, note, actions, children, flush }: CardProps) {
  const id = useId()
  return (
    <section className={styles['card']} aria-labelledby={id}>
      <header className={styles['head']}>
        <div className={styles['words']}>
          <h2 id={id} className={styles['title']}>
            {title}
          </h2>
          {note ? <p className={styles['note']}>{note}</p> : null}
        </div>
        {actions ? <div className={styles['actions']}>{actions}</div> : null}
      </header>
      <div className={cx(styles['body'], flush && styles['flush'])}>{children}</div>
    </section>
  )
}
