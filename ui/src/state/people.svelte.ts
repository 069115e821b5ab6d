// The people of the newsroom, and the profile that is open.
import { asRefusal, desk as bridge, type CreditView, type PersonView, type Refused, type SavePersonRequest } from '../bridge';

class People {
  list = $state.raw<PersonView[]>([]);
  loaded = $state(false);
  trouble = $state<Refused | null>(null);
  chosen = $state<string | null>(null);
  readonly current = $derived(this.list.find((person) => person.id === this.chosen) ?? this.list[0] ?? null);

  async load() {
    try {
      this.list = await bridge.people();
      this.trouble = null;
    } catch (thrown) {
      this.trouble = asRefusal(thrown);
    }
    this.loaded = true;
  }

  clear() {
    this.list = [];
    this.loaded = false;
    this.chosen = null;
  }

  /** Who goes by this printed name. */
  called(name: string): PersonView | null {
    const wanted = name.trim().toLowerCase();
    return this.list.find((person) => (person.byline_name || person.name).toLowerCase() === wanted) ?? null;
  }

  /** Throws the refusal: the form that asked shows it. */
  async save(request: SavePersonRequest): Promise<PersonView> {
    const saved = await bridge.savePerson(request);
    const known = this.list.some((person) => person.id === saved.id);
    this.list = known ? this.list.map((person) => (person.id === saved.id ? saved : person)) : [...this.list, saved];
    return saved;
  }
}

/** What a profile says, as the request that would save it unchanged. */
export function unchanged(person: PersonView): SavePersonRequest {
  const { id, name, byline_name, bio, outlet, title, beats, place, public_contact, private_contact, links, status, section, roles } = person;
  return {
    id, name, byline_name, bio, outlet, title, beats: [...beats], place, public_contact, private_contact, links: [...links],
    status, section, roles: [...roles], may_approve: false, passphrase: '',
  };
}

/** The printed copy that a story gets of a person, as the profile stands now. */
export function creditOf(person: PersonView): CreditView {
  const { id, name, byline_name, place, slug, bio, outlet, title } = person;
  return { person: id, name: byline_name || name, role: 'reporter', place, slug, bio, outlet, title };
}

/** A credit for somebody who is not among the people. */
export const freeCredit = (name: string): CreditView => ({
  person: null, name, role: 'reporter', place: '', slug: '', bio: '', outlet: '', title: '',
});

export const NOBODY: SavePersonRequest = {
  id: '', name: '', byline_name: '', bio: '', outlet: '', title: '', beats: [], place: '', public_contact: '',
  private_contact: '', links: [], status: 'active', section: '', roles: [], may_approve: false, passphrase: '',
};

export const people = new People();
