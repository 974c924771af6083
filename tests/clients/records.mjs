// Reads the records of every document in a room with citation-js and jsonld.
//
//     npm install @citation-js/core @citation-js/plugin-ris @citation-js/plugin-bibtex \
//         @citation-js/plugin-csl jsonld
//     node records.mjs http://127.0.0.1:3000
//
// RIS and BibTeX are compared with the CSL-JSON of the same document; JSON-LD, of the file and of the
// page, is expanded. The context of schema.org is given by a loader here, so that nothing is fetched
// from outside: every term is one of https://schema.org/, and addresses are marked as such.
// Prints what differs and ends with 1.

import { createRequire } from 'node:module'
const require = createRequire(process.cwd() + '/')
const { Cite, plugins } = require('@citation-js/core')
require('@citation-js/plugin-ris')
require('@citation-js/plugin-bibtex')
require('@citation-js/plugin-csl')
const jsonld = require('jsonld')

const base = process.argv[2].replace(/\/$/, '')
const faults = []
const check = (what, found, expected) => {
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    faults.push(`${what}: ${JSON.stringify(found)} in place of ${JSON.stringify(expected)}`)
  }
}
const fetched = async path => {
  const answer = await fetch(base + path)
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}`)
  return answer.text()
}

const address = { '@type': '@id' }
const context = {
  '@vocab': 'https://schema.org/',
  url: address, contentUrl: address, license: address
}
const documentLoader = async url => {
  if (!/^https?:\/\/schema\.org\/?$/.test(url)) throw new Error(`${url} is not to be fetched`)
  return { contextUrl: null, documentUrl: url, document: { '@context': context } }
}
const vocabulary = 'https://schema.org/'

const names = list => (list || []).map(name => name.literal || [name.family, name.given].filter(Boolean).join(', '))
const line = text => text && text.replace(/\s+/g, ' ').trim()

let count = 0
for (let path = '/documents.json'; path;) {
  const page = JSON.parse(await fetched(path))
  path = page.next
  for (const { id } of page.documents) {
    count += 1
    const text = await fetched(`/documents/${id}.csl.json`)
    const [item] = new Cite(text).data
    check(`${id}.csl.json`, item.id, id)
    for (const suffix of ['ris', 'bib']) {
      const data = new Cite(await fetched(`/documents/${id}.${suffix}`)).data
      check(`${id}.${suffix} records`, data.length, 1)
      const [read] = data
      check(`${id}.${suffix} title`, line(read.title), line(item.title))
      check(`${id}.${suffix} address`, read.URL, item.URL)
      check(`${id}.${suffix} authors`, (read.author || []).length, names(item.author).length)
      const year = read.issued && read.issued['date-parts'] && Number(read.issued['date-parts'][0][0])
      check(`${id}.${suffix} year`, year, item.issued && item.issued['date-parts'][0][0])
    }
    const file = JSON.parse(await fetched(`/documents/${id}.jsonld`))
    const html = await fetched(`/documents/${id}`)
    const scripts = [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)]
    check(`${id} scripts`, scripts.length, 1)
    check(`${id} script`, JSON.parse(scripts[0][1]), file)
    const expanded = await jsonld.expand(file, { documentLoader })
    check(`${id}.jsonld nodes`, expanded.length, 1)
    const [node] = expanded
    check(`${id}.jsonld id`, node['@id'], item.URL)
    check(`${id}.jsonld type`, node['@type'], [vocabulary + 'ArchiveComponent'])
    const name = node[vocabulary + 'name']
    check(`${id}.jsonld name`, name && name[0]['@value'], line(item.title))
    const empty = Object.entries(node).filter(([, value]) => value.length === 0)
    check(`${id}.jsonld empty properties`, empty, [])
    await jsonld.toRDF(file, { documentLoader, format: 'application/n-quads' })
  }
}
console.log([`${count} documents read`, ...faults].join('\n'))
process.exit(faults.length || !count ? 1 : 0)
