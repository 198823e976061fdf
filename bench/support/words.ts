/** Texts as people write them, made up: a few words are in most of them and most words are in hardly any (Zipf's law). */

const SYLLABLES =
  'ba be bi bo bu da de di do du fa fe fi fo ga ge go gu ka ke ki ko la le li lo lu ma me mi mo mu na ne ni no pa pe po ra re ri ro ru sa se si so su ta te ti to tu va ve vi wo ze zu'.split(
    ' ',
  )
const ENDINGS = ['n', 'r', 's', 't', 'l', 'nd', 'st', 'ng', 'x', '']

/** Distinct words of four to ten letters, the shorter ones first, as the frequent ones are in every language. */
export function vocabulary(size: number, random: () => number): readonly string[] {
  const words = new Set<string>()
  while (words.size < size) {
    const syllables = 2 + Math.floor(random() * (words.size < size / 20 ? 2 : 3))
    const stem = Array.from({ length: syllables }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]).join('')
    words.add(stem + ENDINGS[Math.floor(random() * ENDINGS.length)])
  }
  return [...words]
}

/** Draws places of words: the first most often, the n-th about n times less. */
export function zipf(size: number, random: () => number): () => number {
  const sums = new Float64Array(size)
  let sum = 0
  for (let rank = 0; rank < size; rank++) sums[rank] = sum += 1 / (rank + 2.7)
  return () => {
    const wanted = random() * sum
    let [low, high] = [0, size - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) < wanted) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** One slip: a letter left out, doubled, exchanged with its neighbour, or another one. */
export function misspell(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 2))
  const [before, letter, next, after] = [word.slice(0, at), word[at] ?? '', word[at + 1] ?? '', word.slice(at + 2)]
  const slips = [
    before + next + after,
    before + letter + letter + next + after,
    before + next + letter + after,
    `${before}q${next}${after}`,
  ]
  return slips[Math.floor(random() * slips.length)] ?? word
}
