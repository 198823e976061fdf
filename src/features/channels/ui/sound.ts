/** Two tones, made here: no file to fetch while the server may be in trouble. */

const TONES = [880, 660] as const
const TONE_SECONDS = 0.25
/** Loud enough for another room, without clipping. */
const LOUDNESS = 0.4

let audio: AudioContext | undefined

/** Browsers stay silent in a page that nobody has clicked in yet; the dialog is seen all the same. */
export async function ringOnce(): Promise<void> {
  audio ??= new AudioContext()
  if (audio.state === 'suspended') await audio.resume()
  const begin = audio.currentTime
  TONES.forEach((hertz, at) => tone(audio as AudioContext, hertz, begin + at * TONE_SECONDS))
}

function tone(context: AudioContext, hertz: number, from: number): void {
  const [source, gain] = [context.createOscillator(), context.createGain()]
  source.frequency.value = hertz
  gain.gain.value = LOUDNESS
  source.connect(gain).connect(context.destination)
  source.start(from)
  source.stop(from + TONE_SECONDS)
}
