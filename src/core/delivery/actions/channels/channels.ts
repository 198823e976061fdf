/** Every channel beside the console, in the order in which they are asked. A new one is a folder here and a line below. */
import type { Needs } from '../../needs.ts'
import type { NoticeChannel } from './channel.ts'
import { mailChannel } from './email/mail.ts'

export function openChannels(platform: Needs): readonly NoticeChannel[] {
  return [mailChannel(platform)]
}
