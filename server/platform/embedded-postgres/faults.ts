import { statfsSync } from 'node:fs'

/** What an operator can do instead, at the end of every message about the embedded PostgreSQL. */
export const WAY_OUT = 'Or set DATABASE_URL to an existing PostgreSQL 15 or later.'

/** An error whose message says what to change, from what PostgreSQL printed while doing `what` in `folder`. */
export function faultOf(what: string, folder: string, printed: string): Error {
  if (/No space left on device|Disk quota exceeded/.test(printed) || isFull(folder))
    return diskFull(what, folder)
  const lines = printed.trim().split('\n').slice(-12).join('\n')
  return new Error(
    `The embedded PostgreSQL failed: ${what}. ${hint(printed)}${WAY_OUT}\nIts last lines:\n${lines}`,
  )
}

/** The same for an error of the file system met in `folder`; any other error comes back as it is. */
export function explainFileError(error: unknown, folder: string): unknown {
  const { code, path, errcode, syscall } = Object(error)
  if (String(syscall).startsWith('spawn')) return faultOf('running its programs', folder, String(error))
  if (code === 'ENOSPC' || code === 'EDQUOT' || errcode === SQLITE_FULL) {
    return diskFull(path ? `writing ${path}` : 'writing its files', folder, error)
  }
  if (['EACCES', 'EPERM', 'EROFS'].includes(code) || [SQLITE_READONLY, SQLITE_CANTOPEN].includes(errcode)) {
    return new Error(
      `The embedded PostgreSQL cannot use ${path ?? folder} as user ${process.getuid?.()}: ` +
        `run as the owner of ${folder}, or give another DATA_DIR. ${WAY_OUT}`,
      { cause: error },
    )
  }
  return error
}

const SQLITE_READONLY = 8
const SQLITE_FULL = 13
const SQLITE_CANTOPEN = 14

function diskFull(what: string, folder: string, cause?: unknown): Error {
  return new Error(
    `No space left on the disk that holds ${folder}, so this failed: ${what}. ` +
      `Free some space there and start again; what was saved before is untouched. ${WAY_OUT}`,
    { cause },
  )
}

// a full disk also swallows the log line that would say so
function isFull(folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize < 64 * 1024
}

function hint(printed: string): string {
  if (/shared memory|Cannot allocate memory/.test(printed)) {
    return 'It needs about 200 MB of memory and some shared memory (docker: --shm-size=256m). '
  }
  if (/spawn \S* ?ENOENT/.test(printed)) return 'Its programs need glibc, which Alpine Linux does not have. '
  if (/spawn \S* ?EPERM/.test(printed)) return 'It may not change its user here: start as an ordinary user. '
  if (/could not look up effective user ID/.test(printed)) {
    return 'The user it runs as has no entry in /etc/passwd: add one, or run as a user that has. '
  }
  return ''
}
