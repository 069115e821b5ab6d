// Reads sentences one after the other with a voice that comes from outside, until it is told to stop.

export interface Voice {
  /** Says one sentence; `done` once it is said, or could not be. */
  say(sentence: string, language: string, done: () => void): void;
  hush(): void;
}

export class Speaker {
  /** Which reading is under way: a voice that was hushed still tells that it has ended. */
  private reading = 0;

  constructor(private readonly voice: Voice) {}

  /** Reads from the first sentence on; `ended` when the last is said, not when it is stopped. */
  read(sentences: readonly string[], language: string, ended: () => void) {
    this.stop();
    const mine = this.reading;
    const next = (at: number) => {
      if (mine !== this.reading) return;
      const sentence = sentences[at];
      if (sentence === undefined) return ended();
      this.voice.say(sentence, language, () => next(at + 1));
    };
    next(0);
  }

  stop() {
    this.reading += 1;
    this.voice.hush();
  }
}

/** The voice of the system; null where there is none, or it has nothing to speak with. */
export function systemVoice(): Voice | null {
  const synthesis = globalThis.speechSynthesis;
  if (!synthesis?.getVoices().length || typeof SpeechSynthesisUtterance === 'undefined') return null;
  return {
    say(sentence, language, done) {
      const utterance = new SpeechSynthesisUtterance(sentence);
      utterance.lang = language;
      utterance.onend = done;
      utterance.onerror = done;
      synthesis.speak(utterance);
    },
    hush: () => synthesis.cancel(),
  };
}
