/** Saved views: lists that somebody named, for themselves or for others. */
import { z } from 'zod'
import { idOf, instantField, route, type Contract } from '#kit/contract.ts'
import { prefixes, type Thing } from '#kit/ids.ts'
import { ROLES } from '#core/identity/domain/roles.ts'
import { FILTER_LENGTH_MAX, parseFilter } from '#core/records/domain/filter.ts'
import { SORTS } from '#core/records/domain/sorts.ts'
import { COLUMNS_MAX, NAME_LENGTH_MAX, SHARINGS } from '../domain/sharing.ts'

const BASE = '/api/pitcrew/v1/views'
const read = { permission: 'views.read' }
const write = { permission: 'views.write' }
const share = { ...write, also: [{ permission: 'views.share', act: 'Sharing a view' }] }
const changeShared = { ...write, also: [{ permission: 'views.share', act: 'Changing a shared view' }] }
const params = z.object({ id: idOf('saved_view') })
const kind = z.enum(Object.keys(prefixes) as [Thing, ...Thing[]]).meta({ description: 'Kind of record that is listed', examples: ['task'] })

const values = {
  name: z.string().trim().min(1).max(NAME_LENGTH_MAX),
  filter: z
    .string()
    .max(FILTER_LENGTH_MAX)
    .refine((text) => parseFilter(text).ok, 'must be a filter such as is:open assignee:me')
    .meta({ description: 'As in the list itself', examples: ['is:open assignee:me'] }),
  sort: z.enum(SORTS),
  columns: z
    .array(z.string().max(40))
    .max(COLUMNS_MAX)
    .meta({ description: 'Ids of the columns that are shown; empty for the usual ones' }),
  shared: z.enum(SHARINGS).meta({ description: 'Who else has it: nobody, the holders of a role, or everybody of the team' }),
  role: z.enum(ROLES).nullable().meta({ description: 'With shared: role, and only then' }),
}

export const savedView = z.object({
  id: idOf('saved_view'),
  kind,
  ...values,
  role: z.string().nullable(),
  sort: z.string(),
  owner: z.object({ id: idOf('person'), name: z.string() }),
  canChange: z.boolean().meta({ description: 'Whether you may change and delete it' }),
  updatedAt: instantField,
  version: z.number().int(),
})
export type SavedView = z.output<typeof savedView>

const fits = ({ shared, role }: { readonly shared?: string | undefined; readonly role?: string | null | undefined }) =>
  shared === undefined ? role === undefined : (shared === 'role') === (role !== null && role !== undefined)
const FITS = { error: 'a role is named with shared: role, and only then', path: ['role'] }

export const viewsContract = {
  listViews: route({
    id: 'views.listViews',
    method: 'GET',
    path: BASE,
    summary: 'List the saved views of a kind of record: your own and those that are shared with you, by name.',
    access: read,
    query: z.object({ kind }),
    response: z.object({ items: z.array(savedView) }),
  }),
  createView: route({
    id: 'views.createView',
    method: 'POST',
    path: BASE,
    summary: 'Save a view.',
    access: share,
    body: z
      .object({
        kind,
        ...values,
        columns: values.columns.default([]),
        shared: values.shared.default('personal'),
        role: values.role.default(null),
      })
      .refine(fits, FITS),
    response: savedView,
    status: 201,
  }),
  changeView: route({
    id: 'views.changeView',
    method: 'PATCH',
    path: `${BASE}/:id`,
    summary: 'Change a saved view; what is left out stays.',
    access: changeShared,
    params,
    body: z
      .object(values)
      .partial()
      .refine(fits, FITS)
      .meta({ examples: [{ name: 'Urgent', shared: 'role', role: 'support_engineer' }] }),
    response: savedView,
    versioned: 'write',
  }),
  setViewDeleted: route({
    id: 'views.setViewDeleted',
    method: 'PUT',
    path: `${BASE}/:id/deletion`,
    summary: 'Delete a saved view, or bring it back.',
    access: changeShared,
    params,
    body: z.object({ deleted: z.boolean() }),
    response: savedView,
    versioned: 'write',
  }),
} satisfies Contract
