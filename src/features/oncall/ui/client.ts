/** Routes of on-call for their screens, and the people of identity. */
import type { identityContract } from '#core/identity/contract/contract.ts'
import { useClient } from '#design/session/client.ts'
import type { AnswerOf, CallOf } from '#kit/contract.ts'
import type { oncallContract } from '../contract/contract.ts'

export const useOncall = () => useClient<typeof oncallContract>('oncall')
export const useIdentity = () => useClient<typeof identityContract>('identity')

type Routes = typeof oncallContract
export type ListedSchedule = AnswerOf<Routes['listSchedules']>['items'][number]
export type Schedule = ListedSchedule['schedule']
export type Slot = ListedSchedule['now']
export type Swap = AnswerOf<Routes['readMyDuty']>['swaps'][number]
export type Shift = AnswerOf<Routes['readMyDuty']>['shifts'][number]
export type Duty = AnswerOf<Routes['readDuty']>
export type ListedPage = AnswerOf<Routes['listPages']>['items'][number]
export type PageDetail = AnswerOf<Routes['readPage']>
export type Finding = Reachability['items'][number]['finding']
export type Reachability = AnswerOf<Routes['readReachability']>
export type WeeklyTest = Reachability['tests'][number]
export type Load = AnswerOf<Routes['readLoad']>['items'][number]
export type Policy = AnswerOf<Routes['readPolicy']>
export type StepDraft = CallOf<Routes['changePolicy']>['body']['steps'][number]
export type AskedNow = AnswerOf<Routes['previewPolicy']>['steps'][number]
export type AskedDraft = StepDraft['who'][number]
export type ScheduleBody = CallOf<Routes['createSchedule']>['body']
export type People = Duty['people']

/** What a write changes elsewhere: the first screen, and what the log tells. */
export const TOUCHES = ['oncall', 'operation', 'records']

export const nameOf = (people: People, id: string | null): string => people.find((one) => one.id === id)?.name ?? ''
