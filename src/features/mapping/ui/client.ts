/** Mapping's routes for its screens: those of an application and those of a client are the same. */
import type { AnswerOf, CallOf } from '#kit/contract.ts'
import { useClient } from '#design/session/client.ts'
import type { mappingContract } from '../contract/contract.ts'

export const useMapping = () => useClient<typeof mappingContract>('mapping')

export type Mapping = AnswerOf<(typeof mappingContract)['readClientMapping']>
export type Rule = CallOf<(typeof mappingContract)['writeClientMapping']>['body']['rules'][number]
export type Unassigned = Mapping['unassigned'][number]

/** Whose rules an owner's are, by the prefix of its id. */
export const isClient = (owner: string): boolean => owner.startsWith('cli_')

export const TOUCHES = ['mapping', 'records']
