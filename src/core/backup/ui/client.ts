/** This part's routes for its screens. */
import type { z } from 'zod'
import { useClient } from '#design/session/client.ts'
import type { identityContract } from '#core/identity/contract/contract.ts'
import type { backup, backupContract, backupState } from '../contract/contract.ts'

export const useIdentity = () => useClient<typeof identityContract>('identity')
export const useBackups = () => useClient<typeof backupContract>('backup')

export type Backup = z.input<typeof backup>
export type BackupState = z.input<typeof backupState>
