// A head that could not be written in the usual way, once, never looks like tampering later.
import { expect, it } from '@jest/globals';
import { AuditHeadFile } from '../../adapters/folder/audit-head-file.js';
import { auditOf } from '../contracts/audit-sample.js';
import { AuditStage, shortly } from './audit-stage.js';

/** Writes lines as ever, and fails after that as often as it is told to. */
class UnsyncedFile extends AuditHeadFile {
  failures = 0;

  override async append(lines: readonly string[]): Promise<void> {
    await super.append(lines);
    if (this.failures === 0) return;
    this.failures -= 1;
    throw new Error('EIO: i/o error, fsync');
  }
}

const warnings = ({ observed }: AuditStage): readonly string[] =>
  observed.flatMap((each) => (each.kind === 'warning' ? [each.text] : []));

it('a line that is there though its sync failed is not written a second time', async () => {
  using stage = new AuditStage();
  const file = new UnsyncedFile(stage.headsPath);
  stage.file = file;
  await stage.running(async ({ append }) => {
    await append(2);
    file.failures = 1;
    await append(2);
    await append(2);
  });
  expect(warnings(stage)).toEqual([expect.stringContaining('no head of the audit trail was signed: EIO')]);
  expect(shortly(await stage.verify())).toEqual([]);
});

it('nor is the first one of a gateway, which says where it began', async () => {
  using stage = new AuditStage();
  const file = new UnsyncedFile(stage.headsPath);
  stage.file = file;
  await stage.running(({ append }) => append(2));
  file.failures = 2;
  await stage.running(async ({ append }) => {
    await append(2);
    await append(2);
  });
  expect(shortly(await stage.verify())).toEqual([]);
});

it('one that the store could not record is still told of as signed', async () => {
  using stage = new AuditStage();
  await stage.running(async ({ append }) => {
    await append(1);
    stage.tamper((database) => {
      database.exec(`CREATE TRIGGER refuse BEFORE UPDATE ON audit_note BEGIN SELECT RAISE(ABORT, 'refused'); END`);
    });
    await append(1);
    stage.tamper((database) => database.exec('DROP TRIGGER refuse'));
  });
  expect(warnings(stage)).toEqual([expect.stringMatching(/^head \d+ of the audit trail was signed, but not recorded/)]);
  expect(stage.observed.filter(({ kind }) => kind === 'audit-head-signed')).toHaveLength(4);
  expect(shortly(await stage.verify())).toEqual([]);
});

it('nothing is appended behind the last head of a gateway that stops, so that the next one finds nothing new', async () => {
  using stage = new AuditStage();
  await stage.running(async ({ append, heads, log }) => {
    await append(2);
    const under = log.append(auditOf('command/under-way'));
    await heads.stop();
    await under;
    await expect(log.append(auditOf('command/late'))).rejects.toThrow('closed');
  });
  await stage.running(({ append }) => append(1));
  expect(await stage.verify()).toMatchObject({ findings: [], to: 4 });
});
