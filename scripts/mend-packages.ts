import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { applyPatch, parsePatch, reversePatch } from 'diff'

// Runs after every installation: applies patches/<package>@<version>.patch to what was installed. Ends with an error when a
// package has another version than its patch, or another text.

const root = path.join(import.meta.dirname, '..')

for (const file of readdirSync(path.join(root, 'patches'))) {
  const [, name = '', version] = /^(.+)@(.+)\.patch$/.exec(file) ?? []
  const home = path.join(root, 'node_modules', name)
  const { version: installed } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'))
  if (installed !== version) throw new Error(`patches/${file} is not for ${name} ${installed}`)
  for (const change of parsePatch(readFileSync(path.join(root, 'patches', file), 'utf8'))) {
    const target = path.join(home, change.newFileName?.replace(/^b\//, '') ?? '')
    const text = readFileSync(target, 'utf8')
    const mended = applyPatch(text, change)
    if (mended !== false) writeFileSync(target, mended)
    else if (applyPatch(text, reversePatch(change)) === false)
      throw new Error(`patches/${file} does not fit ${target}`)
  }
}
