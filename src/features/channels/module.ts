/** What channels contribute to the server. */
import { channelsEvents } from '#events/channels.ts'
import type { ModuleFactory } from '#platform/module.ts'
import { channelsPersonal, channelsRetention } from './actions/erasure.ts'
import { withdrawJob } from './actions/withdrawing.ts'
import { channelsCodes } from './contract/codes.ts'
import { READ_SETTINGS, WRITE_SETTINGS } from './contract/addresses.ts'
import { channelsContract } from './contract/contract.ts'
import { answerPage } from './http/answer-page.ts'
import { channelsHandlers } from './http/handlers.ts'

export const channelsModule: ModuleFactory = (platform) => ({
  name: 'channels',
  codes: [channelsCodes],
  events: channelsEvents,
  permissions: [
    { name: READ_SETTINGS, allows: 'See who sends pages by which channel, and the channels of the team.' },
    { name: WRITE_SETTINGS, allows: 'Say who sends pages, and give the installation channels of its own.' },
  ],
  contract: channelsContract,
  handlers: channelsHandlers(platform),
  pages: [answerPage(platform)],
  personal: channelsPersonal(platform),
  retention: channelsRetention,
  jobs: [withdrawJob(platform)],
})
