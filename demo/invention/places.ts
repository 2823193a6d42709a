// Towns with postal codes and streets, by country, as they appear on labels.
// Real towns, invented streets; NVARCHAR text, so nothing needs to fit the old code page.
import type { Random } from './random.js';

/** What goes on a label below the name. */
export interface Place {
  readonly street: string;
  readonly zip: string;
  readonly city: string;
}

const towns: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  DK: [
    ['6000', 'Kolding'],
    ['2100', 'København Ø'],
    ['8000', 'Aarhus C'],
    ['5970', 'Ærøskøbing'],
    ['9990', 'Skagen'],
    ['3700', 'Rønne'],
    ['4600', 'Køge'],
    ['7100', 'Vejle'],
    ['6270', 'Tønder'],
  ],
  PL: [
    ['80-244', 'Gdańsk'],
    ['90-001', 'Łódź'],
    ['31-153', 'Kraków'],
    ['61-701', 'Poznań'],
    ['65-001', 'Zielona Góra'],
    ['87-100', 'Toruń'],
  ],
  SE: [
    ['211 20', 'Malmö'],
    ['411 03', 'Göteborg'],
    ['392 31', 'Kalmar'],
    ['903 25', 'Umeå'],
  ],
  DE: [
    ['24937', 'Flensburg'],
    ['50667', 'Köln'],
    ['23552', 'Lübeck'],
    ['33330', 'Gütersloh'],
  ],
};

const streets: Readonly<Record<string, readonly string[]>> = {
  DK: ['Havnegade', 'Møllevej', 'Østerbrogade', 'Ågade', 'Industrivej', 'Smedegårdsvej'],
  PL: ['ul. Długa', 'ul. Świętojańska', 'ul. Źródlana', 'al. Niepodległości', 'ul. Mokra'],
  SE: ['Hamngatan', 'Östra Förstadsgatan', 'Verkstadsgatan', 'Åvägen'],
  DE: ['Hafenstraße', 'Am Mühlenteich', 'Größenweg', 'Industriestraße'],
};

/** A place in `country`; an unknown country is treated as Denmark, as the ERP does. */
export function place(random: Random, country: string): Place {
  const [zip, city] = random.pick(towns[country] ?? towns['DK'] ?? []);
  const street = random.pick(streets[country] ?? streets['DK'] ?? []);
  return { street: `${street} ${random.between(1, 180)}`, zip, city };
}
