/** Facts: a word and its value, as they stand in the right column of every detail page. */
import { type ReactNode, useId } from 'react'
import styles from './property-list.module.css'

export interface Property {
  readonly label: string
  readonly value: ReactNode
}

export function PropertyList({
  title,
  properties,
  action,
}: {
  readonly title: string
  readonly properties: readonly Property[]
  readonly action?: ReactNode
}) {
  const id = useId()
  return (
    <section className={styles['facts']} aria-labelledby={id}>
      <header className={styles['head']}>
        <h2 id={id} className={styles['title']}>
          {title}
        </h2>
        {action}
      </header>
      <dl className={styles['list']}>
        {properties.map((property) => (
          <div key={property.label} className={styles['row']}>
            <dt className={styles['label']}>{property.label}</dt>
            <dd className={styles['value']}>{property.value ?? '–'}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Texts by their names, in their order, just as somebody sent them; nothing when there are none. */
export function TextProperties({ title, texts }: { readonly title: string; readonly texts: Readonly<Record<string, string>> }) {
  const names = Object.keys(texts).toSorted()
  if (names.length === 0) return null
  return (
    <PropertyList
      title={title}
      properties={names.map((name) => ({ label: name, value: <span className={styles['sent']}>{texts[name]}</span> }))}
    />
  )
}
