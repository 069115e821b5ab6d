// One line at the foot of the window about what has just happened. What is said is a key; i18n has the words.
import type { Refused } from '../bridge';
import type { Key, Params } from '../i18n';

export interface Toast {
  id: number;
  key: Key | null;
  params: Params;
  /** Said instead of the key: something did not happen. */
  refused: Refused | null;
  action: { key: Key; params?: Params; run: () => void } | null;
}

const STAYS_FOR = 8000;

class Toasts {
  shown = $state<Toast[]>([]);
  private next = 1;

  say(key: Key, params: Params = {}, action: Toast['action'] = null) {
    this.add({ key, params, refused: null, action });
  }

  /** A refusal stays until it is dismissed. */
  refuse(refused: Refused, action: Toast['action'] = null) {
    this.add({ key: null, params: {}, refused, action });
  }

  dismiss(id: number) {
    this.shown = this.shown.filter((toast) => toast.id !== id);
  }

  private add(toast: Omit<Toast, 'id'>) {
    const id = this.next++;
    this.shown = [...this.shown.slice(-2), { id, ...toast }];
    if (!toast.refused) setTimeout(() => this.dismiss(id), STAYS_FOR);
  }
}

export const toasts = new Toasts();
