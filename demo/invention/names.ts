// Names of companies and people as a Danish trader would have them, with the letters that break code pages.
// All are invented from common words; addresses of mail lie under domains that are reserved for examples.
import type { Random } from './random.js';

/** A name as the old code page could hold it, and the real one when the two differ. */
export interface CompanyName {
  readonly legacy: string;
  readonly real: string | null;
}

interface Naming {
  readonly families: readonly string[];
  readonly trades: readonly string[];
  readonly forms: readonly string[];
}

const namings: Readonly<Record<string, Naming>> = {
  DK: {
    families: [
      'Kjær',
      'Sørensen',
      'Østergård',
      'Møller',
      'Bæk',
      'Nygård',
      'Lindø',
      'Skov',
      'Ærø',
      'Damgaard',
      'Hougård',
    ],
    trades: ['Maskinfabrik', 'Smedje', 'VVS & Rør', 'Landbrug', 'Træindustri', 'Værktøj', 'Kølehuse', 'Møbler'],
    forms: ['A/S', 'ApS', 'I/S'],
  },
  PL: {
    families: ['Wiśniewski', 'Kowalczyk', 'Dąbrowski', 'Łukasik', 'Żółtowski', 'Święcicki', 'Zając', 'Gołąb', 'Piątek'],
    trades: ['Łożyska', 'Części', 'Budowa Maszyn', 'Przetwórnia', 'Narzędzia', 'Stal'],
    forms: ['Sp. z o.o.', 'S.A.', 'Sp. j.'],
  },
  SE: {
    families: ['Åkerlund', 'Öberg', 'Sjöström', 'Lindqvist', 'Häggström', 'Bergman'],
    trades: ['Mekaniska', 'Sågverk', 'Verkstad', 'Lantbruk', 'Rör'],
    forms: ['AB', 'HB'],
  },
  DE: {
    families: ['Müller', 'Größler', 'Jäger', 'Schröder', 'Hansen', 'Weiß'],
    trades: ['Maschinenbau', 'Landtechnik', 'Getriebe', 'Stahlhandel'],
    forms: ['GmbH', 'KG'],
  },
};

const polish: Readonly<Record<string, string>> = {
  ą: 'a',
  ć: 'c',
  ę: 'e',
  ł: 'l',
  ń: 'n',
  ś: 's',
  ź: 'z',
  ż: 'z',
  Ć: 'C',
  Ł: 'L',
  Ń: 'N',
  Ś: 'S',
  Ź: 'Z',
  Ż: 'Z',
};

/** The text without the Polish letters that Windows-1252 does not have; ó stays, it has that one. */
export function withoutPolish(text: string): string {
  return text.replace(/[ąćęłńśźżĆŁŃŚŹŻ]/g, (letter) => polish[letter] ?? letter);
}

/** An invented company of `country`, with `index` to tell namesakes apart. */
export function companyName(random: Random, country: string, index: number): CompanyName {
  const naming = namings[country] ?? namings['DK'];
  if (naming === undefined) throw new Error(`No names for ${country}.`);
  const branch = random.percent(25) ? ` ${(index % 90) + 10}` : '';
  const real = `${random.pick(naming.families)} ${random.pick(naming.trades)}${branch} ${random.pick(naming.forms)}`;
  const legacy = withoutPolish(real);
  return { legacy, real: legacy === real ? null : real };
}

/** A mail address made of the customer's number, under a domain that nobody can own. */
export function mailAddress(random: Random, customer: string, country: string): string {
  const box = random.pick(['indkob', 'info', 'lager', 'kontor', 'biuro']);
  return `${box}@${customer.toLowerCase()}.${country.toLowerCase()}.example`;
}
