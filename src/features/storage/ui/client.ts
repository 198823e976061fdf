/** This part's routes for its screens. */
import type { z } from 'zod'
import { useClient } from '#design/session/client.ts'
import type { storageContract, storageState } from '../contract/contract.ts'

export const useStorage = () => useClient<typeof storageContract>('storage')

export type StorageState = z.input<typeof storageState>
