import {
  alertTypes,
  motions,
  partNames,
  pictures,
  readSettings,
  sounds,
  stage,
  themes,
  writeSettings,
} from '../../demo/overlay/settings.ts'

const isOneOf = (values: readonly string[], value: string) => values.includes(value)
const isWhole = (value: number, min: number, max: number) => Number.isInteger(value) && value >= min && value <= max

/** What may load something: one of the overlay's own, `https:`, or data of the right kind. */
const isMedia = (value: string, names: readonly string[], kind: string) =>
  isOneOf(names, value) || (value.length <= 2000 && new RegExp(`^(https://[^@]+$|data:${kind}/)`, 'is').test(value))

/** What is wrong with settings after they were read; empty if they are bounded. Written apart from the schema. */
export function excesses(fragment: string): readonly string[] {
  const { settings, faults } = readSettings(fragment)
  const checks: Record<string, boolean> = {
    theme: isOneOf(themes, settings.theme),
    motion: isOneOf(motions, settings.motion),
    volume: isWhole(settings.volume, 0, 100),
    channel: /^[A-Za-z0-9_]{0,25}$/.test(settings.channel),
    expiry: isWhole(settings.chat.expiry, 0, 600),
    fade: isWhole(settings.chat.fade, 0, 10),
    faults: faults.every(fault => fault.length < 150) && faults.length < 600,
    keys: Object.keys(settings).join() === 'theme,motion,volume,channel,parts,labels,chat,alerts',
    again: JSON.stringify(readSettings(writeSettings(settings))) === JSON.stringify({ settings, faults: [] }),
  }
  for (const name of partNames) {
    const { on, x, y, width, height, text, ...others } = settings.parts[name]
    checks[name] =
      typeof on === 'boolean' &&
      isWhole(x, 0, stage.width) &&
      isWhole(y, 0, stage.height) &&
      isWhole(x + width, 100, stage.width) &&
      isWhole(y + height, 50, stage.height) &&
      isWhole(text, 50, 250) &&
      !Object.keys(others).length
  }
  for (const type of alertTypes) {
    const { on, title, text, picture, sound, time, minimum, ...others } = settings.alerts[type]
    checks[type] =
      typeof on === 'boolean' &&
      title.length <= 80 &&
      text.length <= 200 &&
      // biome-ignore lint/suspicious/noControlCharactersInRegex: None of them may be in a text.
      !/[\u0000-\u001f]/.test(title + text) &&
      isMedia(picture, pictures, 'image') &&
      isMedia(sound, sounds, 'audio') &&
      isWhole(time, 2, 30) &&
      isWhole(minimum, 0, 1_000_000) &&
      !Object.keys(others).length
  }
  return Object.keys(checks).filter(name => !checks[name])
}
