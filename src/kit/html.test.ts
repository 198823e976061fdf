import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeHtml, html, page } from './html.ts'

test('text from people cannot become markup, in text and in attributes', () => {
  const name = `<img src=x onerror="alert(1)">'&`
  expect(html`<p title="${name}">${name}</p>`.text).toBe(
    '<p title="&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#39;&amp;">&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#39;&amp;</p>',
  )
})

test('markup made by the template itself is kept, lists are joined, and nothing leaves nothing', () => {
  const rows = ['a', 'b'].map((name) => html`<li>${name}</li>`)
  expect(html`<ul>${rows}${null}${false}${undefined}${0}</ul>`.text).toBe('<ul><li>a</li><li>b</li>0</ul>')
})

test('an address that would run something leads nowhere', () => {
  for (const address of ['javascript:alert(1)', ' JavaScript:alert(1)', 'java\tscript:alert(1)', 'data:text/html,x', 'vbscript:x']) {
    expect(html`<a href="${address}">x</a>`.text).toBe('<a href="#">x</a>')
  }
  expect(html`<a href="${'https://a.example/?x=1&y=2'}">x</a>`.text).toBe('<a href="https://a.example/?x=1&amp;y=2">x</a>')
  expect(html`<a href="${'/api/errors#common.internal'}">x</a>`.text).toContain('/api/errors#common.internal')
})

test('whatever the text, what is escaped has no sign that opens or closes markup', () => {
  fc.assert(fc.property(fc.string(), (text) => !/[<>"']/.test(escapeHtml(text))))
})

test('a page says its language, character set and title', () => {
  const text = page({ lang: 'en', title: 'A & B', body: html`<h1>Hello</h1>` })
  expect(text).toMatch(/^<!doctype html>\n<html lang="en">/)
  expect(text).toContain('<title>A &amp; B</title>')
})
