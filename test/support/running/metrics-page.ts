// Reads the metrics of a running gateway, as a scraper would.

/** The samples of one page of metrics. */
export class MetricsPage {
  readonly #lines: readonly string[];

  constructor(text: string) {
    this.#lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  }

  /** The sum of all samples of a metric whose labels include these; 0 when there is none. */
  sum(name: string, labels: Readonly<Record<string, string>> = {}): number {
    const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
    return this.#lines
      .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
      .filter((line) => wanted.every((label) => line.includes(label)))
      .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
  }
}

/** Scrapes the administration listener. */
export async function scrape(adminAddress: string): Promise<MetricsPage> {
  const response = await fetch(`${adminAddress}/metrics`);
  return new MetricsPage(await response.text());
}
