/** Who people are at the OpenID Connect provider. */
import { toDate, type Instant } from '#kit/time.ts'
import { affected, kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { DB } from './rows.gen.ts'

export interface ExternalIdentity {
  readonly issuer: string
  readonly subject: string
}

/** The person's UUID. */
export async function findPersonByIdentity(tx: Tx, { issuer, subject }: ExternalIdentity): Promise<string | undefined> {
  const query = kysely<DB>(tx)
    .selectFrom('external_identity')
    .select('person_id')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
  return (await named(tx, 'identity.findPersonByIdentity', query))[0]?.person_id
}

/** Links, or notes that the link was used. */
export async function linkIdentity(tx: Tx, of: ExternalIdentity & { personId: string; at: Instant }): Promise<void> {
  const { issuer, subject, personId } = of
  const query = kysely<DB>(tx)
    .insertInto('external_identity')
    .values({ issuer, subject, person_id: personId, linked_at: toDate(of.at), last_used_at: toDate(of.at) })
    .onConflict((on) => on.columns(['issuer', 'subject']).doUpdateSet({ last_used_at: toDate(of.at) }))
  await affected(tx, 'identity.linkIdentity', query)
}

/** At this issuer, or at any when it is null. */
export async function hasIdentity(tx: Tx, personId: string, issuer: string | null): Promise<boolean> {
  const query = kysely<DB>(tx)
    .selectFrom('external_identity')
    .select('subject')
    .where('person_id', '=', personId)
    .$if(issuer !== null, (select) => select.where('issuer', '=', issuer))
    .limit(1)
  return (await named(tx, 'identity.hasIdentity', query)).length > 0
}

export async function deleteIdentities(tx: Tx, personId: string): Promise<void> {
  await affected(tx, 'identity.deleteIdentities', kysely<DB>(tx).deleteFrom('external_identity').where('person_id', '=', personId))
}
