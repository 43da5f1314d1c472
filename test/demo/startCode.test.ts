// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { showCode } from '../../demo/start/code.ts'

it('the start page colours JSON by keys, strings and words, also with quotes and colons in a string', () => {
  const place = document.createElement('pre')
  const text = JSON.stringify({ user_name: 'Ada', said: 'a "b": https://c.de', is_gift: false, viewers: 3 }, null, 2)
  showCode(place, text)
  expect(place.textContent?.trim()).toBe(text)
  expect([...place.querySelectorAll('[class^=code-]')].map(part => [part.className, part.textContent])).toEqual([
    ['code-key', '"user_name"'],
    ['code-string', '"Ada"'],
    ['code-key', '"said"'],
    ['code-string', String.raw`"a \"b\": https://c.de"`],
    ['code-key', '"is_gift"'],
    ['code-keyword', 'false'],
    ['code-key', '"viewers"'],
  ])
})
