import { readFileSync, writeFileSync } from 'node:fs'

// A registry may lack some of the platform packages that others name as optional. npm then writes a lock file
// without them, and `npm ci` refuses it. This adds what is missing; on this platform they are never installed.

type Entry = {
  version?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}

const file = 'package-lock.json'
const lock: { packages: Record<string, Entry> } = JSON.parse(readFileSync(file, 'utf8'))
const platform =
  /(darwin|win32|android|linux|freebsd|netbsd|openbsd|sunos|aix|openharmony)[-_](x64|arm64|ia32|arm|ppc64|s390x|riscv64|loong64|mips64el|aarch64|armv7)/

let added = 0
for (const entry of Object.values({ ...lock.packages }))
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const path = `node_modules/${name}`
    const found = platform.exec(name)
    if (lock.packages[path] || !found || !/^\d/.test(version)) continue
    const cpu = { aarch64: 'arm64', armv7: 'arm' }[found[2] ?? ''] ?? found[2]
    lock.packages[path] = {
      version,
      ...(entry.dev && { dev: true }),
      optional: true,
      os: [found[1] ?? ''],
      cpu: [cpu ?? ''],
      ...(name.includes('musl') && { libc: ['musl'] }),
    }
    added++
  }

writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
process.stdout.write(`${added} entries added\n`)
