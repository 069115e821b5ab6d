// Story shapes: what is offered to begin from, and what the newsroom makes of it.
import { asRefusal, desk as bridge, type PutShapeRequest, type Refused, type ShapeView } from '../bridge';
import { toasts } from './toasts.svelte';

class Shapes {
  list = $state.raw<ShapeView[]>([]);
  loaded = $state(false);
  trouble = $state<Refused | null>(null);
  /** The one that the sheet is about; null for a new one. */
  edited = $state.raw<ShapeView | null>(null);

  async load() {
    try {
      this.list = await bridge.shapes();
      this.trouble = null;
    } catch (thrown) {
      this.trouble = asRefusal(thrown);
    }
    this.loaded = true;
  }

  /** Throws the refusal: the sheet that asked shows it. */
  async put(request: PutShapeRequest) {
    await bridge.putShape(request);
    await this.load();
  }

  async retire(name: string) {
    try {
      this.list = await bridge.retireShape(name);
      toasts.say('shape.retired', { shape: name });
    } catch (thrown) {
      toasts.refuse(asRefusal(thrown));
    }
  }
}

export const shapes = new Shapes();
