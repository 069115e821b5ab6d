import { expect, test } from 'vitest';
import { Speaker, type Voice } from './speaker';

/** A voice that is done with a sentence when it is told so, and tells it after it was hushed too, as real ones do. */
class SlowVoice implements Voice {
  readonly said: string[] = [];
  private readonly under: (() => void)[] = [];

  say(sentence: string, language: string, done: () => void) {
    this.said.push(`${language}: ${sentence}`);
    this.under.push(done);
  }

  hush() {}

  finish() {
    for (const done of this.under.splice(0)) done();
  }
}

test('sentences are read one after the other, and then it ends', () => {
  const voice = new SlowVoice();
  let ended = 0;
  new Speaker(voice).read(['One.', 'Two.'], 'en-GB', () => (ended += 1));
  expect(voice.said).toEqual(['en-GB: One.']);
  voice.finish();
  expect(voice.said).toEqual(['en-GB: One.', 'en-GB: Two.']);
  expect(ended).toBe(0);
  voice.finish();
  expect(ended).toBe(1);
});

test('nothing is said after it was stopped', () => {
  const voice = new SlowVoice();
  const speaker = new Speaker(voice);
  speaker.read(['One.', 'Two.'], '', () => expect.unreachable('it did not come to its end'));
  speaker.stop();
  voice.finish();
  expect(voice.said).toEqual([': One.']);
});

test('who reads anew hears nothing of the old', () => {
  const voice = new SlowVoice();
  const speaker = new Speaker(voice);
  let ended = 0;
  speaker.read(['One.', 'Two.'], '', () => expect.unreachable('it was stopped'));
  speaker.read(['Three.'], '', () => (ended += 1));
  voice.finish();
  expect(voice.said).toEqual([': One.', ': Three.']);
  expect(ended).toBe(1);
});
