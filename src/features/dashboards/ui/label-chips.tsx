/** Filters by labels as chips, and the labels that are kept apart. Values that were measured are suggested. */
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import { ListFilter, Split, X } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button, IconButton } from '#design/button/button.tsx'
import { Checkbox, RadioGroup } from '#design/choice/choice.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FinderList } from '#design/finder-list/finder-list.tsx'
import { useRead } from '#design/session/client.ts'
import { MATCHES, type LabelFilter, type Match, type Picks } from '../domain/picks.ts'
import { useDashboards, type Place } from './client.ts'
import { matchWords } from './words.ts'
import styles from './dashboards.module.css'

const Popover = lazy(() => import('#design/overlay/popover.tsx').then((module) => ({ default: module.Popover })))

interface LabelChipsProps {
  readonly place: Place
  readonly picks: Picks
  readonly onChange: (picks: Picks) => void
}

export function LabelChips({ place, picks, onChange }: LabelChipsProps) {
  const { metric, filters, by, grouping, picked } = picks
  const call = { params: { id: place.applicationId }, query: { environmentId: place.environmentId, metric } }
  const labels = useRead(useDashboards(), 'listLabels', call).data?.items.filter((label) => label !== 'le' || picked !== 'percentile') ?? []
  const setFilters = (next: readonly LabelFilter[]) => onChange({ ...picks, filters: next })
  return (
    <div className={styles['chips']}>
      {filters.map((filter, index) => (
        <span key={`${filter.label}-${index}`} className={styles['chips']}>
          <Opener label={`${filter.label} ${matchWords(filter.match)} ${filter.value || '“”'}`}>
            {(close) => (
              <FilterEditor
                place={place}
                metric={metric}
                filter={filter}
                onApply={(next) => {
                  close()
                  setFilters(filters.with(index, next))
                }}
              />
            )}
          </Opener>
          <IconButton
            plain
            size="small"
            label={i18n.t('Remove filter {label}', { label: filter.label })}
            icon={<X aria-hidden />}
            onClick={() => setFilters(filters.toSpliced(index, 1))}
          />
        </span>
      ))}
      <Opener label={i18n.t('Filter')} icon={<ListFilter aria-hidden />}>
        {(close) => (
          <NewFilter
            place={place}
            metric={metric}
            labels={labels}
            onApply={(filter) => {
              close()
              setFilters([...filters, filter])
            }}
          />
        )}
      </Opener>
      {grouping !== 'none' || picked === 'percentile' ? (
        <Opener
          icon={<Split aria-hidden />}
          label={by.length === 0 ? i18n.t('Keep labels apart') : i18n.t('Apart by {labels}', { labels: by.join(', ') })}
        >
          {() => (
            <div className={styles['labels']}>
              {[...new Set([...labels, ...by])].map((label) => (
                <Checkbox
                  key={label}
                  label={label}
                  checked={by.includes(label)}
                  onChange={(checked) => onChange({ ...picks, by: checked ? [...by, label] : by.filter((one) => one !== label) })}
                />
              ))}
              {labels.length === 0 ? <p className={styles['quiet']}>{i18n.t('Its series have no labels.')}</p> : null}
            </div>
          )}
        </Opener>
      ) : null}
    </div>
  )
}

interface OpenerProps {
  readonly label: string
  readonly icon?: ReactNode
  readonly children: (close: () => void) => ReactNode
}

function Opener({ label, icon, children }: OpenerProps) {
  const anchor = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <Button ref={anchor} size="small" icon={icon} aria-haspopup="dialog" aria-expanded={isOpen} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {isOpen ? (
        <Suspense fallback={null}>
          <Popover label={label} open onClose={close} anchor={anchor}>
            {children(close)}
          </Popover>
        </Suspense>
      ) : null}
    </>
  )
}

interface NewFilterProps {
  readonly place: Place
  readonly metric: string
  readonly labels: readonly string[]
  readonly onApply: (filter: LabelFilter) => void
}

function NewFilter({ labels, ...rest }: NewFilterProps) {
  const [label, setLabel] = useState<string | null>(null)
  if (label !== null) return <FilterEditor {...rest} filter={{ label, match: '=', value: '' }} />
  return (
    <FinderList
      label={i18n.t('Label')}
      placeholder={i18n.t('Which label?')}
      onChoose={setLabel}
      sections={(typed) => [{ id: 'labels', title: '', items: matching(labels, typed) }]}
    />
  )
}

interface FilterEditorProps extends Omit<NewFilterProps, 'labels'> {
  readonly filter: LabelFilter
}

function FilterEditor({ place, metric, filter, onApply }: FilterEditorProps) {
  const [match, setMatch] = useState<Match>(filter.match)
  const [typed, setTyped] = useState(filter.value)
  const isPattern = match === '=~' || match === '!~'
  const call = { params: { id: place.applicationId }, query: { environmentId: place.environmentId, metric, label: filter.label } }
  const values = useRead(useDashboards(), 'listLabelValues', call, { enabled: !isPattern }).data?.items ?? []
  return (
    <div className={styles['editor']}>
      <RadioGroup
        bar
        label={filter.label}
        value={match}
        onChange={setMatch}
        options={MATCHES.map((one) => ({ value: one, label: matchWords(one) }))}
      />
      {isPattern ? (
        <form
          className={styles['query']}
          onSubmit={(event) => {
            event.preventDefault()
            onApply({ ...filter, match, value: typed })
          }}
        >
          <TextField
            autoFocus
            mono
            label={i18n.t('Regular expression')}
            hint={i18n.t('RE2, for the whole value')}
            value={typed}
            onChange={setTyped}
          />
          <Button type="submit" kind="primary">
            {i18n.t('Apply')}
          </Button>
        </form>
      ) : (
        <FinderList
          label={i18n.t('Value')}
          placeholder={i18n.t('Which value?')}
          current={filter.value}
          onChoose={(value) => onApply({ ...filter, match, value })}
          sections={(words) => [{ id: 'values', title: '', items: matching(values, words) }]}
        />
      )}
    </div>
  )
}

function matching(texts: readonly string[], typed: string) {
  const words = typed.toLocaleLowerCase()
  return texts.filter((one) => one.toLocaleLowerCase().includes(words)).map((one) => ({ id: one, label: one }))
}
