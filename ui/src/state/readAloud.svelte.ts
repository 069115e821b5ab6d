// Reading a text aloud with the system's voice. Nothing of it is announced: whoever hears the page hears the voice already.
import { Speaker, systemVoice } from './speaker';

class ReadAloud {
  /** Whether this laptop has a voice; without one nothing offers it. */
  offered = $state(false);
  reading = $state(false);
  private looks = false;
  private speaker: Speaker | null = null;

  /** Looks for a voice, now and when the system finds its voices: not before there is a text, since it takes a moment. */
  lookForVoice() {
    if (this.looks) return;
    this.looks = true;
    this.find();
    globalThis.speechSynthesis?.addEventListener?.('voiceschanged', () => this.find());
  }

  read(sentences: readonly string[], language: string) {
    if (!this.speaker || !sentences.length) return;
    this.reading = true;
    this.speaker.read(sentences, language, () => (this.reading = false));
  }

  stop() {
    if (!this.reading) return;
    this.reading = false;
    this.speaker?.stop();
  }

  private find() {
    const voice = this.speaker ? null : systemVoice();
    if (voice) this.speaker = new Speaker(voice);
    this.offered = this.speaker !== null;
  }
}

export const readAloud = new ReadAloud();
