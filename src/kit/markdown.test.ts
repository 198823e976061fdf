import { describe, expect, test } from 'vitest'
import { markdownToHtml } from './markdown.ts'

const TARA = 'per_01jd4m9v6kf3p8x2c7t5w0hqrz'
const names = {
  personOf: (id: string) => (id === TARA ? 'Tara <b>Lindqvist</b>' : 'an erased person'),
  cardOf: (address: string) =>
    address === 'https://pitcrew.example/decisions/dec_1' ? { label: 'DEC-1', title: 'Which "queue"?' } : undefined,
}
const show = (text: string) => markdownToHtml(text, names)

/** Every tag of the output must be one of these, with these attributes. */
const HARMLESS =
  /^<(?:\/?(?:p|br|strong|em|del|code|pre|blockquote|ul|ol|li|hr|h[1-6]|table|thead|tbody|tr|th|td)|\/a|\/span|a href="(?:#|https?:|mailto:|tel:|\/)?[^"<>]*"(?: rel="[a-z ]+"| data-card="[^"<>]*")*|span data-person="per_[0-9a-z]+"|code class="language-[^"<>]*"|ol start="\d+"|t[hd] align="[a-z]+")\/?>$/

const attacks = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\nscript:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x](vbscript:msgbox(1))',
  '[x](https://a.example" onmouseover="alert(1))',
  '[x](<https://a.example" onmouseover="alert(1)>)',
  '![x](javascript:alert(1))',
  '![x" onerror="alert(1)](https://a.example/x.png)',
  '![<img src=x onerror=alert(1)>](https://a.example)',
  '<https://a.example/"onclick="alert(1)>',
  '<javascript:alert(1)>',
  '```"><script>alert(1)</script>\nx\n```',
  '`<script>alert(1)</script>`',
  '<a href="javascript:alert(1)">x</a>',
  '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '<style>@import "https://evil.example"</style>',
  '<!--<img src="--><img src=x onerror=alert(1)//">',
  '| a |\n|---|\n| <img src=x onerror=alert(1)> |',
  '[x]: javascript:alert(1)\n[x]',
  '[x][y]\n\n[y]: javascript:alert(1) "t\\" onclick=alert(1)"',
  `@${TARA}<script>alert(1)</script>`,
  '<x onclick=alert(1)>**bold**</x>',
  '- [ ] <input autofocus onfocus=alert(1)>',
  '<p>\n\n<script>alert(1)</script>\n\n</p>',
]

describe('a text cannot run anything in whoever reads it:', () => {
  test.each(attacks)('%s', (attack) => {
    const tags = show(attack).match(/<[^>]*>?/g) ?? []
    expect(tags.filter((tag) => !HARMLESS.test(tag))).toEqual([])
    expect(show(attack)).not.toMatch(/(?:href|src)="(?:javascript|vbscript|data):/i)
  })
})

test('a mention carries the name of today, and no markup of its own', () => {
  expect(show(`See @${TARA}, please.`)).toBe(`<p>See <span data-person="${TARA}">@Tara &lt;b&gt;Lindqvist&lt;/b&gt;</span>, please.</p>\n`)
})

test('pictures are links: reading a text fetches nothing from elsewhere', () => {
  expect(show('![shot](https://other.example/x.png)')).toContain('<a href="https://other.example/x.png"')
  expect(show('![shot](https://other.example/x.png)')).not.toContain('<img')
})

test('on a screen, files of this installation are shown as pictures, and nothing that only looks like one', () => {
  const own = `/api/pitcrew/v1/attachments/${TARA.replace('per', 'fil')}/content`
  const onScreen = (text: string) => markdownToHtml(text, { ...names, ownPictures: true })
  expect(onScreen(`![the "shot"](${own})`)).toContain(`<img src="${own}" alt="the &quot;shot&quot;" loading="lazy">`)
  expect(show(`![shot](${own})`)).not.toContain('<img')
  for (const other of [
    `https://other.example${own}`,
    `${own}?x`,
    `//other.example${own}`,
    `${own}/../../..`,
    '/api/pitcrew/v1/me',
    'data:image/png,x',
  ]) {
    expect(onScreen(`![shot](${other})`)).not.toContain('<img')
  }
})

test('the address of a record shows its label and title', () => {
  expect(show('https://pitcrew.example/decisions/dec_1')).toContain('>DEC-1 Which &quot;queue&quot;?</a>')
  expect(show('[here](https://pitcrew.example/decisions/dec_1)')).toContain('>here</a>')
})

test.each([
  ['>', 20_000],
  ['- ', 10_000],
  ['[', 20_000],
  ['*', 20_000],
  ['**a ', 5_000],
  ['![', 10_000],
  ['`', 20_000],
  ['_(', 10_000],
  ['<', 20_000],
])('a text of nothing but %s neither stops nor delays anybody', (sign, times) => {
  // The quickest of three: the machine does other things too.
  const lasted = [1, 2, 3].map(() => {
    const started = performance.now()
    show(sign.repeat(times))
    return performance.now() - started
  })
  expect(Math.min(...lasted)).toBeLessThan(2_000)
})
