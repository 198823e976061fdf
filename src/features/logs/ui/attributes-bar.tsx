/** What lines are narrowed to beside words, severity and service, and a list of what else they have in common. */
import { lazy, Suspense, useRef, useState } from 'react'
import { ListFilter, X } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button, IconButton } from '#design/button/button.tsx'
import { useScreen } from '#design/navigation/screen.ts'
import { useRead } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { figure } from '#design/time/format.ts'
import { ATTRIBUTES_ASKED_MAX, type Attribute } from '../domain/search.ts'
import { type Facet, useLogs } from './client.ts'
import { chosenAttributes, logsScreen, withAttributes } from './screens.ts'
import styles from './attributes.module.css'

const Popover = lazy(() => import('#design/overlay/popover.tsx').then((module) => ({ default: module.Popover })))

type Query = { readonly from: string; readonly to?: string }

/** Chosen having, each with a cross, and the button that opens the others. */
export function AttributesBar({ environment, query }: { readonly environment: string; readonly query: Query }) {
  const { search, update } = useScreen(logsScreen)
  const anchor = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const having = chosenAttributes(search)
  const why = having.length >= ATTRIBUTES_ASKED_MAX ? i18n.t('At most {most} at once.', { most: ATTRIBUTES_ASKED_MAX }) : null
  return (
    <>
      {having.map((attribute) => (
        <span key={`${attribute.of} ${attribute.name}`} className={styles['chosen']}>
          <span className={styles['name']}>{attribute.name}</span>
          <span className={styles['value']}>{attribute.value}</span>
          <IconButton
            plain
            size="small"
            label={i18n.t('Remove filter {label}', { label: attribute.name })}
            icon={<X aria-hidden />}
            onClick={() => update(withAttributes(having.filter((one) => one !== attribute)))}
          />
        </span>
      ))}
      <span ref={anchor}>
        <Button icon={<ListFilter aria-hidden />} why={why} onClick={() => setOpen(true)}>
          {i18n.t('Narrow down…')}
        </Button>
      </span>
      {open ? (
        <Suspense fallback={null}>
          <Popover label={i18n.t('Narrow down')} open onClose={() => setOpen(false)} anchor={anchor}>
            <Facets
              environment={environment}
              query={query}
              onChoose={(attribute) => {
                setOpen(false)
                update(withAttributes([...having.filter(({ of, name }) => of !== attribute.of || name !== attribute.name), attribute]))
              }}
            />
          </Popover>
        </Suspense>
      ) : null}
    </>
  )
}

interface FacetsProps {
  readonly environment: string
  readonly query: Query
  readonly onChoose: (attribute: Attribute) => void
}

function Facets({ environment, query, onChoose }: FacetsProps) {
  const { data, error, refetch } = useRead(useLogs(), 'listFacets', { params: { id: environment }, query })
  if (error && !data) return <ErrorState compact problem={error} retry={() => void refetch()} />
  if (!data) return <SkeletonRows rows={4} />
  if (data.items.length === 0) {
    return <p className={styles['none']}>{i18n.t('These lines say nothing beside their texts that they have in common.')}</p>
  }
  return (
    <div className={styles['facets']}>
      <p className={styles['of']}>{i18n.t('Of the newest {lines} lines that fit', { lines: figure(data.lines, 'count') })}</p>
      {data.items.map((facet) => (
        <OneFacet key={`${facet.of} ${facet.name}`} facet={facet} lines={data.lines} onChoose={onChoose} />
      ))}
    </div>
  )
}

function OneFacet({
  facet: { of, name, values, different },
  lines,
  onChoose,
}: Pick<FacetsProps, 'onChoose'> & { readonly facet: Facet; readonly lines: number }) {
  return (
    <section className={styles['facet']}>
      <h3 className={styles['title']}>
        {name}
        <span className={styles['whose']}>{of === 'resource' ? i18n.t('of the sender') : i18n.t('of the line')}</span>
      </h3>
      <ul>
        {values.map((one) => (
          <li key={one.value}>
            <button
              type="button"
              className={styles['choice']}
              style={{ '--part': `${(100 * one.lines) / Math.max(1, lines)}%` } as object}
              onClick={() => onChoose({ of, name, value: one.value })}
            >
              <span className={styles['value']}>{one.value}</span>
              <span className={styles['lines']}>{figure(one.lines, 'count')}</span>
            </button>
          </li>
        ))}
      </ul>
      {different > values.length ? (
        <p className={styles['rest']}>{i18n.t('and {more} more', { more: figure(different - values.length, 'count') })}</p>
      ) : null}
    </section>
  )
}
