import { parentPort } from 'node:worker_threads'
import {
  BufferSource,
  type EncodedPacket,
  EncodedPacketSink,
  Input,
  type InputAudioTrack,
  MP3,
  MP4,
  OGG,
  WAVE,
  WEBM,
} from 'mediabunny'
import type { AudioFormat } from '../../platform/transcriber.ts'
import type { Measured } from './measure.ts'

// measures recordings, one after the other; measure.ts starts it and gives it its time and memory

type Given = { format: AudioFormat; bytes: Uint8Array; mostMs: number }

/** By how much what frames hold may pass what their timestamps say: codecs begin with some silence that is cut off. */
const slackMs = 500
const samplesOfAac = 1_024

parentPort?.on('message', async (given: Given) => {
  const measured = await measure(given).catch((): Measured => ({ fault: 'unreadable' }))
  parentPort?.postMessage(measured)
})

const formats = { webm: WEBM, ogg: OGG, mp4: MP4, mp3: MP3, wav: WAVE }

async function measure({ format, bytes, mostMs }: Given): Promise<Measured> {
  if (format === 'ogg' && holdsSeveral(Buffer.from(bytes))) return { fault: 'unreadable' }
  const input = new Input({ source: new BufferSource(bytes), formats: [formats[format]] })
  const tracks = await input.getAudioTracks()
  let durationMs = 0
  for (const track of tracks) durationMs = Math.max(durationMs, await lengthOf(track, mostMs))
  return tracks.length === 0 ? { fault: 'no_sound' } : { durationMs: Math.round(durationMs) }
}

/** From the first packet to the end of the last; as long as its frames sound, where that is longer. Stops beyond `mostMs`. */
async function lengthOf(track: InputAudioTrack, mostMs: number): Promise<number> {
  const soundsMs = await frameClock(track)
  let fromMs = Number.POSITIVE_INFINITY
  let toMs = 0
  let soundMs = 0
  const length = () => (soundMs > toMs - fromMs + slackMs ? soundMs : toMs - fromMs)
  for await (const packet of new EncodedPacketSink(track).packets()) {
    fromMs = Math.min(fromMs, packet.timestamp * 1_000)
    toMs = Math.max(toMs, (packet.timestamp + packet.duration) * 1_000)
    soundMs += soundsMs(packet)
    if (length() > mostMs) break
  }
  return length()
}

/** How long a packet sounds whatever its timestamp says; 0 where only that tells. */
async function frameClock(track: InputAudioTrack): Promise<(packet: EncodedPacket) => number> {
  const codec = await track.getCodec()
  if (codec === 'opus') return ({ data }) => opusMs(data)
  if (codec !== 'aac') return () => 0
  const frameMs = (samplesOfAac / (await track.getSampleRate())) * 1_000
  return () => frameMs
}

/** Source: RFC 6716 §3.1. */
function opusMs([first = 0, second = 0]: Uint8Array): number {
  const config = first >> 3
  const frameMs =
    config < 12
      ? [10, 20, 40, 60][config & 3]
      : config < 16
        ? [10, 20][config & 1]
        : [2.5, 5, 10, 20][config & 3]
  return (frameMs ?? 0) * ([1, 2, 2][first & 3] ?? second & 63)
}

/** Decoders play what is chained behind the first stream, which is all that is walked here. Source: RFC 3533 §6. */
function holdsSeveral(bytes: Buffer): boolean {
  let begun = 0
  for (let at = bytes.indexOf('OggS'); at !== -1; at = bytes.indexOf('OggS', at + 4))
    if (((bytes[at + 5] ?? 0) & 2) !== 0) begun += 1
  return begun > 1
}
