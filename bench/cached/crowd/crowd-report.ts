// What a crowd costs the ERP.
import type { Section } from '../../report/cold-report.js';
import { table } from '../../report/table.js';
import { KEYS, RATE } from './measure-crowd.js';
import type { Crowd, CrowdSeen } from './measure-crowd.js';

/** Statements with the cache against without. */
const BOUND = 0.2;

export function crowdReport({ seconds, cached, uncached }: Crowd): Section {
  const row = (name: string, { requests, statements }: CrowdSeen): readonly string[] => [
    name,
    `${requests}`,
    `${statements}`,
    perThousand({ requests, statements }).toFixed(1),
  ];
  const share = perThousand(cached) / perThousand(uncached);
  return {
    text: [
      `## Statements at the ERP: a crowd over ${KEYS} orders, ${RATE} requests/s for ${seconds} s`,
      '',
      table(
        ['cache', 'requests', 'statements', 'statements per 1,000 requests'],
        [row('on', cached), row('off', uncached)],
      ),
      '',
      `On / off: ${share.toFixed(3)} ×. Everything that reaches the ERP counts, health and freshness included.`,
    ].join('\n'),
    targets: [
      {
        name: `statements of a crowd in ${seconds} s: with cache against without`,
        ...{ value: share, bound: BOUND, kind: 'at most', unit: '×' },
      },
    ],
  };
}

function perThousand({ requests, statements }: CrowdSeen): number {
  return (statements / requests) * 1_000;
}
