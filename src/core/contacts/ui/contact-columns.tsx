/** Columns of lists of contacts. */
import { i18n } from '@lingui/core'
import { PersonName } from '#design/avatar/avatar.tsx'
import type { Column } from '#design/data-table/data-table.tsx'
import { StateLabel } from '#design/state-label/state-label.tsx'
import type { Contact } from './client.ts'
import { contactState } from './words.ts'

export const nameColumn = (): Column<Contact> => ({
  id: 'name',
  title: i18n.t('Name'),
  width: 'minmax(160px, 1.4fr)',
  cell: (row) => <PersonName name={row.name} />,
})

export const emailColumn = (): Column<Contact> => ({
  id: 'email',
  title: i18n.t('E-mail address'),
  width: 'minmax(0, 1.5fr)',
  cell: (row) => row.emails[0] ?? '–',
})

export const phoneColumn = (): Column<Contact> => ({
  id: 'phone',
  title: i18n.t('Phone number'),
  width: '160px',
  rank: 3,
  cell: (row) => row.phones[0] ?? '–',
})

export const clientColumn = (): Column<Contact> => ({
  id: 'client',
  title: i18n.t('Client'),
  width: 'minmax(0, 1fr)',
  rank: 2,
  cell: (row) => row.client.name,
})

export const positionColumn = (): Column<Contact> => ({
  id: 'position',
  title: i18n.t('Position'),
  width: 'minmax(0, 1fr)',
  rank: 2,
  cell: (row) => row.position ?? (row.applicationId ? i18n.t('End user') : '–'),
})

export const stateColumn = (): Column<Contact> => ({
  id: 'state',
  title: i18n.t('State'),
  width: '128px',
  rank: 3,
  cell: (row) => <StateLabel tone={contactState(row.state).tone}>{contactState(row.state).words}</StateLabel>,
})
