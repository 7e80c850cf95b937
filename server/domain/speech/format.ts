import type { AudioFormat } from '../../platform/transcriber.ts'

/** What a recording is by what it begins with, whatever its sender calls it. Null: none of ours. */
export function formatOf(bytes: Uint8Array): AudioFormat | null {
  const head = Buffer.from(bytes.subarray(0, 64)).toString('latin1')
  if (head.startsWith('\x1aE\xdf\xa3') && head.includes('webm')) return 'webm'
  if (head.startsWith('OggS')) return 'ogg'
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WAVE') return 'wav'
  if (head.slice(4, 8) === 'ftyp') return 'mp4'
  return head.startsWith('ID3') || isMp3Frame(bytes) ? 'mp3' : null
}

/** Whether an MPEG audio frame of layer III begins here. Source: ISO/IEC 11172-3, 2.4.1.3. */
const isMp3Frame = ([first = 0, second = 0]: Uint8Array) =>
  first === 0xff && (second & 0b1110_0110) === 0b1110_0010 && (second & 0b0001_1000) !== 0b0000_1000
