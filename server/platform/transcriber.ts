/** Somebody else's ears. */
export type Transcriber = {
  /** Throws `Refused` for a recording that it does not take, and for anything but a whole answer; ends with the signal. */
  transcribe(recording: Recording, signal: AbortSignal): Promise<Heard>
}

export type AudioFormat = 'webm' | 'ogg' | 'mp4' | 'mp3' | 'wav'

export type Recording = { readonly format: AudioFormat; readonly bytes: Uint8Array }

/** What was heard, as it came: nothing of it has been looked at. `language`: as the provider calls it. */
export type Heard = { readonly text: string; readonly language: string | null }

/** The provider answers that it cannot take this recording, whoever asks. */
export class Refused extends Error {}
