/** Ways in which a consent is given or withdrawn. */
export const CONSENT_WAYS = ['form', 'e_mail', 'telephone', 'paper', 'contract', 'other'] as const
export type ConsentWay = (typeof CONSENT_WAYS)[number]
