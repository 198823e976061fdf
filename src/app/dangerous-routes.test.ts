import { expect, test } from 'vitest'
import { backupContract } from '#core/backup/contract/contract.ts'
import { identityContract } from '#core/identity/contract/contract.ts'
import { privacyContract } from '#core/privacy/contract/contract.ts'

test('whoever takes a copy of everything, or of everything about a person, has proved who they are a moment ago', () => {
  const routes = [backupContract.downloadBackup, backupContract.makeRecoveryKey, privacyContract.exportPerson, privacyContract.erasePerson]
  for (const route of [...routes, identityContract.expectProof])
    expect({ id: route.id, fresh: route.fresh }).toEqual({ id: route.id, fresh: true })
})
