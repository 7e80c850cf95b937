export type Skip = { name: string; why: string }
export type Count = { passed: number; failed: number; skips: Skip[] }

const MARK = '#count '

/** The line by which a test file tells the runner what it did. */
export function countLine(count: Count): string {
  return MARK + JSON.stringify(count)
}

/** The last count in a file's output (undefined when it printed none), and the output without count lines. */
export function readCount(output: string): { count: Count | undefined; text: string } {
  const lines = output.split('\n')
  const last = lines.findLast((line) => line.startsWith(MARK))
  const count: Count | undefined = last && JSON.parse(last.slice(MARK.length))
  return { count, text: lines.filter((line) => !line.startsWith(MARK)).join('\n') }
}
