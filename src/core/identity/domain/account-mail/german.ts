/** The account mails in German. */
import type { Phrases, Place } from './phrases.ts'

const SIGNED_IN = 'Sie erhalten dies, weil es die Anmeldung an Ihrem Konto betrifft. Es lässt sich nicht abstellen.'
const NOT_YOU =
  'Falls Sie es nicht waren: Wählen Sie ein neues Passwort, beenden Sie Ihre übrigen Sitzungen und sagen Sie einem Eigentümer Bescheid.'
const LOOK = 'Konto ansehen'

const factorWords = (factor: 'totp' | 'passkey', name: string | null): string =>
  factor === 'totp' ? 'die Authenticator-App' : name === null ? 'der Passkey' : `der Passkey „${name}“`
const from = ({ device, address }: Place): string => `${device ?? 'unbekannter Browser'}, Netzadresse ${address}`

export const german: Phrases = {
  invitation: ({ inviter, until }, { organisation, when }) => ({
    title: `Einladung zu ${organisation} in Pitcrew`,
    paragraphs: [
      inviter === null
        ? `Sie sind eingeladen, in Pitcrew mit ${organisation} zu arbeiten.`
        : `${inviter} lädt Sie zu ${organisation} in Pitcrew ein.`,
      `Der Link gilt einmal, bis ${when(until)}.`,
    ],
    action: 'Einladung annehmen',
    why: `Sie erhalten dies, weil jemand bei ${organisation} diese Adresse eingeladen hat.`,
  }),
  password_forgotten: ({ minutes }, { organisation }) => ({
    title: `Neues Passwort für ${organisation} wählen`,
    paragraphs: [
      'Jemand, wahrscheinlich Sie, hat auf der Anmeldeseite angegeben, dass das Passwort Ihres Kontos vergessen ist.',
      `Der Link gilt einmal und ${minutes} Minuten lang. Mit ihm wählen Sie ein neues Passwort; Ihre Sitzungen enden dann überall.`,
      'Falls Sie ihn nicht angefordert haben, ist nichts zu tun: Ohne den Link kommt niemand hinein.',
    ],
    action: 'Neues Passwort wählen',
    why: 'Sie erhalten dies, weil jemand mit dieser Adresse ein neues Passwort angefordert hat.',
  }),
  password_offered: ({ by, until }, { organisation, when }) => ({
    title: `Neues Passwort für ${organisation} wählen`,
    paragraphs: [
      `${by ?? 'Ein Eigentümer'} hat einen Link erstellt, mit dem Sie ein neues Passwort wählen. Ihre Sitzungen enden dann überall.`,
      `Er gilt einmal, bis ${when(until)}.`,
    ],
    action: 'Neues Passwort wählen',
    why: 'Sie erhalten dies, weil jemand, der sich hier um Personen kümmert, einen Link für ein neues Passwort erstellt hat.',
  }),
  password_changed: ({ by }) => ({
    title: 'Ihr Passwort wurde geändert',
    paragraphs: [
      by === 'self'
        ? 'Das Passwort Ihres Kontos wurde in einem angemeldeten Browser geändert.'
        : 'Das Passwort Ihres Kontos wurde mit einem einmaligen Link geändert.',
      NOT_YOU,
    ],
    action: LOOK,
    why: SIGNED_IN,
  }),
  locked: ({ failures, until, place }, { when }) => ({
    title: 'Ihr Konto ist vorübergehend gesperrt',
    paragraphs: [
      `Nach ${failures} Fehlversuchen in Folge kann sich bis ${when(until)} niemand mit Ihrem Passwort anmelden. Der letzte Versuch: ${from(place)}.`,
      'Offene Sitzungen laufen weiter, und ein Passkey meldet Sie weiterhin an. Ein Eigentümer kann die Sperre früher beenden.',
      'Falls Sie es nicht waren, rät jemand: Ein zweiter Faktor hält ihn auch mit dem richtigen Passwort fern.',
    ],
    action: LOOK,
    why: SIGNED_IN,
  }),
  new_device: (place) => ({
    title: 'Anmeldung von einem neuen Gerät',
    paragraphs: [`An Ihrem Konto hat sich ein Browser angemeldet, der bisher nicht benutzt wurde: ${from(place)}.`, NOT_YOU],
    action: LOOK,
    why: SIGNED_IN,
  }),
  factor_added: ({ factor, name }) => ({
    title: 'Ihrem Konto wurde ein zweiter Faktor hinzugefügt',
    paragraphs: [`Neu an Ihrem Konto ist ${factorWords(factor, name)}.`, NOT_YOU],
    action: LOOK,
    why: SIGNED_IN,
  }),
  factor_removed: ({ factor, name }) => ({
    title: 'Ein zweiter Faktor Ihres Kontos wurde entfernt',
    paragraphs: [`Nicht mehr an Ihrem Konto ist ${factorWords(factor, name)}.`, NOT_YOU],
    action: LOOK,
    why: SIGNED_IN,
  }),
  factors_reset: ({ by }) => ({
    title: 'Ihre zweiten Faktoren wurden entfernt',
    paragraphs: [
      `${by ?? 'Ein Eigentümer'} hat alle zweiten Faktoren Ihres Kontos entfernt. Ihr Passwort allein meldet nun an; richten Sie bald wieder einen ein.`,
      'Falls Sie nicht darum gebeten haben, sagen Sie einem Eigentümer Bescheid.',
    ],
    action: LOOK,
    why: SIGNED_IN,
  }),
  recovery_code_used: ({ left, place }) => ({
    title: 'Ein Wiederherstellungscode Ihres Kontos wurde benutzt',
    paragraphs: [
      `Mit ihm hat sich angemeldet: ${from(place)}. ${left === 0 ? 'Es war der letzte: Erstellen Sie neue.' : left === 1 ? 'Einer ist übrig.' : `${left} sind übrig.`}`,
      NOT_YOU,
    ],
    action: LOOK,
    why: SIGNED_IN,
  }),
  email_changed: ({ from: former, to, by }) => ({
    title: 'Die Adresse Ihres Kontos wurde geändert',
    paragraphs: [
      `${by ?? 'Ein Eigentümer'} hat die Adresse, mit der Sie sich anmelden, von ${former} auf ${to} geändert. Mails gehen von nun an dorthin.`,
      'Falls das nicht stimmt, sagen Sie einem Eigentümer Bescheid.',
    ],
    action: null,
    why: 'Sie erhalten dies, weil Ihr Konto diese Adresse hatte oder hat.',
  }),
}
