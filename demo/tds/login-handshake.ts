// From the first byte to a logged-in session: PRELOGIN, TLS, LOGIN7, and the reasons to refuse.
import { timingSafeEqual, createHash } from 'node:crypto';
import type { Engine } from '../engine/engine.js';
import type { LoginDefinition } from '../engine/definition.js';
import type { Fault, Faults } from '../engine/faults.js';
import { PACKET, ProtocolError, type Packet } from '../wire/packet.js';
import type { Connection } from './connection.js';
import { faultError } from './fault-errors.js';
import { admission, refusal } from './login-answer.js';
import { readLogin, type Login } from './login7.js';
import { agreeOnEncryption, preloginAnswer, readPrelogin, type Encryption } from './prelogin.js';

export interface HandshakeOptions {
  readonly engine: Engine;
  readonly faults: Faults;
  readonly encryption: Encryption;
  readonly server: string;
}

export interface Admitted {
  readonly login: Login;
  readonly definition: LoginDefinition;
}

type Refusal = Parameters<typeof refusal>[0];

export class LoginHandshake {
  private preloginDone = false;

  constructor(
    private readonly connection: Connection,
    private readonly options: HandshakeOptions,
  ) {}

  /** Takes the next message; resolves with the login once it is admitted. A refused one is answered and ended. */
  async take(message: Packet): Promise<Admitted | 'refused' | undefined> {
    if (message.type !== (this.preloginDone ? PACKET.login : PACKET.prelogin)) throw new ProtocolError('out of order');
    if (this.preloginDone) return this.login(readLogin(message.data));
    this.preloginDone = true;
    const { answer, tls } = agreeOnEncryption(
      readPrelogin(message.data),
      this.options.encryption,
      this.connection.secure,
    );
    this.connection.send(preloginAnswer(answer));
    if (tls) this.connection.startTls();
    return undefined;
  }

  private async login(login: Login): Promise<Admitted | 'refused'> {
    const { engine, faults, server } = this.options;
    const fault = faults.take('login', `${login.user} ${login.application}`);
    if (fault !== undefined && !(await this.survives(fault))) return 'refused';
    const definition = engine.login(login.user);
    const reason = this.refusalOf(login, definition, fault);
    if (reason !== undefined || definition === undefined) {
      this.connection.send(refusal(reason ?? loginFailed(login), server));
      this.connection.end();
      return 'refused';
    }
    const packetSize = Math.min(Math.max(login.packetSize, 512), 32_767);
    this.connection.send(admission(login, { database: engine.database, server, packetSize, route: fault?.route }));
    this.connection.setPacketSize(packetSize);
    return { login, definition };
  }

  /** Plays the part of a fault that comes before an answer; false when there will be none. */
  private async survives(fault: Fault): Promise<boolean> {
    if (fault.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
    if (fault.stall === true) await new Promise<void>((resolve) => this.connection.whenClosed(resolve));
    if (fault.drop !== undefined) this.connection.destroy();
    return fault.stall !== true && fault.drop === undefined;
  }

  private refusalOf(
    login: Login,
    definition: LoginDefinition | undefined,
    fault: Fault | undefined,
  ): Refusal | undefined {
    if (fault?.error !== undefined) {
      const error = faultError(fault.error, 0);
      return { number: error.number, text: error.message, class: error.class, state: error.state };
    }
    if (
      this.options.faults.refuseLogins ||
      definition === undefined ||
      !sameSecret(definition.password, login.password)
    ) {
      return loginFailed(login);
    }
    const { database } = this.options.engine;
    if (login.database === '' || login.database.toLowerCase() === database.toLowerCase()) return undefined;
    const text = `Cannot open database "${login.database}" requested by the login. The login failed.`;
    return { number: 4060, text, class: 11, state: 1 };
  }
}

const loginFailed = ({ user }: Login): Refusal => ({
  number: 18456,
  text: `Login failed for user '${user}'.`,
  class: 14,
  state: 1,
});

function sameSecret(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
