import { describe, expect, test } from 'vitest'
import { noticePage, type Notice } from './notice.ts'

const notice: Notice = {
  language: 'en',
  organisation: 'Northwind Support',
  title: 'Shop <b>API</b> is yours',
  paragraphs: [],
  items: [{ words: 'Olivia Owens made you its owner', when: '09:00' }],
  action: { label: 'Open it', url: 'https://support.northwind.example/applications/app_1' },
  why: 'You get this because you look after it.',
  links: [{ label: 'Less of this', url: 'https://support.northwind.example/less' }],
}

describe('a mail of Pitcrew', () => {
  test('says the same in both forms', () => {
    const { text, html } = noticePage(notice)
    for (const words of ['Olivia Owens made you its owner', notice.why, 'https://support.northwind.example/less', 'Northwind Support']) {
      expect(text).toContain(words)
      expect(html).toContain(words)
    }
  })

  test('lets no text become markup, and loads nothing from elsewhere', () => {
    const { html } = noticePage(notice)
    expect(html).toContain('Shop &lt;b&gt;API&lt;/b&gt; is yours')
    expect(html).not.toMatch(/<(img|script|link)|url\(/)
  })
})
