/** A forgotten password: a link by mail, for whoever asks at the door. */
import { setTimeout as wait } from 'node:timers/promises'
import { MINUTE_MS } from '#kit/time.ts'
import type { Tx } from '#platform/work.ts'
import type { Needs } from '../access/needs.ts'
import { judgeForgotten } from '../domain/forgotten.ts'
import { FORGOTTEN_LIFETIME_MS } from '../domain/lifetimes.ts'
import { judgeOwnWay } from '../domain/sign-in.ts'
import { listGrants } from '../store/grants.ts'
import { findLastReset } from '../store/invitations.ts'
import { findPersonByEmail, lockPerson } from '../store/people.ts'
import { findSignInSettings } from '../store/sign-in-settings.ts'
import { nobody } from './about.ts'
import { mailAbout } from './account-mails.ts'
import { writeResetLink } from './passwords.ts'

/** No answer comes sooner: sending takes some milliseconds that knowing nobody does not, and those could be measured. */
const ANSWER_AFTER_MS = 300

/** Whoever asks learns nothing from the answer or its time. */
export async function askForPassword(platform: Needs, email: string): Promise<void> {
  const answer = wait(ANSWER_AFTER_MS)
  await platform.work.run((tx) => sendIfDue(platform, tx, email))
  await answer
}

async function sendIfDue(platform: Needs, tx: Tx, email: string): Promise<void> {
  const found = await findPersonByEmail(tx, email)
  const person = found && (await lockPerson(tx, found.id))
  if (!person) return
  const way = judgeOwnWay(
    await findSignInSettings(tx),
    (await listGrants(tx, person.id)).map((grant) => grant.role),
  )
  const verdict = judgeForgotten(
    {
      state: person.state,
      mayUsePassword: way.open,
      hasMail: (await platform.mail.relay(tx)) !== undefined,
      lastAt: await findLastReset(tx, person.id),
    },
    platform.clock.now(),
  )
  if (!verdict.sends) return
  const { link } = await writeResetLink(platform, tx, { actor: nobody, personId: person.id, lifetimeMs: FORGOTTEN_LIFETIME_MS })
  await mailAbout(platform, tx, person, { mail: 'password_forgotten', of: { link, minutes: FORGOTTEN_LIFETIME_MS / MINUTE_MS } })
}
