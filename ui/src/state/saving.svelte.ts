// Whether the words are on disk, as honestly as the desk's last answer allows.
import type { Refused } from '../bridge';

export type Kept = 'quiet' | 'saving' | 'saved' | 'failed';

class Saving {
  kept = $state<Kept>('quiet');
  /** When the desk last said that typing is on disk. */
  at = $state<number | null>(null);
  refused = $state<Refused | null>(null);

  began() {
    if (this.kept !== 'failed') this.kept = 'saving';
  }

  done(at: number) {
    this.kept = 'saved';
    this.at = at;
    this.refused = null;
  }

  failed(refused: Refused) {
    this.kept = 'failed';
    this.refused = refused;
  }
}

export const saving = new Saving();
