/** Sign-ins and failed attempts as rows: who, when, how, from where, with what result. */
import { i18n } from '@lingui/core'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { href } from '#design/navigation/screen.ts'
import type { usePages } from '#design/session/client.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { EmptyState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import type { SignInRecord } from '../client.ts'
import { personScreen } from '../screens.ts'
import { deviceWords, methodWords, refusalWords, secondFactorWords } from '../words.ts'

const who: () => Column<SignInRecord> = () => ({
  id: 'who',
  title: i18n.t('Who'),
  width: 'minmax(140px, 1.2fr)',
  cell: (row) => row.name ?? i18n.t('(erased)'),
})

function columns(): readonly Column<SignInRecord>[] {
  return [
    { id: 'result', title: i18n.t('Result'), width: 'minmax(150px, 1.2fr)', cell: (row) => <Result row={row} /> },
    { id: 'how', title: i18n.t('How'), width: 'minmax(0, 1fr)', rank: 2, cell: howWords },
    {
      id: 'where',
      title: i18n.t('From where'),
      width: 'minmax(0, 1.3fr)',
      rank: 2,
      cell: (row) => [row.userAgent ? deviceWords(row.userAgent) : null, row.address].filter((one) => one !== null).join(' · ') || '–',
    },
    { id: 'when', title: i18n.t('When'), width: '110px', end: true, cell: (row) => <RelativeTime at={row.at} /> },
  ]
}

function Result({ row }: { readonly row: SignInRecord }) {
  if (row.result === 'signed_in') return <StateLabel tone="good">{i18n.t('Signed in')}</StateLabel>
  return <StateLabel tone="major">{row.reason ? refusalWords(row.reason) : i18n.t('Refused')}</StateLabel>
}

function howWords({ method, secondFactor }: SignInRecord): string {
  if (method === null) return '–'
  return secondFactor ? `${methodWords(method)} + ${secondFactorWords(secondFactor)}` : methodWords(method)
}

export interface SignInsTableProps {
  readonly pages: Pick<ReturnType<typeof usePages>, 'error' | 'more' | 'loadMore' | 'loadingMore' | 'refetch'> & {
    readonly rows: readonly SignInRecord[] | undefined
  }
  /** Of everybody, with a link to the person. */
  readonly named?: boolean
}

export function SignInsTable({ pages, named }: SignInsTableProps) {
  return (
    <DataTable
      label={i18n.t('Sign-ins')}
      columns={named ? [who(), ...columns()] : columns()}
      rows={pages.rows}
      rowKey={(row) => row.id}
      {...(named ? { to: (row: SignInRecord) => href(personScreen, { person: row.personId }) } : {})}
      problem={pages.error}
      retry={pages.refetch}
      more={pages.more ? { load: pages.loadMore, loading: pages.loadingMore } : undefined}
      empty={<EmptyState compact title={i18n.t('No sign-in yet.')} />}
    />
  )
}
