/** Why somebody is told, in the order in which one stands for several. */
export const NOTICE_REASONS = ['assigned', 'asked', 'mentioned', 'owner', 'deputy', 'author', 'asker', 'watching'] as const
export type NoticeReason = (typeof NOTICE_REASONS)[number]

/** The strongest of those for which one person is told of one event. */
export function strongest(reasons: readonly NoticeReason[]): NoticeReason {
  return NOTICE_REASONS.find((reason) => reasons.includes(reason)) ?? 'watching'
}

/** "Why am I getting this?", as a mail says it. */
export const reasonSentences: Readonly<Record<NoticeReason, { readonly en: string; readonly de: string }>> = {
  assigned: { en: 'You get this because it was given to you.', de: 'Sie erhalten dies, weil es Ihnen zugewiesen ist.' },
  asked: { en: 'You get this because you are asked for something.', de: 'Sie erhalten dies, weil Sie um etwas gebeten werden.' },
  mentioned: { en: 'You get this because you were mentioned.', de: 'Sie erhalten dies, weil Sie erwähnt wurden.' },
  owner: { en: 'You get this because you are its owner.', de: 'Sie erhalten dies, weil Sie dafür verantwortlich sind.' },
  deputy: { en: 'You get this because you are a deputy of its owner.', de: 'Sie erhalten dies, weil Sie die Vertretung übernehmen.' },
  author: { en: 'You get this because you wrote it.', de: 'Sie erhalten dies, weil Sie es geschrieben haben.' },
  asker: { en: 'You get this because you asked somebody about it.', de: 'Sie erhalten dies, weil Sie jemanden danach gefragt haben.' },
  watching: { en: 'You get this because you watch it.', de: 'Sie erhalten dies, weil Sie es beobachten.' },
}
