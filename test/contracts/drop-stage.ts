// An SFTP channel and its test server, for the tests of single promises.
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { sftpChannelFactory } from '../../adapters/sftp/sftp-channel-factory.js';
import { PASSWORD, SftpTestServer, type TestServerOptions, USER } from '../support/drops/sftp-test-server.js';
import type { OpenDropsOptions, OpenedDrops } from './drop-channel-fixture.js';
import { DropDirectory } from './drop-directory.js';
import { DropOpener, type DropPlace } from './drop-opener.js';

/** For a whole suite: one stage, made before its tests, reset after each, closed in the end. */
export function dropStage(): () => DropStage {
  let stage: DropStage | undefined;
  const standing = (): DropStage => {
    if (stage === undefined) throw new Error('the stage stands while tests run');
    return stage;
  };
  beforeAll(async () => {
    stage = await DropStage.make();
  });
  afterEach(() => standing().reset());
  afterAll(() => standing().close());
  return standing;
}

export class DropStage {
  readonly #opener = new DropOpener(sftpChannelFactory(() => ''));

  private constructor(
    readonly directory: DropDirectory,
    readonly server: SftpTestServer,
  ) {}

  static async make(options: Omit<TestServerOptions, 'root'> = {}): Promise<DropStage> {
    const directory = new DropDirectory();
    return new DropStage(directory, await SftpTestServer.start({ root: directory.root, ...options }));
  }

  /** The binding's members; `more` replaces some. */
  place(more: Partial<DropPlace> = {}): DropPlace {
    return {
      url: `sftp://${USER}@127.0.0.1:${this.server.port}`,
      options: { password: PASSWORD },
      hostKeys: [this.server.pin],
      folders: this.directory.folders(''),
      ...more,
    };
  }

  open(options: OpenDropsOptions = {}, more: Partial<DropPlace> = {}): OpenedDrops {
    return this.#opener.open(this.place(more), options);
  }

  /** Closes every channel, forgets every fault, removes every file. */
  async reset(): Promise<void> {
    await this.#opener.close();
    this.server.behave();
    this.directory.clear();
  }

  async close(): Promise<void> {
    await this.#opener.close();
    await this.server.close();
    this.directory.close();
  }
}
