// Where stories are published to, and what is due there.
import { asRefusal, desk as bridge, type AddTargetRequest, type DueView, type Refused, type TargetView } from '../bridge';

class Publishing {
  targets = $state.raw<TargetView[]>([]);
  due = $state.raw<DueView[]>([]);
  targetsLoaded = $state(false);
  dueLoaded = $state(false);
  trouble = $state<Refused | null>(null);

  async loadTargets() {
    try {
      this.targets = await bridge.targets();
      this.trouble = null;
    } catch (thrown) {
      this.trouble = asRefusal(thrown);
    }
    this.targetsLoaded = true;
  }

  async loadDue() {
    try {
      this.due = await bridge.due();
      this.trouble = null;
    } catch (thrown) {
      this.trouble = asRefusal(thrown);
    }
    this.dueLoaded = true;
  }

  clear() {
    this.targets = [];
    this.due = [];
    this.targetsLoaded = false;
    this.dueLoaded = false;
  }

  /** Throws the refusal: the sheet that asked shows it. */
  async add(request: AddTargetRequest) {
    await bridge.addTarget(request);
    await this.loadTargets();
  }
}

export const publishing = new Publishing();
