/** Every route of channels. */
import { addressesContract } from './addresses.ts'
import { answersContract } from './answers.ts'

export const channelsContract = { ...addressesContract, ...answersContract }
