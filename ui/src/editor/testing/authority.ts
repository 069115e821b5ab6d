// The real document, in a program of its own: `tests/authority`, spoken to in JSON lines.

import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Batch } from '../wire';
import type { Json } from './projection';

export interface Texts {
  fields: Batch;
  hash: string;
  projection: Json;
}

type Waiting = { resolve: (ok: unknown) => void; reject: (error: Error) => void };

export class AuthorityRefusal extends Error {
  constructor(
    readonly code: string,
    detail: string,
  ) {
    super(`the authority refuses: ${code}, ${detail}`);
  }
}

/** One running authority. Calls may be made without waiting for answers; they are carried out in order. */
export class AuthorityProcess {
  static readonly path = process.env.STET_AUTHORITY ?? '../target/debug/authority';
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;

  constructor() {
    if (!existsSync(AuthorityProcess.path)) {
      throw new Error(`${AuthorityProcess.path} is missing: build it with "cargo build -p tests --bin authority"`);
    }
    this.child = spawn(AuthorityProcess.path, { stdio: 'pipe' });
    this.child.stderr.pipe(process.stderr);
    this.child.on('exit', (code) => this.failAll(new Error(`the authority ended with ${code}`)));
    createInterface({ input: this.child.stdout }).on('line', (line) => this.answer(line));
  }

  call<Answer>(call: string, params: object): Promise<Answer> {
    const id = ++this.lastId;
    const answer = new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    this.child.stdin.write(`${JSON.stringify({ id, call, ...params })}\n`);
    return answer as Promise<Answer>;
  }

  end() {
    this.child.stdin.end();
  }

  private answer(line: string) {
    const answer = JSON.parse(line) as { id: number; ok?: unknown; error?: { code: string; detail: string } };
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if (answer.error) waiting?.reject(new AuthorityRefusal(answer.error.code, answer.error.detail));
    else waiting?.resolve(answer.ok);
  }

  private failAll(error: Error) {
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
