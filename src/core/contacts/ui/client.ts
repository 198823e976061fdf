/** The routes of contacts for their screens. */
import type { z } from 'zod'
import type { catalogContract } from '#core/catalog/contract/contract.ts'
import { useClient } from '#design/session/client.ts'
import type { contactAnswer } from '../contract/contacts.ts'
import type { contactsContract } from '../contract/contract.ts'
import type { ownAnswer } from '../contract/own.ts'

export const useContacts = () => useClient<typeof contactsContract>('contacts')
/** Contacts belong to clients and applications. */
export const useCatalog = () => useClient<typeof catalogContract>('catalog')

/** What a change makes stale: contacts and what the log tells about them. */
export const TOUCHES = ['contacts', 'records']

export type Contact = z.input<typeof contactAnswer>
export type Own = z.input<typeof ownAnswer>
