import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { Marked } from 'marked'
import { highlight } from '../code/highlight.ts'

/** A heading of a guide. */
export interface GuideHeading {
  readonly depth: number
  readonly text: string
  /** The last part of its address. */
  readonly slug: string
}

/** A guide: a Markdown file of the package. */
export interface Guide {
  /** Its address below `#/guides/`. */
  readonly slug: string
  readonly title: string
  readonly headings: readonly GuideHeading[]
  readonly html: string
  /** Files of the package that the guide shows, by the name that stands in its HTML. */
  readonly images: ReadonlyMap<string, string>
  readonly markdown: string
}

/** The guides in the order in which somebody new reads them; others follow. */
const order = [
  'start',
  'endpoints',
  'auth',
  'query',
  'query-nextjs',
  'eventsub',
  'overlay',
  'query-live',
  'chat',
  'extension',
  'testing',
  'vite',
  'single',
  'migrating',
]

const slugOf = (path: string) =>
  path
    .replaceAll(sep, '/')
    .replace(/\/?(README)?\.md$/, '')
    .replace(/^$/, 'start')
    .replace(/^src\/?/, '')
    .replaceAll('/', '-')

/** As GitHub makes them, so that links between guides work there and here. */
const headingSlug = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')

const escaped = (text: string) => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`)

const plain = (text: string) => text.replace(/[`*]|\[([^\]]*)\]\([^)]*\)/g, '$1')

/** Reads and renders the guides of the package in a folder. */
export function renderGuides(root: string): Guide[] {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const repository = `${manifest.repository.url}`.replace(/^git\+|\.git$/g, '')
  const inSources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.md') && file !== 'README.md')
    .map(file => join('src', file))
  const files = ['README.md', ...inSources].filter(file => existsSync(join(root, file)))
  const guides = files.map(file => renderGuide(root, file, repository, new Set(files)))
  const place = ({ slug }: Guide) => (order.includes(slug) ? order.indexOf(slug) : order.length)
  return guides.sort((a, b) => place(a) - place(b))
}

function renderGuide(root: string, file: string, repository: string, guides: ReadonlySet<string>): Guide {
  const markdown = readFileSync(join(root, file), 'utf8').replace(/<!--.*?-->\n*|<picture>.*?<\/picture>\n*/gs, '')
  const slug = slugOf(file)
  const headings: GuideHeading[] = []
  const images = new Map<string, string>()
  const addressOf = (href: string) => {
    if (/^\w+:/.test(href)) return href
    const [path = '', anchor = ''] = href.split('#')
    const target = path ? relative(root, resolve(root, dirname(file), path)) : file
    const readme = guides.has(target) ? target : join(target, 'README.md')
    if (guides.has(readme)) return `#/guides/${slugOf(readme)}${anchor && `/${anchor}`}`
    return `${repository}/blob/main/${target.replaceAll(sep, '/')}${anchor && `#${anchor}`}`
  }
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text }) {
        const known = headings.filter(heading => heading.text === plain(text)).length
        const anchor = headingSlug(plain(text)) + (known ? `-${known}` : '')
        headings.push({ depth, text: plain(text), slug: anchor })
        const inside = this.parser.parseInline(tokens)
        if (depth === 1) return `<h1 tabindex="-1">${inside}</h1>\n`
        return `<h${depth} id="${anchor}" tabindex="-1"><a href="#/guides/${slug}/${anchor}">${inside}</a></h${depth}>\n`
      },
      link({ href, tokens }) {
        const address = addressOf(href)
        const away = address.startsWith('#') ? '' : ' rel="noreferrer"'
        return `<a href="${escaped(address)}"${away}>${this.parser.parseInline(tokens)}</a>`
      },
      html({ text }) {
        return text.replace(/(\s(?:src|srcset|poster)=")([^":]+)"/g, (_, start, href) => {
          images.set(href, resolve(root, dirname(file), href))
          return `${start}image:${escaped(href)}"`
        })
      },
      image({ href, text }) {
        images.set(href, resolve(root, dirname(file), href))
        return `<img src="image:${escaped(href)}" alt="${escaped(text)}" loading="lazy">`
      },
      code({ text, lang = '' }) {
        return `<pre tabindex="0" data-language="${escaped(lang)}"><code>${highlight(text, lang)}</code></pre>\n`
      },
      table(token) {
        const row = (cells: typeof token.header, name: string) =>
          `<tr>${cells.map(cell => `<${name}>${this.parser.parseInline(cell.tokens)}</${name}>`).join('')}</tr>`
        return `<div class="scroll" tabindex="0" role="group" aria-label="Table"><table><thead>${row(token.header, 'th')}</thead><tbody>${token.rows
          .map(cells => row(cells, 'td'))
          .join('')}</tbody></table></div>\n`
      },
    },
  })
  const html = marked.parse(markdown, { async: false })
  return { slug, title: headings[0]?.text ?? slug, headings: headings.slice(1), html, images, markdown }
}
