// Turns commands into HTTP answers: 202 with the command, 201 or 200 once it is done, 422 when the ERP refused it.
// It must never say that something was applied before the ERP said so.
import type { FastifyReply } from 'fastify';
import type { Resource, WriteOperation } from '../../facade/contract.js';
import { Problem } from '../../problems/problem.js';
import { isSettled } from '../../write/command-moves.js';
import type { Command } from '../../write/command.js';
import type { CommandWithHistory } from '../../write/ledger.port.js';
import { commandViewWithHistory } from './command-view.js';

/** What an answer depends on besides the command. */
export interface AnswerFrame {
  readonly version: string;
  readonly resource: Resource;
  readonly operation: WriteOperation;
  readonly replayed: boolean;
  /** Seconds the caller was willing to wait, when it was waited. */
  readonly waited: number | undefined;
}

/** A good moment to look again, and the latest one to tell of a command that is held for hours. */
const LOOK_AGAIN_SECONDS = 1;
const LOOK_AGAIN_AT_MOST_SECONDS = 60;
const OK = 200;
const CREATED = 201;
const ACCEPTED = 202;

/** Sends the answer to a write; throws the problem of one the ERP refused while the caller waited. */
export function sendWriteAnswer(reply: FastifyReply, found: CommandWithHistory, frame: AnswerFrame): void {
  const { command } = found;
  const fields = commonFields(frame);
  if (frame.waited !== undefined && command.state === 'refused') throw refusal(command, frame.operation, fields);
  const applied = frame.waited !== undefined && command.state === 'succeeded';
  reply.headers({ ...fields, ...(applied ? appliedFields(command, frame) : acceptedFields(command, frame)) });
  reply.code(applied ? (frame.operation.kind === 'create' ? CREATED : OK) : ACCEPTED);
  sendCommand(reply, found);
}

/** Sends a command as the body of whatever status was set. */
export function sendCommand(reply: FastifyReply, found: CommandWithHistory): void {
  reply.header('cache-control', 'no-store').type('application/json');
  reply.send(JSON.stringify(commandViewWithHistory(found)));
}

type Fields = Readonly<Record<string, string>>;

function commonFields({ replayed, waited }: AnswerFrame): Fields {
  return {
    ...(replayed && { 'Idempotent-Replay': 'true' }),
    ...(waited !== undefined && { 'Preference-Applied': `wait=${waited}` }),
  };
}

function acceptedFields(command: Command, { version }: AnswerFrame): Fields {
  const wait = isSettled(command.state) ? {} : { 'Retry-After': String(lookAgainIn(command)) };
  return { Location: `/${version}/commands/${command.id}`, ...wait };
}

function lookAgainIn({ state, notBefore, changedAt }: Command): number {
  if (state !== 'held' || notBefore === undefined) return LOOK_AGAIN_SECONDS;
  const seconds = Math.ceil((Date.parse(notBefore) - Date.parse(changedAt)) / 1_000);
  return Math.min(Math.max(seconds, LOOK_AGAIN_SECONDS), LOOK_AGAIN_AT_MOST_SECONDS);
}

/** The record's own address, where it is known, and the command's as that of the body. */
function appliedFields(command: Command, { version, resource }: AnswerFrame): Fields {
  const key = command.key ?? keyIn(command, resource.key);
  return {
    'Content-Location': `/${version}/commands/${command.id}`,
    ...(key !== undefined && { Location: `/${version}/${resource.name}/${encodeURIComponent(key)}` }),
  };
}

function keyIn({ result }: Command, name: string): string | undefined {
  if (typeof result !== 'object' || result === null || !Object.hasOwn(result, name)) return undefined;
  const key = (result as Readonly<Record<string, unknown>>)[name];
  return typeof key === 'string' || typeof key === 'number' ? String(key) : undefined;
}

/** The ERP saw that the record had changed where only a write with If-Match makes it look: that is the precondition. */
function refusal({ id, refusal: why, seenVersion }: Command, { ifMatch }: WriteOperation, headers: Fields): Problem {
  const changed = seenVersion !== undefined && why?.reason === ifMatch?.changed;
  return new Problem(changed ? 'precondition-failed' : 'refused-by-erp', {
    commandId: id,
    headers,
    ...(why !== undefined && { reason: why.reason, detail: why.text }),
  });
}
