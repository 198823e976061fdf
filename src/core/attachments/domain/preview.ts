/** What can be looked at without saving it. */

export const PREVIEWS = ['picture', 'text', 'pdf'] as const
export type Preview = (typeof PREVIEWS)[number]

/** Made of dots only; a drawing such as SVG is a program, and text to us. */
const PICTURES = new Set(['image/png', 'image/apng', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'])

/** Null for what is only saved. */
export function previewOf(mediaType: string): Preview | null {
  if (PICTURES.has(mediaType)) return 'picture'
  if (mediaType === 'text/plain') return 'text'
  return mediaType === 'application/pdf' ? 'pdf' : null
}
