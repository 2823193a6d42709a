// The command line of the demonstration ERP.
import { describe, expect, it } from '@jest/globals';
import { readCommandLine } from './cli.js';

describe('the command line', () => {
  it('needs nothing: everything has a default', () => {
    expect(readCommandLine([])).toEqual({
      kind: 'run',
      options: { port: 14330, primaryPort: 14331, host: '127.0.0.1', data: 'data/contoso', encryption: 'off' },
    });
  });

  it('takes every option', () => {
    const text =
      '--port 0 --primary-port 1 --control-port 2 --host ::1 --data d --encryption required --tls-dir t ' +
      '--passwords-file p --seed 7 --scale 0.02 --poll 50';
    expect(readCommandLine(text.split(' '))).toEqual({
      kind: 'run',
      options: {
        ...{ port: 0, primaryPort: 1, controlPort: 2, host: '::1', data: 'd', encryption: 'required' },
        ...{ tlsDir: 't', passwordsFile: 'p', seed: 7, scale: 0.02, poll: 50 },
      },
    });
  });

  it('names every fault at once, and what is allowed', () => {
    const line = readCommandLine([
      '--port',
      '70000',
      '--scale',
      '9',
      '--encryption',
      'maybe',
      '--colour',
      '--seed',
      'x',
    ]);
    expect(line).toEqual({
      kind: 'faults',
      faults: [
        '--colour is not an option; --help lists what is',
        '--port must be at most 65535',
        '--encryption must be off, on or required',
        '--seed must be a whole number of at most nine digits',
        '--scale must be a number from 0.01 to 1, 1 being the full database',
      ],
    });
  });

  it('starts the SFTP server instead when its first word says so', () => {
    expect(readCommandLine(['sftp'])).toEqual({
      kind: 'sftp',
      options: { port: 14322, host: '127.0.0.1', data: 'data/contoso' },
    });
    expect(readCommandLine('sftp --port 0 --control-port 1 --host ::1 --data d'.split(' '))).toEqual({
      kind: 'sftp',
      options: { port: 0, controlPort: 1, host: '::1', data: 'd' },
    });
    expect(readCommandLine(['sftp', '--scale', '1', '--port', 'x'])).toEqual({
      kind: 'faults',
      faults: [
        '--scale is not an option; --help lists what is',
        '1 is not an option; --help lists what is',
        '--port must be a port number, 0 for any free one',
      ],
    });
    const help = readCommandLine(['sftp', '--help']);
    expect(help.kind === 'help' && help.text).toContain('inbox, outbox and archive');
  });

  it('refuses words that belong to no option', () => {
    expect(readCommandLine(['start'])).toEqual({
      kind: 'faults',
      faults: ['start is not an option; --help lists what is'],
    });
  });

  it('says that an option lacks its value', () => {
    const line = readCommandLine(['--port']);
    expect(line.kind === 'faults' && line.faults.join()).toContain('argument missing');
  });

  it('explains itself', () => {
    const line = readCommandLine(['--help']);
    expect(line.kind === 'help' && line.text).toContain('--control-port <port>');
  });
});
